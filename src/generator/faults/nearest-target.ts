import { jsonpath } from 'json-p3'
import { nearestName } from '../../core/nearest-name.js'
import { isJsonObject, type JsonObject, type JsonValue } from '../json.js'

/** A JSONPath cut into its segments, as far as a person writes them: `.name`, `['name']`, `..name`, `[?filter]`, `[*]`. */
const segments = /\.\.?[A-Za-z_*][\w-]*|\.\.?\*|\[(?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"|[^\]'"]|'[^']*')*\]/g

/** Where a target stops leading anywhere, and what is there instead. */
export function nearestTarget(document: JsonObject, target: string): string | undefined {
  const parts = target.match(segments) ?? []
  if (`$${parts.join('')}` !== target) return undefined
  for (let count = parts.length - 1; count >= 0; count -= 1) {
    const parent = `$${parts.slice(0, count).join('')}`
    const found = valuesAt(document, parent)
    if (found.length === 0) continue
    return hint(found, parent, parts[count] ?? '', parts.slice(count + 1).join(''))
  }
  return undefined
}

function hint(
  found: readonly JsonValue[],
  parent: string,
  segment: string,
  rest: string,
): string | undefined {
  const name = nameOf(segment)
  const there = [...new Set(found.flatMap((value) => (isJsonObject(value) ? Object.keys(value) : [])))]
  if (name === undefined || there.length === 0) return `${parent} is the last part of it that is there.`
  const near = nearestName(name, there)
  if (near !== undefined) return `Did you mean ${parent}${segmentOf(near)}${rest}?`
  const some = there.slice(0, 8).join(', ')
  const more = there.length > 8 ? ', …' : ''
  return `${parent} has no ${name}: it has ${some}${more}.`
}

function nameOf(segment: string): string | undefined {
  const [, plain, quoted] = /^\.([A-Za-z_][\w-]*)$|^\[['"](.*)['"]\]$/.exec(segment) ?? []
  return plain ?? quoted
}

function segmentOf(name: string): string {
  return /^[A-Za-z_]\w*$/.test(name) ? `.${name}` : `['${name}']`
}

function valuesAt(document: JsonObject, path: string): JsonValue[] {
  try {
    return jsonpath.query(path, document).values() as JsonValue[]
  } catch {
    return []
  }
}
