import type { VNode } from 'preact'
import { CopyButton } from './copy-button.js'

/** Code that does what was just done. */
export function CodeBlock({ code }: { readonly code: string }): VNode {
  return (
    <div class="code">
      <CopyButton text={() => code} what="the code" />
      <pre tabIndex={0} aria-label="Code">
        {code}
      </pre>
    </div>
  )
}
