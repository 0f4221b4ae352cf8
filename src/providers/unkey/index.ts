import type { CallOptions } from '../../core/call-options.js'
import type { HasContract } from '../../core/contract.js'
import type { CreateKeyResult } from '../../core/create-key.js'
import type { Metadata } from '../../core/metadata.js'
import {
  bindOptions,
  prepareCreate,
  profile,
  type UnkeyCreatedRecord,
  type UnkeyCreateInput,
  type UnkeyOptions,
} from '../../generated/unkey/adapter.js'
import type { paths } from '../../generated/unkey/paths.js'
import { defineClient } from '../../http/clients.js'
import { createKey } from '../../http/create-key.js'
import { Sender } from '../../http/sender.js'

export type {
  UnkeyCreatedRecord,
  UnkeyCreateFields,
  UnkeyCreateInput,
  UnkeyOptions,
} from '../../generated/unkey/adapter.js'
export type { paths } from '../../generated/unkey/paths.js'

/** A client of Unkey for the keys of one API. */
export interface UnkeyClient extends HasContract<paths> {
  /** Which vendor's client this is. */
  readonly vendor: 'unkey'
  /**
   * Creates a key.
   *
   * Throws a `KeymuxError`: `invalid_request` or `unsupported` before anything is sent; `network` when Unkey was not
   * reached; `unauthorized` or `forbidden` for the credential; `not_found` also for a root key without permission;
   * `invalid_response` with `error.id` or `error.secret` when the answer held only one of them; `ambiguous`, `timeout`
   * or `aborted` with `mayHaveActed` when the key may exist without its secret having come back. All codes:
   * docs/errors.md. Never repeated once Unkey may have acted: Unkey has no idempotency key.
   *
   * @example
   * const created = await keys.create({ name: 'CI', owner: 'user_1', metadata: { plan: 'pro' }, expiresAt: '30d' })
   * created.secret.reveal()
   */
  create<M extends object = Metadata>(
    input: UnkeyCreateInput<M>,
    options?: CallOptions,
  ): Promise<CreateKeyResult<M, UnkeyCreatedRecord>>
}

/**
 * Makes a client of Unkey.
 *
 * Throws a `KeymuxError` with code `configuration` when `rootKey` or `apiId` is neither given nor in the environment,
 * or the credential would stand in a browser page and `dangerouslyAllowBrowser` is not set.
 *
 * @example
 * const keys = unkey({ rootKey: process.env.UNKEY_ROOT_KEY, apiId: 'api_1' })
 */
export function unkey(options: UnkeyOptions = {}): UnkeyClient {
  const bound = bindOptions(options)
  const sender = new Sender(profile, options.rootKey, options)
  return defineClient<UnkeyClient>(sender, {
    vendor: 'unkey',
    create: async (input, callOptions) => createKey(sender, prepareCreate(input, bound), callOptions),
  })
}
