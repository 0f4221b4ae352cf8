import type { VNode } from 'preact'
import type { Call } from '../world/call.js'

/** What the hooks were told, and when. */
export function TimelineView({ call }: { readonly call: Call<unknown> }): VNode {
  const { moments, at } = call
  return (
    <ol class="timeline">
      {moments.map((moment, index) => (
        <li key={index} class={`is-${moment.kind}`}>
          <span class="when">{milliseconds(moment.at - at)}</span>
          <span class="what">{moment.text}</span>
        </li>
      ))}
      {moments.length === 0 && (
        <li class="is-none">
          <span class="what">Nothing was sent.</span>
        </li>
      )}
    </ol>
  )
}

function milliseconds(duration: number): string {
  return `${Math.round(duration)} ms`
}
