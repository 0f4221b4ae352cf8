import type { VNode } from 'preact'
import { linkFields } from '../linking/link-fields.js'
import type { ResultField } from '../linking/result-fields.js'
import type { CoveredBody, CoveredMessage, Exchange } from '../world/exchange.js'
import { Covered } from './covered.js'
import { JsonView } from './json-view.js'

interface ExchangeViewProps {
  readonly exchange: Exchange
  readonly fields: readonly ResultField[]
  readonly at: Date
}

/** One request and its answer, raw but for what is covered. */
export function ExchangeView({ exchange, fields, at }: ExchangeViewProps): VNode {
  const { method, url, request, response, fault, isDone } = exchange
  return (
    <div class="exchange">
      <p class="line">
        <b>{method}</b>{' '}
        <span class="url">
          <Covered text={url} />
        </span>
      </p>
      <Message message={request} fields={fields} at={at} />
      <p class="line answer">
        {response === null ? <b>no answer</b> : <b>{response.status}</b>}
        {fault !== null && <span class="fault">{fault}</span>}
        {fault !== null && (
          <span class="note">{isDone ? 'and the vendor did it' : 'and the vendor did nothing'}</span>
        )}
      </p>
      {response !== null && <Message message={response} fields={fields} at={at} />}
    </div>
  )
}

function Message({
  message,
  fields,
  at,
}: { message: CoveredMessage } & Omit<ExchangeViewProps, 'exchange'>): VNode {
  return (
    <>
      <dl class="headers">
        {message.headers.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>
              <Covered text={value} />
            </dd>
          </div>
        ))}
      </dl>
      <Body body={message.body} fields={fields} at={at} />
    </>
  )
}

function Body({ body, fields, at }: { body: CoveredBody } & Omit<ExchangeViewProps, 'exchange'>): VNode {
  if (body === null) return <></>
  if ('json' in body) return <JsonView json={body.json} links={linkFields(body.json, fields, at)} />
  return (
    <pre class="json">
      <Covered text={body.text} />
    </pre>
  )
}
