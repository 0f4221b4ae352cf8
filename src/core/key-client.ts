import type { CallOptions } from './call-options.js'
import type { Capabilities } from './capabilities.js'
import type { CreateKeyInput, CreateKeyResult } from './create-key.js'
import type { CreateOptions } from './create-options.js'
import type { EndKeyResult, RevokeOptions } from './end-key.js'
import type { ImportKeyInput, ImportOptions, ImportOutcome } from './import-keys.js'
import type { KeyResult } from './key-result.js'
import type { KeyList, ListOptions, ListQuery } from './list-keys.js'
import type { Metadata } from './metadata.js'
import type { Operation } from './operation.js'
import type { RotateKeyResult, RotateOptions } from './rotate-key.js'
import type { Secret } from './secret.js'
import type { UpdateKeyInput } from './update-key.js'
import type { Verdict, VerifyOptions } from './verify-key.js'

/** Every operation in its common form: the same for all vendors that have it. */
export interface KeyOperations<M extends object = Metadata, V = unknown> {
  /** Creates a key. */
  create(input: CreateKeyInput<M>, options?: CreateOptions): Promise<CreateKeyResult<M, V>>
  /** The record of a key. Throws `not_found` where there is none. */
  get(id: string, options?: CallOptions): Promise<KeyResult<M, V>>
  /** The records of all keys, dead ones included where the vendor keeps them. */
  list(query?: ListQuery, options?: ListOptions): KeyList<M, V>
  /** Changes a key. */
  update(id: string, patch: UpdateKeyInput<M>, options?: CallOptions): Promise<KeyResult<M, V>>
  /** Ends a key for good and keeps its record where the vendor can. A second time is no error. */
  revoke(id: string, options?: RevokeOptions): Promise<EndKeyResult<M, V>>
  /** Ends a key for good and removes its record. A second time is no error. */
  delete(id: string, options?: CallOptions): Promise<EndKeyResult<M, V>>
  /** Whether the vendor accepts a secret that somebody presented. */
  verify(secret: string | Secret, options?: VerifyOptions): Promise<Verdict<M, V>>
  /** Makes a new key in the place of one, and ends that one when `overlap` is over. */
  rotate(id: string, options: RotateOptions): Promise<RotateKeyResult<M, V>>
  /** The secret of a key once more. Throws `not_found` where the vendor did not keep it. */
  recover(id: string, options?: CallOptions): Promise<Secret>
  /** Imports keys by the hashes of their secrets, which go on working. One outcome per key, in the same order. */
  import(keys: readonly ImportKeyInput<M>[], options?: ImportOptions): Promise<readonly ImportOutcome[]>
}

/**
 * What every client has, whichever vendor it is of: write code that is to work with all of them against this type, and ask
 * `can` before anything else.
 *
 * @example
 * async function owner(keys: KeyClient, secret: string) {
 *   if (!keys.can('verify')) return undefined
 *   const verdict = await keys.verify(secret)
 *   return verdict.valid ? verdict.key.owner : undefined
 * }
 */
export interface KeyClient<M extends object = Metadata, V = unknown>
  extends Capable<M, V>, Pick<KeyOperations<M, V>, 'create' | 'get' | 'list' | 'revoke'> {}

/** What a client says of itself. */
export interface Capable<M extends object = Metadata, V = unknown> {
  /** Which vendor's client this is: `unkey`. */
  readonly vendor: string
  /** What the vendor can do, and how. */
  readonly capabilities: Capabilities
  /** Whether the vendor can do this, natively or emulated. Narrows the type of the client. */
  can<O extends Operation>(operation: O): this is this & Pick<KeyOperations<M, V>, O>
}
