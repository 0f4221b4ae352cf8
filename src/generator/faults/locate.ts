import { jsonpath } from 'json-p3'
import { annotationKey } from '../annotations.js'
import { pointerOf, valueAt } from '../document/pointers.js'
import { isJsonObject, type JsonObject } from '../json.js'
import { stepsOf } from '../json-pointer.js'
import { stepsToField } from './walk-to-field.js'

type Steps = readonly string[]

/** The JSON pointer, in the document, of the place that a message names; undefined where it names none. */
export function pointerInDocument(document: JsonObject, path: string): string | undefined {
  if (path.startsWith('#')) return path.slice(1)
  const steps = stepsInDocument(document, path)
  return steps === undefined ? undefined : pointerOf(steps)
}

/** The JSON pointer, in the overlay, of what a message about it means. */
export function pointerInOverlay(
  overlay: JsonObject,
  document: JsonObject | undefined,
  path: string,
): string | undefined {
  const [, index] = /^actions\[(\d+)\]/.exec(path) ?? []
  if (index !== undefined) return pointerOf(['actions', index])
  if (path === 'overlay' || path === 'actions') return pointerOf([path])
  if (document === undefined) return undefined
  const steps = stepsInDocument(document, path)
  for (let depth = steps?.length ?? -1; depth >= 0; depth -= 1) {
    const found = annotationAt(overlay, document, steps?.slice(0, depth) ?? [])
    if (found !== undefined) return pointerOf(found)
  }
  return undefined
}

/** A JSONPath of names and indices (`$.paths['/keys'].post`), or a field of an operation. */
function stepsInDocument(document: JsonObject, path: string): Steps | undefined {
  if (!path.startsWith('$')) return stepsToField(document, path)
  const segments = path.matchAll(/\.([A-Za-z_][\w]*)|\['((?:[^'\\]|\\.)*)'\]|\[(\d+)\]/g)
  return [...segments].map(([, name, quoted, index]) => name ?? quoted ?? index ?? '')
}

/** The action that annotates the node at these steps: the steps, in the overlay, of the annotation. */
function annotationAt(overlay: JsonObject, document: JsonObject, steps: Steps): Steps | undefined {
  const actions = overlay['actions']
  const all = Array.isArray(actions) ? actions : []
  const wanted = pointerOf(steps)
  for (const [index, action] of all.entries()) {
    const target = isJsonObject(action) ? action['target'] : undefined
    if (typeof target !== 'string') continue
    for (const location of selected(document, target)) {
      const from = pointerOf(location)
      if (wanted !== from && !wanted.startsWith(`${from}/`)) continue
      const found = ['actions', `${index}`, 'update', ...stepsOf(wanted.slice(from.length)), annotationKey]
      if (valueAt(overlay, found) !== undefined) return found
    }
  }
  return undefined
}

/** Where the nodes stand that a JSONPath selects; none for what is no JSONPath. */
export function selected(document: JsonObject, target: string): Steps[] {
  try {
    return jsonpath.query(target, document).nodes.map(({ location }) => location.map(String))
  } catch {
    return []
  }
}
