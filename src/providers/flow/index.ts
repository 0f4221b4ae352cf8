import type { CallOptions } from '../../core/call-options.js'
import type { HasContract } from '../../core/contract.js'
import type { CreateKeyResult } from '../../core/create-key.js'
import type { NoMetadata } from '../../core/metadata.js'
import {
  prepareCreate,
  profile,
  type FlowCreatedRecord,
  type FlowCreateInput,
  type FlowOptions as GeneratedOptions,
} from '../../generated/flow/adapter.js'
import type { paths } from '../../generated/flow/paths.js'
import { defineClient } from '../../http/clients.js'
import { createKey } from '../../http/create-key.js'
import { Sender } from '../../http/sender.js'
import { withAuthHeader } from './auth-header.js'

export type { FlowCreatedRecord, FlowCreateInput } from '../../generated/flow/adapter.js'
export type { paths } from '../../generated/flow/paths.js'

/** What `flow()` takes. */
export interface FlowOptions extends GeneratedOptions {
  /**
   * The header that carries the token by itself, such as `X-API-Key`. Default: `Authorization: Bearer <token>`.
   * Flow documents no scheme, so this is for your deployment to say.
   */
  readonly authHeader?: string | undefined
}

/** A client of a Flow deployment, for the keys of the user whose token it has. Its keys are for calling Flow's own API. */
export interface FlowClient extends HasContract<paths> {
  /** Which vendor's client this is. */
  readonly vendor: 'flow'
  /**
   * Creates a key. Flow stores its name alone: no expiry, no metadata.
   *
   * Throws a `KeymuxError`: `invalid_request` or `unsupported` before anything is sent; `network` when Flow was not
   * reached; `unauthorized` or `forbidden` for the credential; `invalid_response` with `error.id` or `error.secret`
   * when the answer held only one of them; `ambiguous`, `timeout` or `aborted` with `mayHaveActed` when the key may
   * exist without its secret having come back. All codes: docs/errors.md. Never repeated once Flow may have acted: Flow
   * has no idempotency key.
   *
   * @example
   * const created = await keys.create({ name: 'CI' })
   * created.secret.reveal()
   */
  create(
    input: FlowCreateInput,
    options?: CallOptions,
  ): Promise<CreateKeyResult<NoMetadata, FlowCreatedRecord>>
}

/**
 * Makes a client of a Flow deployment.
 *
 * Throws a `KeymuxError` with code `configuration` when `baseUrl` or `token` is neither given nor in the environment,
 * or the credential would stand in a browser page and `dangerouslyAllowBrowser` is not set.
 *
 * @example
 * const keys = flow({ baseUrl: 'https://flow.example.com/api/v1', token: process.env.FLOW_TOKEN })
 */
export function flow(options: FlowOptions = {}): FlowClient {
  const sender = new Sender(withAuthHeader(profile, options.authHeader), options.token, options)
  return defineClient<FlowClient>(sender, {
    vendor: 'flow',
    create: async (input, callOptions) => createKey(sender, prepareCreate(input), callOptions),
  })
}
