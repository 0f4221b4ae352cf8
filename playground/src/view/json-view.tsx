import type { ComponentChildren, VNode } from 'preact'
import type { Links } from '../linking/link-fields.js'
import type { CoveredJson } from '../world/covered-text.js'
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

function Value({ json, links, depth }: JsonViewProps & { readonly depth: number }): VNode {
  if (typeof json !== 'object' || json === null) return <span class="atom">{String(json)}</span>
  const inside = '\n' + '  '.repeat(depth + 1)
  const outside = '\n' + '  '.repeat(depth)
  if ('text' in json)
    return (
      <span class="text">
        "<Covered text={json.text} />"
      </span>
    )
  if ('items' in json) {
    if (json.items.length === 0) return <>[]</>
    if (json.items.every((each) => typeof each !== 'object' || each === null || 'text' in each))
      return (
        <>
          [
          {separated(
            json.items.map((each) => <Value json={each} links={links} depth={depth} />),
            ', ',
          )}
          ]
        </>
      )
    return (
      <>
        [
        {json.items.map((each, index) => (
          <>
            {inside}
            <Value json={each} links={links} depth={depth + 1} />
            {index < json.items.length - 1 && ','}
          </>
        ))}
        {outside}]
      </>
    )
  }
  if (json.fields.length === 0) return <>{'{}'}</>
  return (
    <>
      {'{'}
      {json.fields.map((field, index) => (
        <>
          {inside}
          <Linking name={links.get(field)}>
            <span class="key">
              "<Covered text={field[0]} />"
            </span>
            : <Value json={field[1]} links={links} depth={depth + 1} />
          </Linking>
          {index < json.fields.length - 1 && ','}
        </>
      ))}
      {outside}
      {'}'}
    </>
  )
}

function Linking({ name, children }: { name: string | undefined; children: ComponentChildren }): VNode {
  return name === undefined ? <>{children}</> : <Mark name={name}>{children}</Mark>
}

function separated(parts: readonly VNode[], by: string): VNode[] {
  return parts.map((part, index) => (
    <>
      {index > 0 && by}
      {part}
    </>
  ))
}
