import type { KeyRecord } from './key-record.js'
import { known } from './known.js'

/** All of a record but its id and its metadata. */
export type Told<V> = Omit<KeyRecord<unknown, V>, 'id' | 'metadata'>

/** What was told of a key: a field that was not is absent. */
export function told<V>(fields: { readonly [Name in keyof Told<V>]?: Told<V>[Name] | undefined }): Told<V> {
  return known(fields) as Told<V>
}
