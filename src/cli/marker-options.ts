import type { CreateOptions } from '../core/index.js'
import type { Begun } from './journal.js'

/** Marks a key with what the journal has of it: in the name only where the vendor stores no metadata, and the caller allowed it. */
export function markerOptions({ isCarried, nonce }: Begun): Pick<CreateOptions, 'marker' | 'nonce'> {
  return isCarried ? { marker: 'name', nonce } : { marker: false }
}
