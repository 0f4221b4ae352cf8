import type { VNode } from 'preact'
import { useState } from 'preact/hooks'

interface CopyButtonProps {
  /** Asked only when it is pressed. */
  readonly text: () => string
  readonly what: string
}

export function CopyButton({ text, what }: CopyButtonProps): VNode {
  const [says, setSays] = useState('copy')
  const copy = (): void => {
    navigator.clipboard.writeText(text()).then(
      () => setSays('copied'),
      () => setSays('not allowed'),
    )
    setTimeout(() => setSays('copy'), 1600)
  }
  return (
    <button type="button" class="quiet" onClick={copy}>
      <span aria-live="polite">{says}</span>
      <span class="unseen"> {what}</span>
    </button>
  )
}
