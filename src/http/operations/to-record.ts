import type { KeyRecord } from '../../core/key-record.js'
import type { Warning } from '../../core/warning.js'
import { withoutSecret } from '../../core/without-secret.js'
import type { RecordReading } from '../calls.js'
import type { ClientContext } from '../client-context.js'
import { safeId } from '../found.js'
import { withoutMarker } from '../marking.js'
import { readMetadata } from '../metadata.js'

/** The record that a reading makes, without these secrets; undefined where it has no id. */
export async function toRecord<M, V>(
  context: ClientContext,
  reading: RecordReading<unknown, V>,
  secrets: readonly string[],
  warnings: Warning[],
): Promise<KeyRecord<M, V> | undefined> {
  const id = safeId(reading.id, secrets)
  if (id === undefined) return undefined
  const clean = <T>(value: T): T => secrets.reduce(withoutSecret, value)
  const { metadata: stored, key } = context.showsMarkers ? reading : withoutMarker(reading)
  const metadata = await readMetadata<M>(context, clean(stored), warnings)
  return { id, metadata, ...clean(key) }
}
