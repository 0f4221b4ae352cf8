import { isJsonObject, type JsonValue } from '../json.js'

/** `paths` and `/keys` as `/paths/~1keys`. */
export function pointerOf(steps: readonly string[]): string {
  return steps.map((step) => `/${step.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')
}

/** What stands at the end of these names; undefined where one of them is not there. */
export function valueAt(document: JsonValue, steps: readonly string[]): JsonValue | undefined {
  return steps.reduce<JsonValue | undefined>((node, step) => {
    if (Array.isArray(node)) return node[Number(step)]
    return isJsonObject(node) && Object.hasOwn(node, step) ? node[step] : undefined
  }, document)
}
