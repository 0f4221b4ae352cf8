import type { ComponentChildren, VNode } from 'preact'

interface PartProps {
  readonly title: string
  readonly note?: string
  readonly isOpen: boolean
  readonly tone?: 'good' | 'bad'
  readonly children: ComponentChildren
}

/** A part of a column that can be folded. */
export function Part({ title, note, isOpen, tone, children }: PartProps): VNode {
  return (
    <details class={`part ${tone === undefined ? '' : `is-${tone}`}`} open={isOpen}>
      <summary>
        <span class="part-title">{title}</span>
        {note !== undefined && <span class="part-note">{note}</span>}
      </summary>
      <div class="part-body">{children}</div>
    </details>
  )
}
