import type { ClientOptions } from '../core/client-options.js'
import type { CreateKeyInput } from '../core/create-key.js'
import type { ImportKeyInput } from '../core/import-keys.js'
import type { KeyClient } from '../core/key-client.js'
import type { KeyState } from '../core/key-record.js'

/** What an upstream holds of a key, told by somebody else than the provider. `emulator.keys(vendor)` has this form. */
export interface WitnessedKey {
  /** The vendor's id of the key. */
  readonly id: string
  /** Whether it works, or why it does not. */
  readonly state: KeyState
}

/** The provider that is to be checked, and what the checks need to use it. */
export interface ConformanceSubject {
  /**
   * A credential that the vendor lets in. The checks also pass one that it does not, and look for both in what the client
   * throws.
   */
  readonly credential: string
  /**
   * Makes a client with this credential and these options on top of its own. Called at once, to learn what the vendor can
   * do, and then for each check; the checks pass a `fetch` to count and to answer requests.
   */
  readonly client: (credential: string, options: ClientOptions) => KeyClient
  /** The least that a create needs; a new name at each call where the vendor wants names to differ. */
  readonly input: () => CreateKeyInput
  /**
   * Values that the vendor accepts, for the fields where the checks' own do not suit it: an `owner` always, where it takes
   * one, since ids of owners are of the vendor's kind. Default for the others: see `docs/conformance.md`.
   */
  readonly values?: () => Omit<CreateKeyInput, 'expiresAt' | 'vendor'>
  /** What a create needs besides, for a key whose secret can be recovered: `{ vendor: { recoverable: true } }`. Default: nothing. */
  readonly recoverable?: CreateKeyInput
  /** What an import needs besides the secret. Default: nothing. */
  readonly imported?: () => Omit<ImportKeyInput, 'secret' | 'hash'>
  /**
   * What the upstream holds, by another way than the provider. With it, a `revoke` that does nothing is also found at a
   * vendor whose records do not say whether a key works. Default: there is no witness.
   */
  readonly held?: () => readonly WitnessedKey[] | Promise<readonly WitnessedKey[]>
  /**
   * How long a list or a record may lag behind what was written, in milliseconds, at a vendor that reads from replicas: the
   * checks wait so long before they look at them. A `get` of a key that was just made is not waited for: it must find it.
   * Default: 0.
   */
  readonly lagMs?: number
  /** What the requests go through: an emulator's `fetch`. Default: the global one. */
  readonly fetch?: typeof globalThis.fetch
}
