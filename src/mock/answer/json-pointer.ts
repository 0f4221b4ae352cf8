import { isJsonObject, type JsonValue } from '../../generator/json.js'

/** A copy of a JSON value with something at a place, which may be new: a number is a place in a list. */
export function withAt(root: JsonValue | undefined, steps: readonly string[], value: JsonValue): JsonValue {
  const [step, ...rest] = steps
  if (step === undefined) return value
  if (Array.isArray(root) || (root === undefined && /^\d+$/.test(step))) {
    const list = Array.isArray(root) ? [...root] : []
    list[Number(step)] = withAt(list[Number(step)], rest, value)
    return list
  }
  const object = isJsonObject(root) ? root : {}
  return { ...object, [step]: withAt(object[step], rest, value) }
}
