import { isJsonObject, type JsonObject, type JsonValue } from '../../generator/json.js'
import type { OperationModel, RequestField } from '../../generator/model.js'
import type { Fields } from '../keys/mock-key.js'
import { momentsOnWire } from '../moments.js'
import { invalid } from '../refusal.js'
import type { Held } from './check-request.js'

/** What a request asks for, in keymux' words. */
export interface Asked {
  readonly operation: OperationModel
  readonly fields: Fields
  /** Of an import: what is asked for each key. */
  readonly entries: readonly Pick<Asked, 'fields' | 'own'>[]
  /** By the options of the client that fill them in. */
  readonly options: Readonly<Record<string, string>>
  /** The vendor's own fields. */
  readonly own: Readonly<Record<string, JsonValue>>
}

/** What a checked request means to one of the operations that it could be. */
export function askedOf(operation: OperationModel, held: Held, now: Date): Asked {
  const body = isJsonObject(held.body) ? held.body : {}
  const valueOf = ({ name, place }: RequestField): JsonValue | undefined =>
    (place === 'body' ? body : held[place])[name]
  const { fields, options, own } = readFields(operation.request, valueOf, now)
  const list = operation.request.find(({ annotation }) => annotation?.field === 'keys')
  const keys = list === undefined ? undefined : valueOf(list)
  const entries = Array.isArray(keys)
    ? keys.filter(isJsonObject).map((key) => readFields(list?.parts ?? [], ({ name }) => key[name], now))
    : []
  return { operation, fields, options, own, entries }
}

/** Whether all that an operation always sends was sent: how one operation of a document tells what it is to us. */
export function isSet({ request }: OperationModel, held: Held): boolean {
  const body = isJsonObject(held.body) ? held.body : {}
  return request
    .filter(({ set }) => set !== undefined)
    .every(({ name, place, set }) => (place === 'body' ? body : held[place])[name] === set)
}

type ValueOf = (field: RequestField) => JsonValue | undefined

function readFields(
  request: readonly RequestField[],
  valueOf: ValueOf,
  now: Date,
): Pick<Asked, 'fields' | 'options' | 'own'> {
  const read = {
    fields: {} as Record<string, unknown>,
    options: {} as Record<string, string>,
    own: {} as JsonObject,
  }
  for (const field of request) {
    const value = valueOf(field)
    if (value === undefined) continue
    const { field: meaning, option } = field.annotation ?? {}
    if (meaning !== undefined) read.fields[meaning] = decoded(field, value, now)
    else if (option !== undefined) read.options[option] = String(value)
    else if (field.parts.length > 0 && isJsonObject(value)) {
      const inside = readFields(field.parts, ({ name }) => value[name], now)
      Object.assign(read.fields, inside.fields)
      Object.assign(read.options, inside.options)
    } else if (field.place === 'body' && field.set === undefined) read.own[field.name] = value
  }
  return read
}

function decoded({ name, annotation = { also: [] } }: RequestField, value: JsonValue, now: Date): unknown {
  const { codec, join, state } = annotation
  if (value === null) return null
  if (codec !== undefined) return momentsOnWire[codec].decode(value, now) ?? refuseMoment(name)
  if (join !== undefined && typeof value === 'string') return value.split(join)
  if (annotation.field === 'enabled' && typeof value === 'boolean')
    return (state?.[value ? 'true' : 'false'] ?? (value ? 'active' : 'disabled')) === 'active'
  return value
}

function refuseMoment(name: string): never {
  throw invalid([{ path: [name], rule: 'format', expected: null, message: 'must be a moment' }])
}
