import { Secret } from 'keymux'
import { type CoveredJson, plainText } from '../world/covered-text.js'
import type { FieldValue, ResultField } from './result-fields.js'

/** Which part of a body is which field of the result. Parts are known by identity. */
export type Links = ReadonlyMap<CoveredJson | object, string>

/** How far apart two clocks, or a value in whole seconds and one in milliseconds, can be. */
const slackMs = 5000

/**
 * Finds the fields of a result in a body, by their values alone: nobody tells it what a vendor calls them, so it also shows where an
 * adapter went wrong. `at` is when the call began, for a vendor that counts an expiry in seconds from now.
 */
export function linkFields(body: CoveredJson, fields: readonly ResultField[], at: Date): Links {
  const links = new Map<object, string>()
  const linkable = fields.filter(({ name, value }) => isTelling(value) && !name.startsWith('http.attempts'))
  const visit = (json: CoveredJson, part: object, key: string): void => {
    const found = best(
      linkable.filter(({ name, value }) => isSame(json, value, name, key, at)),
      key,
    )
    if (found !== undefined) return void links.set(part, found.name)
    if (typeof json !== 'object' || json === null) return
    if ('items' in json) for (const each of json.items) visit(each, objectOf(each, json), key)
    if ('fields' in json) for (const field of json.fields) visit(field[1], field, plainText(field[0]) ?? '')
  }
  visit(body, objectOf(body, {}), '')
  return links
}

/** A scalar in a list has no identity of its own. */
function objectOf(json: CoveredJson, otherwise: object): object {
  return typeof json === 'object' && json !== null ? json : otherwise
}

/** True, false and nothing are everywhere. */
function isTelling(value: FieldValue): boolean {
  if (typeof value === 'boolean' || typeof value === 'number' || value === null || value === '') return false
  return !Array.isArray(value) || value.length > 0
}

function isSame(json: CoveredJson, value: FieldValue, name: string, key: string, at: Date): boolean {
  if (value instanceof Date) return isMoment(json, value, key, at)
  if (name === 'state') return saysState(json, value, key)
  if (typeof json !== 'object' || json === null) return false
  if ('text' in json) {
    if (Secret.is(value)) return json.text.some((piece) => Secret.is(piece) && piece.equals(value))
    const text = plainText(json.text)
    return text !== undefined && text !== '' && isText(text, value, name)
  }
  if ('items' in json) return Array.isArray(value) && sameTexts(json.items.map(textOf), value)
  return isRecord(value) && sameFields(json.fields, value)
}

/** A prefix is told without its separator, and a name may carry a marker at its end. */
function isText(text: string, value: FieldValue, name: string): boolean {
  if (typeof value !== 'string') return false
  if (name === 'prefix') return value === `${text}_` || value === text
  return text === value || (name === 'name' && text.startsWith(`${value} [kmx_`))
}

/** Milliseconds or seconds since 1970, seconds from now, or RFC 3339. */
function isMoment(json: CoveredJson, value: Date, key: string, at: Date): boolean {
  const near = (milliseconds: number): boolean => Math.abs(milliseconds - value.getTime()) < slackMs
  if (typeof json === 'number')
    return near(json) || near(json * 1000) || (/second/i.test(key) && near(at.getTime() + json * 1000))
  const text = textOf(json)
  return text !== undefined && /^\d{4}-\d\d-\d\dT/.test(text) && near(Date.parse(text))
}

function saysState(json: CoveredJson, value: FieldValue, key: string): boolean {
  if (typeof json === 'boolean') return /^(is_?)?(enabled|disabled|revoked|expired|active|valid)$/i.test(key)
  return textOf(json)?.toLowerCase() === value
}

function sameFields(
  fields: Extract<CoveredJson, { fields: unknown }>['fields'],
  value: Readonly<Record<string, unknown>>,
): boolean {
  const own = fields.filter(([name]) => !plainText(name)?.startsWith('keymux_'))
  const names = Object.keys(value)
  if (own.length !== names.length || own.length === 0) return false
  return own.every(([name, each]) => {
    const told = value[plainText(name) ?? '']
    return typeof told === 'string' ? textOf(each) === told : told === each
  })
}

function sameTexts(items: readonly (string | undefined)[], value: readonly unknown[]): boolean {
  return items.length === value.length && items.every((item, index) => item === value[index])
}

function textOf(json: CoveredJson): string | undefined {
  return typeof json === 'object' && json !== null && 'text' in json ? plainText(json.text) : undefined
}

function isRecord(value: FieldValue): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Secret.is(value) && !(value instanceof Date)
}

/** Of several fields of one value, such as the two dates of a new key, the one that shares most words with the vendor's name. */
function best(fields: readonly ResultField[], key: string): ResultField | undefined {
  const score = ({ name }: ResultField): number => {
    const words = wordsOf(name)
    return wordsOf(key).filter((word) => words.includes(word)).length
  }
  return fields.toSorted((left, right) => score(right) - score(left))[0]
}

function wordsOf(name: string): string[] {
  return name
    .replaceAll(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z]+/)
}
