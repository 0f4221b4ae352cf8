import type { CallOptions } from '../../core/call-options.js'
import type { HasContract } from '../../core/contract.js'
import type { CreateKeyResult } from '../../core/create-key.js'
import type { Metadata } from '../../core/metadata.js'
import {
  bindOptions,
  prepareCreate,
  profile,
  type ClerkCreatedRecord,
  type ClerkCreateInput,
  type ClerkOptions,
} from '../../generated/clerk/adapter.js'
import type { paths } from '../../generated/clerk/paths.js'
import { defineClient } from '../../http/clients.js'
import { createKey } from '../../http/create-key.js'
import { Sender } from '../../http/sender.js'

export type {
  ClerkCreatedRecord,
  ClerkCreateFields,
  ClerkCreateInput,
  ClerkOptions,
} from '../../generated/clerk/adapter.js'
export type { paths } from '../../generated/clerk/paths.js'

/** What a client with a default `subject` takes: it need not be told the owner. */
export type ClerkOwnedCreateInput<M extends object = Metadata> = Omit<ClerkCreateInput<M>, 'owner'> &
  Partial<Pick<ClerkCreateInput<M>, 'owner'>>

interface ClerkBase extends HasContract<paths> {
  /** Which vendor's client this is. */
  readonly vendor: 'clerk'
}

/** A client of Clerk for the keys of one instance. */
export interface ClerkClient extends ClerkBase {
  /**
   * Creates a key.
   *
   * Throws a `KeymuxError`: `invalid_request` or `unsupported` before anything is sent; `network` when Clerk was not
   * reached; `unauthorized` or `forbidden` for the credential; `conflict` for a name that is taken; `invalid_response`
   * with `error.id` or `error.secret` when the answer held only one of them; `ambiguous`, `timeout` or `aborted` with
   * `mayHaveActed` when the key may exist without its secret having come back. All codes: docs/errors.md. Never
   * repeated once Clerk may have acted: Clerk has no idempotency key.
   *
   * @example
   * const created = await keys.create({ name: 'CI of Acme', owner: 'user_2xhFjEI5X2qWRvtV13BzSj8H6Dk', expiresAt: '30d' })
   * created.secret.reveal()
   */
  create<M extends object = Metadata>(
    input: ClerkCreateInput<M>,
    options?: CallOptions,
  ): Promise<CreateKeyResult<M, ClerkCreatedRecord>>
}

/** A client of Clerk that creates keys for its default `subject` unless a call names another owner. */
export interface ClerkSubjectClient extends ClerkBase {
  /** Creates a key, for the client's `subject` unless `owner` names another: see `ClerkClient`. */
  create<M extends object = Metadata>(
    input: ClerkOwnedCreateInput<M>,
    options?: CallOptions,
  ): Promise<CreateKeyResult<M, ClerkCreatedRecord>>
}

/**
 * Makes a client of Clerk. With `subject`, a create need not name the owner.
 *
 * Throws a `KeymuxError` with code `configuration` when `secretKey` is neither given nor in the environment, or the
 * credential would stand in a browser page and `dangerouslyAllowBrowser` is not set.
 *
 * @example
 * const keys = clerk({ secretKey: process.env.CLERK_SECRET_KEY })
 */
export function clerk(options: ClerkOptions & { readonly subject: string }): ClerkSubjectClient
export function clerk(options?: ClerkOptions): ClerkClient
export function clerk(options: ClerkOptions = {}): ClerkClient {
  const bound = bindOptions(options)
  const sender = new Sender(profile, options.secretKey, options, bound.headers)
  return defineClient<ClerkClient>(sender, {
    vendor: 'clerk',
    create: async (input, callOptions) => createKey(sender, prepareCreate(input, bound), callOptions),
  })
}
