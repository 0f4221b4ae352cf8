import type { KeyClient, KeyOperations } from '../core/key-client.js'
import type { KeyRecord } from '../core/key-record.js'
import { movedFrom, movedFromName } from '../core/moved-from.js'

/** Which of a router's two vendors: the one that is moved to, or the old one. */
export type Side = 'primary' | 'secondary'

/** A client that a router can stand before: any that verifies. */
export interface RoutableClient extends KeyClient, Pick<KeyOperations, 'verify'> {}

/** Both vendors' clients. */
export type Sides = Readonly<Record<Side, RoutableClient>>

/** What a router adds to each record and verdict. */
export interface Routed {
  /** Which of the two vendors told it. */
  readonly side: Side
}

/** What is known of a key, and at which of the two vendors. */
export interface RoutedRecord extends KeyRecord, Routed {
  /** The id at the secondary of the key that this one was made of; absent where it was not moved. */
  readonly movedFrom?: string
}

export function otherSide(side: Side): Side {
  return side === 'primary' ? 'secondary' : 'primary'
}

/** A record with its side; what a move left in the metadata is taken out of it. */
export function routed<R extends KeyRecord>(
  { secondary }: Sides,
  side: Side,
  record: R,
): R & Pick<RoutedRecord, 'side' | 'movedFrom'> {
  const { [movedFromName]: _, ...metadata } = record.metadata
  const source = side === 'primary' ? movedFrom(record.metadata, secondary.vendor) : undefined
  return { ...record, metadata, side, ...(source !== undefined && { movedFrom: source }) }
}
