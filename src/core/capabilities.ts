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
  /** The last moment that a key may expire at, in milliseconds since 1970. */
  readonly latestExpiry: number | null
  /** In what steps an expiry is counted, in milliseconds: 1000 where the vendor takes whole seconds from now. */
  readonly expiryStepMs: number | null
  /** How many characters a name has at least. */
  readonly shortestName: number | null
  /** How many characters a name has at most. */
  readonly longestName: number | null
  /** What a name must look like, as the source of a regular expression. */
  readonly namePattern: string | null
  /** How many characters an owner has at most. */
  readonly longestOwner: number | null
  /** What an owner must look like, as the source of a regular expression. */
  readonly ownerPattern: string | null
  /** How many characters a description has at most. */
  readonly longestDescription: number | null
  /** How many characters a scope has at most. */
  readonly longestScope: number | null
  /** How many scopes a key has at most. */
  readonly mostScopes: number | null
  /** How many properties the metadata has at most. */
  readonly mostProperties: number | null
  /** How many keys a page has at most. */
  readonly largestPage: number | null
  /** How many keys the vendor imports in one go. */
  readonly largestImport: number | null
  /** How many requests it takes in a minute. */
  readonly requestsPerMinute: number | null
  /** How many creates it takes in a minute. */
  readonly createsPerMinute: number | null
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
  /** How much of something the vendor takes or gives. */
  readonly limits: Limits
  /** Whether an owner can have but one key of a name. */
  readonly uniqueNames: boolean
  /**
   * What a key has here beyond `fields`, by the vendor's own names (`credits`): `copied` where another key of the same vendor
   * can be given it by `vendor`, else `lost`.
   */
  readonly ownFields: Readonly<Record<string, 'copied' | 'lost'>>
}
