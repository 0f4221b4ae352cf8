import type { ComponentChildren, VNode } from 'preact'
import type { Links } from '../linking/link-fields.js'
import type { CoveredJson, CoveredText } from '../world/covered-text.js'
import { Covered } from './covered.js'
import { Mark } from './links.js'

interface JsonViewProps {
  readonly json: CoveredJson
  readonly links: Links
}

/** JSON as it went over the wire, with the parts marked that the result was made of. */
export function JsonView({ json, links }: JsonViewProps): VNode {
  return (
    <pre class="json">
      <Value json={json} links={links} depth={0} />
    </pre>
  )
}

interface ValueProps extends JsonViewProps {
  readonly depth: number
  /** The field that all of it belongs to. */
  readonly within?: string | undefined
}

function Value({ json, links, depth, within }: ValueProps): VNode {
  if (typeof json !== 'object' || json === null) return <>{String(json)}</>
  if ('text' in json)
    return (
      <>
        "<Covered text={json.text} />"
      </>
    )
  const [open, close] = 'items' in json ? '[]' : '{}'
  const parts = 'items' in json ? json.items : json.fields
  if (parts.length === 0) return <>{`${open}${close}`}</>
  if ('items' in json && json.items.every(isAtom))
    return (
      <>
        [
        {json.items.map((each, index) => (
          <>
            {index > 0 && ', '}
            <Value json={each} links={links} depth={depth} />
          </>
        ))}
        ]
      </>
    )
  return (
    <>
      {open}
      {'items' in json
        ? json.items.map((each, index) => (
            <>
              {breakAt(depth + 1)}
              <Value json={each} links={links} depth={depth + 1} within={within} />
              {index < json.items.length - 1 && ','}
            </>
          ))
        : json.fields.map((field, index) => (
            <>
              {breakAt(depth + 1)}
              <Field field={field} links={links} depth={depth + 1} within={within} />
              {index < json.fields.length - 1 && ','}
            </>
          ))}
      {breakAt(depth)}
      <Marked as={within}>{close}</Marked>
    </>
  )
}

interface FieldProps extends Omit<ValueProps, 'json'> {
  readonly field: readonly [name: CoveredText, value: CoveredJson]
}

/** Its name and value; of an object, which goes over many lines, each line by itself: blanks are not marked. */
function Field({ field, links, depth, within }: FieldProps): VNode {
  const [name, value] = field
  const as = links.get(field) ?? within
  const key = (
    <>
      "<Covered text={name} />
      ":{' '}
    </>
  )
  if (isShort(value))
    return (
      <Marked as={as}>
        {key}
        <Value json={value} links={links} depth={depth} />
      </Marked>
    )
  return (
    <>
      <Marked as={as}>{key}</Marked>
      <Value json={value} links={links} depth={depth} within={as} />
    </>
  )
}

function Marked({
  as,
  children,
}: {
  readonly as: string | undefined
  readonly children: ComponentChildren
}): VNode {
  return as === undefined ? <>{children}</> : <Mark name={as}>{children}</Mark>
}

function breakAt(depth: number): string {
  return `\n${'  '.repeat(depth)}`
}

function isAtom(json: CoveredJson): boolean {
  return typeof json !== 'object' || json === null || 'text' in json
}

/** Whether it stands on one line. */
function isShort(json: CoveredJson): boolean {
  if (typeof json !== 'object' || json === null || 'text' in json) return true
  return 'items' in json ? json.items.every(isAtom) : json.fields.length === 0
}
