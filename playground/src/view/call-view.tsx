import type { VNode } from 'preact'
import { errorFields, type ResultField } from '../linking/result-fields.js'
import type { Call } from '../world/call.js'
import { titleOf } from '../world/vendors.js'
import { CodeBlock } from './code-block.js'
import { ExchangeView } from './exchange-view.js'
import { FieldList } from './field-list.js'
import { Part } from './part.js'
import { TimelineView } from './timeline-view.js'

interface CallViewProps {
  readonly call: Call<unknown>
  /** The rows of its result; those of its error are known. */
  readonly fields: readonly ResultField[]
  readonly code?: string
  /** What matters where it stands: what went over the wire, or when. */
  readonly first: 'wire' | 'time'
}

/** A call: what went over the wire, what came of it, when, and the code for it. */
export function CallView({ call, fields, code, first }: CallViewProps): VNode {
  const { outcome, exchanges, vendor, startedAt } = call
  const rows = outcome.ok ? fields : errorFields(outcome.error)
  const time = (
    <Part
      title="Timeline"
      note={`${call.operation}, ${Math.round(call.durationMs)} ms`}
      isOpen={first === 'time'}
    >
      <TimelineView call={call} />
    </Part>
  )
  const wire = (
    <Part title="On the wire" note={countOf(exchanges.length)} isOpen={first === 'wire'}>
      {exchanges.length === 0 && <p class="note">No request: keymux refused it before it was sent.</p>}
      {exchanges.map((exchange) => (
        <ExchangeView key={exchange.at} exchange={exchange} fields={fields} at={startedAt} />
      ))}
    </Part>
  )
  return (
    <>
      {first === 'time' ? time : wire}
      <Part
        title={outcome.ok ? 'From keymux' : 'KeymuxError'}
        note={call.operation}
        isOpen
        tone={outcome.ok ? 'good' : 'bad'}
      >
        <FieldList fields={rows} of={titleOf(vendor)} />
      </Part>
      {first === 'time' ? wire : time}
      {code !== undefined && (
        <Part title="The code for it" isOpen={first === 'wire'}>
          <CodeBlock code={code} />
        </Part>
      )}
    </>
  )
}

function countOf(exchanges: number): string {
  return exchanges === 1 ? '1 request' : `${exchanges} requests`
}
