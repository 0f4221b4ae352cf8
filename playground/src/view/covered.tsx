import type { Secret } from 'keymux'
import type { VNode } from 'preact'
import { useState } from 'preact/hooks'
import type { CoveredText } from '../world/covered-text.js'
import { CopyButton } from './copy-button.js'

/** A secret in an exchange: it is never to be seen there. */
function Dots(): VNode {
  return (
    <span class="dots" role="img" aria-label="covered">
      ••••••••
    </span>
  )
}

/** Text of which some parts stay covered. */
export function Covered({ text }: { readonly text: CoveredText }): VNode {
  return <>{text.map((piece) => (typeof piece === 'string' ? piece : <Dots />))}</>
}

/** A secret that can be uncovered: until then its text is nowhere in the document. */
export function SecretField({ secret, of }: { readonly secret: Secret; readonly of: string }): VNode {
  const [isOpen, setOpen] = useState(false)
  return (
    <span class="secret">
      {isOpen ? <code class="secret-text">{secret.reveal()}</code> : <span>{secret.hint}</span>}
      <span class="secret-tools">
        <button type="button" class="quiet" aria-pressed={isOpen} onClick={() => setOpen(!isOpen)}>
          {isOpen ? 'cover' : 'uncover'}
          <span class="unseen"> the secret of {of}</span>
        </button>
        <CopyButton text={() => secret.reveal()} what={`the secret of ${of}`} />
      </span>
    </span>
  )
}
