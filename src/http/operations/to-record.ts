import type { KeyRecord } from '../../core/key-record.js'
import { nonceOf } from '../../core/marker.js'
import type { Warning } from '../../core/warning.js'
import { withoutSecrets } from '../../core/without-secret.js'
import type { RecordReading } from '../calls.js'
import type { ClientContext } from '../client-context.js'
import { safeId } from '../found.js'
import { markerOf, withoutMarker } from '../marking.js'
import { readMetadata } from '../metadata.js'

/**
 * The record that a reading makes, without these secrets; undefined where it has no id. There is something to wait for only where
 * the caller's schema reads the metadata.
 */
export function toRecord<M, V>(
  context: ClientContext,
  reading: RecordReading<unknown, V>,
  secrets: readonly string[],
  warnings: Warning[],
): KeyRecord<M, V> | undefined | Promise<KeyRecord<M, V>> {
  const id = safeId(reading.id, secrets)
  if (id === undefined) return undefined
  const { metadata, key } = context.showsMarkers ? reading : withoutMarker(reading)
  const clean = withoutSecrets(
    { metadata, key: context.tellsMarkers ? { ...key, ...markerTold(reading) } : key },
    secrets,
  )
  // What type it has is the schema's word, or else the caller's.
  const { sender, metadataSchema } = context
  if (metadataSchema === undefined) return { id, metadata: clean.metadata as M, ...clean.key }
  return readMetadata<M>(sender, metadataSchema, clean.metadata, warnings).then((read) => ({
    id,
    metadata: read,
    ...clean.key,
  }))
}

function markerTold({ metadata, key: { name } }: RecordReading<unknown, unknown>): {
  readonly marker?: string
} {
  const marker = markerOf({ metadata, name })
  return marker === undefined ? {} : { marker: nonceOf(marker) }
}
