import type { ComponentChildren, VNode } from 'preact'

interface SectionProps {
  readonly id: string
  readonly title: string
  readonly lead: string
  readonly isBusy: boolean
  /** What is to be done, in the narrow column. */
  readonly rail: ComponentChildren
  /** What came of it. */
  readonly children: ComponentChildren
}

/** One thing to do: what it is and its controls at the left, what comes of it at each vendor beside them. */
export function Section({ id, title, lead, isBusy, rail, children }: SectionProps): VNode {
  return (
    <section id={id} class="section row" aria-labelledby={`${id}-title`} aria-busy={isBusy}>
      <div class="rail">
        <h2 id={`${id}-title`}>{title}</h2>
        <p class="lead">{lead}</p>
        {rail}
      </div>
      {children}
    </section>
  )
}

interface ColumnProps {
  readonly title: string
  readonly children: ComponentChildren
}

export function Column({ title, children }: ColumnProps): VNode {
  return (
    <div class="column">
      <h3>{title}</h3>
      {children}
    </div>
  )
}

/** Where nothing was done yet. */
export function Nothing({ children }: { readonly children: ComponentChildren }): VNode {
  return <p class="nothing">{children}</p>
}
