import type { CallOptions } from '../../core/call-options.js'
import type { HasContract } from '../../core/contract.js'
import type { CreateKeyResult } from '../../core/create-key.js'
import type { CreateOptions } from '../../core/create-options.js'
import type { EndKeyResult } from '../../core/end-key.js'
import type { Capable } from '../../core/key-client.js'
import type { KeyResult } from '../../core/key-result.js'
import type { KeyList, ListOptions } from '../../core/list-keys.js'
import type { NoMetadata } from '../../core/metadata.js'
import type { RotateKeyResult, RotateOptions } from '../../core/rotate-key.js'
import {
  capabilities,
  optionNames,
  prepareCreate,
  prepareList,
  prepareRevoke,
  prepareUpdate,
  profile,
  type FlowCreatedRecord,
  type FlowCreateInput,
  type FlowListQuery,
  type FlowOptions as GeneratedOptions,
  type FlowRecord,
  type FlowUpdatedRecord,
  type FlowUpdateInput,
} from '../../generated/flow/adapter.js'
import type { paths } from '../../generated/flow/paths.js'
import { checkedMarker } from '../../http/checked-options.js'
import { clientContext } from '../../http/client-context.js'
import { defineClient } from '../../http/clients.js'
import { createMarkedKey, type Making } from '../../http/operations/create-marked-key.js'
import { endKey } from '../../http/operations/end-key.js'
import { findKey } from '../../http/operations/get-key.js'
import { listKeys } from '../../http/operations/list-keys.js'
import { replaceKey } from '../../http/operations/replace-key.js'
import { nameOf, rotating } from '../../http/operations/rotation.js'
import { updateKey } from '../../http/operations/update-key.js'
import { checkOptionNames } from '../../http/option-names.js'
import { Sender } from '../../http/sender.js'
import { withAuthHeader } from './auth-header.js'

export type {
  FlowCreatedRecord,
  FlowCreateInput,
  FlowListQuery,
  FlowRecord,
  FlowUpdatedRecord,
  FlowUpdateInput,
} from '../../generated/flow/adapter.js'
export type { paths } from '../../generated/flow/paths.js'

/** What `flow()` takes. */
export interface FlowOptions extends GeneratedOptions {
  /**
   * The header that carries the token by itself, such as `X-API-Key`. Default: `Authorization: Bearer <token>`.
   * Flow documents no scheme, so this is for your deployment to say.
   */
  readonly authHeader?: string | undefined
}

/**
 * A client of a Flow deployment, for the keys of the user whose token it has. Its keys are for calling Flow's own API, which
 * has no call to verify or delete one.
 *
 * Every method throws a `KeymuxError`; all codes: docs/errors.md.
 */
export interface FlowClient extends HasContract<paths>, Capable<NoMetadata, unknown> {
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
    options?: CreateOptions,
  ): Promise<CreateKeyResult<NoMetadata, FlowCreatedRecord>>
  /**
   * What Flow's list tells of a key: neither owner nor state. Flow has no call for it: its list is read until the key comes.
   * Throws `not_found` where there is none.
   */
  get(id: string, options?: CallOptions): Promise<KeyResult<NoMetadata, FlowRecord>>
  /**
   * The keys of the token's user. Flow does not say which of them work, nor whether revoked ones are among them. A request asks for
   * 10, which is Flow's default: nobody knows how many it gives at most, so it is for `pageSize` to ask for more.
   */
  list(query?: FlowListQuery, options?: ListOptions): KeyList<NoMetadata, FlowRecord>
  /** Changes the name of a key, or whether it works: `enabled: false` stops it until it is enabled again. */
  update(
    id: string,
    patch: FlowUpdateInput,
    options?: CallOptions,
  ): Promise<KeyResult<NoMetadata, FlowUpdatedRecord>>
  /** Stops a key; Flow keeps it as one that is not active. A second time is no error, unless Flow answers it with one. */
  revoke(id: string, options?: CallOptions): Promise<EndKeyResult<NoMetadata, never>>
  /**
   * Makes a new key in the place of one: Flow has no call for it, so it is a create with the same name. With `'0s'` the old one
   * is then revoked. Flow cannot end a key at a later moment: after any other `overlap` it is yours to call
   * `previous.revoke()`, or to hand `previous.plan` to a scheduler.
   *
   * Flow's list does not say whether a key works, so a dead one is rotated like any other.
   *
   * @example
   * const { secret, previous } = await keys.rotate(id, { overlap: '24h' })
   * await queue.add('revoke', previous.plan)
   */
  rotate(id: string, options: RotateOptions): Promise<RotateKeyResult<NoMetadata, FlowCreatedRecord>>
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
  checkOptionNames(profile, options, [...optionNames, 'authHeader'])
  const sender = new Sender(withAuthHeader(profile, options.authHeader), options.token, options)
  const context = clientContext(sender, undefined, capabilities, checkedMarker(profile, options.marker))
  const get = async (id: string, more?: CallOptions): Promise<KeyResult<NoMetadata, FlowRecord>> =>
    findKey(context, id, prepareList({}), more)
  const revoke = async (id: string, more?: CallOptions): Promise<EndKeyResult<NoMetadata, never>> =>
    endKey(context, id, prepareRevoke(id, more ?? {}), more)
  const making: Making<FlowCreateInput, FlowCreatedRecord> = {
    prepare: prepareCreate,
    list: () => prepareList({}),
    revoke,
  }
  const copying = {
    ...making,
    prepare: (input: FlowCreateInput) => rotating(making.prepare(input)),
    isCopy: true,
  }
  return defineClient<FlowClient>(sender, capabilities, {
    create: (input, more) => createMarkedKey(context, input, making, more),
    get,
    list: (query = {}, more) => listKeys(context, prepareList(query), query, more),
    update: async (id, patch, more) => updateKey(context, id, prepareUpdate(id, patch), more, patch),
    revoke,
    rotate: async (id, rotation) =>
      replaceKey(context, id, rotation, {
        get,
        createLike: async (old, more) =>
          createMarkedKey(context, { name: nameOf(profile, old) }, copying, more),
        revoke,
      }),
  })
}
