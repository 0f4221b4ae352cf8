import { markedName, markerInName, markerName, nameWithoutMarker } from '../core/marker.js'
import { isFields } from '../core/input-check.js'
import { isPlain } from '../core/json-fault.js'
import { setOwnField } from '../core/own-field.js'
import type { Marker } from '../core/create-options.js'
import type { Capabilities } from '../core/capabilities.js'
import type { RecordReading } from './calls.js'

const form = /^kmx_[0-9a-z]{20}$/

/** Where a key can carry its marker; null where it carries none. */
export type MarkedIn = 'metadata' | 'name' | null

/** Where the keys of a vendor carry their markers, by the caller's leave. */
export function markedIn(capabilities: Capabilities | undefined, choice: Marker): MarkedIn {
  if (choice === false || capabilities === undefined) return null
  if (capabilities.fields.metadata !== 'none') return 'metadata'
  return choice === 'name' ? 'name' : null
}

/** The input of a create with a marker in it; undefined where there is no room for one. */
export function withMarker<Input extends object>(
  input: Input,
  place: MarkedIn,
  marker: string,
): Input | undefined {
  const { metadata, ...others } = input as { readonly metadata?: unknown; readonly name?: unknown }
  const { name } = others
  if (place === 'metadata' && (metadata === undefined || hasRoom(metadata)))
    return { metadata: { [markerName]: marker, ...metadata }, ...others } as Input
  if (place === 'name' && typeof name === 'string') return { ...input, name: markedName(name, marker) }
  return undefined
}

/** A copy of what is not plain would lose what it holds, and with it what the checks refuse. */
function hasRoom(metadata: unknown): metadata is object {
  return isFields(metadata) && isPlain(metadata) && !(markerName in metadata)
}

/** The marker of a key that was read. */
export function markerOf({
  metadata,
  name,
}: {
  readonly metadata: unknown
  readonly name?: unknown
}): string | undefined {
  return markerInMetadata(metadata) ?? markerInName(name)
}

/** Anything else under that name is the caller's own. */
function markerInMetadata(metadata: unknown): string | undefined {
  const value = isFields(metadata) ? metadata[markerName] : undefined
  return typeof value === 'string' && form.test(value) ? value : undefined
}

type Marked<V> = Pick<RecordReading<unknown, V>, 'metadata' | 'key'>

/** A reading without its marker: what the caller sees is what the caller gave. */
export function withoutMarker<V>(reading: Marked<V>): Marked<V> {
  const { metadata, key } = reading
  if (markerOf({ metadata, name: key.name }) === undefined) return reading
  const vendor = unmarked(key.vendor) as V
  const isSame = vendor === key.vendor && markerInName(key.name) === undefined
  return { metadata: without(metadata), key: isSame ? key : { ...key, ...unmarkedName(key), vendor } }
}

function unmarkedName({ name }: { readonly name?: string }): { readonly name?: string } {
  return name === undefined ? {} : { name: nameWithoutMarker(name) }
}

function without(metadata: unknown): unknown {
  if (markerInMetadata(metadata) === undefined) return metadata
  const { [markerName]: _, ...own } = metadata as Readonly<Record<string, unknown>>
  return own
}

/** The vendor's own record holds it under the vendor's own name, which is not known here, if at all. */
function unmarked(record: unknown): unknown {
  if (!isFields(record) || !Object.values(record).some(isMarked)) return record
  const own: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(record))
    setOwnField(own, name, typeof value === 'string' ? nameWithoutMarker(value) : without(value))
  return own
}

function isMarked(value: unknown): boolean {
  return markerOf({ metadata: value, name: value }) !== undefined
}
