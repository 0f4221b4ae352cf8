import type { MarkerText } from './create-options.js'

/** The property of a key's metadata that holds the marker of the call that made it. */
export const markerName = 'keymux_marker'

const alphabet = '0123456789abcdefghijklmnopqrstuvwxyz'
const length = 20
const inName = / \[(kmx_[0-9a-z]{20})\]$/

const form = /^kmx_[0-9a-z]{20}$/

/** Not the record's own business, so it is neither printed nor copied along; a symbol, so that each copy of keymux knows it. */
const carried: unique symbol = Symbol.for('keymux.marker')

/** Drawn for many markers at a time: asking for random bytes costs as much as all the rest of writing a request. */
let drawn = ''

/** A text that no other call has: about 100 random bits. For `marker` of a create that is written down before it is sent. */
export function newMarker(): MarkerText {
  if (drawn === '') drawn = randomText(50 * length)
  const marker: MarkerText = `kmx_${drawn.slice(0, length)}`
  drawn = drawn.slice(length)
  return marker
}

function randomText(size: number): string {
  const bytes = crypto.getRandomValues(new Uint8Array(size))
  return Array.from(bytes, (byte) => alphabet[byte % alphabet.length]).join('')
}

/** A name with a marker at its end, where a vendor stores nothing else. */
export function markedName(name: string, marker: string): string {
  return `${name} [${marker}]`
}

/** The marker at the end of a name. */
export function markerInName(name: unknown): string | undefined {
  return typeof name === 'string' && name.endsWith(']') ? inName.exec(name)?.[1] : undefined
}

/** A name as the caller gave it. */
export function nameWithoutMarker(name: string): string {
  return name.endsWith(']') ? name.replace(inName, '') : name
}

/** Whether a value is a marker. */
export function isMarker(value: unknown): value is MarkerText {
  return typeof value === 'string' && form.test(value)
}

/** A record that knows the marker which was taken out of it. */
export function withCarried<Record extends object>(record: Record, marker: string): Record {
  return Object.defineProperty(record, carried, { value: marker })
}

/**
 * The marker of the create that made a key, of a record as `list` or `create` gave it; undefined where it has none, and of a copy
 * of a record.
 *
 * @example
 * for await (const key of keys.list()) if (carriedMarker(key) === begun.marker) return key.id
 */
export function carriedMarker(record: object): string | undefined {
  const marker: unknown = carried in record ? record[carried] : undefined
  return isMarker(marker) ? marker : undefined
}
