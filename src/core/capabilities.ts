import type { Operation } from './operation.js'

/**
 * How a vendor can do something: `native`, it has a call for it; `emulated`, keymux gets the same result honestly from
 * other calls, at their price (a `get` that scans the list); `none`, it cannot be had.
 */
export type Support = 'native' | 'emulated' | 'none'

/** The fields that a create may be told, as `CreateKeyInput` names them. */
export type KeyField =
  'name' | 'owner' | 'metadata' | 'scopes' | 'description' | 'expiresAt' | 'prefix' | 'enabled'

/** By what a list can be narrowed. */
export type KeyFilter = 'owner' | 'state' | 'text'

/** How far a vendor's documented limits reach; null where it documents none. */
export interface Limits {
  /** How far ahead a key may expire, in milliseconds. */
  readonly longestExpiryMs: number | null
  /** How many characters a name has at least. */
  readonly shortestName: number | null
  /** How many characters a name has at most. */
  readonly longestName: number | null
  /** How many keys a page has at most. */
  readonly largestPage: number | null
}

/**
 * What a vendor can do: plain, frozen data.
 *
 * @example
 * keys.capabilities.verify            // 'none' at Factify
 * keys.capabilities.fields.metadata   // 'optional' at Unkey
 */
export interface Capabilities extends Readonly<Record<Operation, Support>> {
  /** What a create takes. */
  readonly fields: Readonly<Record<KeyField, 'required' | 'optional' | 'none'>>
  /** What an update can change. */
  readonly changes: readonly KeyField[]
  /** What a list can be narrowed by. */
  readonly filters: readonly KeyFilter[]
  readonly limits: Limits
}
