import { Secret } from 'keymux'
import type { VNode } from 'preact'
import { onOneLine } from '../code/literal.js'
import type { FieldValue, ResultField } from '../linking/result-fields.js'
import { SecretField } from './covered.js'
import { FieldName } from './links.js'

/** A normalised result, field by field. */
export function FieldList({
  fields,
  of,
}: {
  readonly fields: readonly ResultField[]
  readonly of: string
}): VNode {
  return (
    <dl class="fields">
      {fields.map(({ name, value, lacking }, index) => (
        <div key={`${name} ${index}`} class={lacking === undefined ? undefined : 'is-lacking'}>
          <dt>{lacking === undefined ? <FieldName name={name} /> : name}</dt>
          <dd>{lacking ?? <Value value={value} of={of} />}</dd>
        </div>
      ))}
    </dl>
  )
}

function Value({ value, of }: { readonly value: FieldValue; readonly of: string }): VNode {
  if (Secret.is(value)) return <SecretField secret={value} of={of} />
  if (value instanceof Date) return <time dateTime={value.toISOString()}>{readable(value)}</time>
  return <>{typeof value === 'string' ? value : onOneLine(value)}</>
}

/** RFC 3339 without its fraction, in UTC as it went over the wire. */
export function readable(moment: Date): string {
  return moment
    .toISOString()
    .replace('T', ' ')
    .replace(/\.\d+Z$/, ' UTC')
}
