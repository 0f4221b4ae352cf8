import type { CallOptions } from '../../core/call-options.js'
import type { HasContract } from '../../core/contract.js'
import type { CreateKeyResult } from '../../core/create-key.js'
import type { NoMetadata } from '../../core/metadata.js'
import {
  bindOptions,
  prepareCreate,
  profile,
  type FactifyCreatedRecord,
  type FactifyCreateInput,
  type FactifyOptions,
} from '../../generated/factify/adapter.js'
import type { paths } from '../../generated/factify/paths.js'
import { defineClient } from '../../http/clients.js'
import { createKey } from '../../http/create-key.js'
import { Sender } from '../../http/sender.js'

export type {
  FactifyCreatedRecord,
  FactifyCreateInput,
  FactifyOptions,
} from '../../generated/factify/adapter.js'
export type { paths } from '../../generated/factify/paths.js'

/** A client of Factify for the keys of one organisation. Its keys are for calling Factify's own API. */
export interface FactifyClient extends HasContract<paths> {
  /** Which vendor's client this is. */
  readonly vendor: 'factify'
  /**
   * Creates a key. Factify stores its name and an expiry of at most 365 days; it keeps no metadata.
   *
   * Throws a `KeymuxError`: `invalid_request` or `unsupported` before anything is sent; `network` when Factify was not
   * reached; `unauthorized` or `forbidden` for the credential; `rate_limited` after 100 creates in a minute;
   * `invalid_response` with `error.id` or `error.secret` when the answer held only one of them; `ambiguous`, `timeout`
   * or `aborted` with `mayHaveActed` when the key may exist without its secret having come back. All codes:
   * docs/errors.md. Never repeated once Factify may have acted: Factify has no idempotency key for keys.
   *
   * @example
   * const created = await keys.create({ name: 'CI', expiresAt: '30d' })
   * created.secret.reveal()
   */
  create(
    input: FactifyCreateInput,
    options?: CallOptions,
  ): Promise<CreateKeyResult<NoMetadata, FactifyCreatedRecord>>
}

/**
 * Makes a client of Factify.
 *
 * Throws a `KeymuxError` with code `configuration` when `apiKey` or `organizationId` is neither given nor in the
 * environment, or the credential would stand in a browser page and `dangerouslyAllowBrowser` is not set.
 *
 * @example
 * const keys = factify({ apiKey: process.env.FACTIFY_API_KEY, organizationId: 'org_01h2xcejqtf2nbrexx3vqjhp41' })
 */
export function factify(options: FactifyOptions = {}): FactifyClient {
  const bound = bindOptions(options)
  const sender = new Sender(profile, options.apiKey, options)
  return defineClient<FactifyClient>(sender, {
    vendor: 'factify',
    create: async (input, callOptions) => createKey(sender, prepareCreate(input, bound), callOptions),
  })
}
