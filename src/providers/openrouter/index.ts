// Generated from specs/openrouter/openapi.yaml and specs/openrouter/overlay.yaml. Do not edit: run `npm run generate`.

import type { CallOptions } from '../../core/call-options.js'
import type { HasContract } from '../../core/contract.js'
import type { CreateKeyResult } from '../../core/create-key.js'
import type { CreateOptions } from '../../core/create-options.js'
import type { EndKeyResult, RevokeOptions } from '../../core/end-key.js'
import type { Capable } from '../../core/key-client.js'
import type { KeyRecord } from '../../core/key-record.js'
import type { KeyResult } from '../../core/key-result.js'
import { known } from '../../core/known.js'
import type { KeyList, ListOptions } from '../../core/list-keys.js'
import type { NoMetadata } from '../../core/metadata.js'
import type { RotateKeyResult, RotateOptions } from '../../core/rotate-key.js'
import { checkedMarker } from '../../http/checked-options.js'
import { clientContext } from '../../http/client-context.js'
import { defineClient } from '../../http/clients.js'
import { createMarkedKey, type Making } from '../../http/operations/create-marked-key.js'
import { endKey } from '../../http/operations/end-key.js'
import { getKey } from '../../http/operations/get-key.js'
import { listKeys } from '../../http/operations/list-keys.js'
import { replaceKey } from '../../http/operations/replace-key.js'
import { nameOf, rotating } from '../../http/operations/rotation.js'
import { updateKey } from '../../http/operations/update-key.js'
import { checkOptionNames } from '../../http/option-names.js'
import { Sender } from '../../http/sender.js'
import { bindOptions, capabilities, optionNames, prepareCreate, prepareDelete, prepareGet, prepareList, prepareRevoke, prepareUpdate, profile, type OpenRouterCreateFields, type OpenRouterCreateInput, type OpenRouterCreatedRecord, type OpenRouterListQuery, type OpenRouterOptions, type OpenRouterRecord, type OpenRouterUpdateInput } from '../../generated/openrouter/adapter.js'
import type { paths } from '../../generated/openrouter/paths.js'

export type { OpenRouterCreateFields, OpenRouterCreateInput, OpenRouterCreatedRecord, OpenRouterListQuery, OpenRouterOptions, OpenRouterRecord, OpenRouterUpdateFields, OpenRouterUpdateInput } from '../../generated/openrouter/adapter.js'
export type { paths } from '../../generated/openrouter/paths.js'

/**
 * A client of OpenRouter.
 *
 * Every method throws a `KeymuxError` with a `code`, and says in its message what to do.
 */
export interface OpenRouterClient extends HasContract<paths>, Capable<NoMetadata, unknown> {
  /** Which vendor's client this is. */
  readonly vendor: 'openrouter'
  /**
   * Creates a key. OpenRouter stores no metadata.
   *
   * Throws `invalid_request` or `unsupported` before anything is sent; `network` when OpenRouter was not reached;
   * `unauthorized` or `forbidden` for the credential; `invalid_response` with `error.id` or `error.secret` when
   * the answer held only one of them; `ambiguous`, `timeout` or `aborted` with `mayHaveActed` when the key may
   * exist without its secret having come back. Never repeated once OpenRouter may have acted.
   *
   * @example
   * const created = await keys.create({ name: 'CI', expiresAt: '30d' })
   * created.secret.reveal()
   */
  create(input: OpenRouterCreateInput, options?: CreateOptions): Promise<CreateKeyResult<NoMetadata, OpenRouterCreatedRecord>>
  /** The record of a key. Throws `not_found` where there is none. */
  get(id: string, options?: CallOptions): Promise<KeyResult<NoMetadata, OpenRouterRecord>>
  /**
   * The keys, as OpenRouter lists them.
   *
   * @example
   * for await (const key of keys.list()) console.log(key.id, key.name)
   */
  list(query?: OpenRouterListQuery, options?: ListOptions): KeyList<NoMetadata, OpenRouterRecord>
  /** Changes a key. What the patch leaves out stays as it is; null takes away what OpenRouter can take away. */
  update(id: string, patch: OpenRouterUpdateInput, options?: CallOptions): Promise<KeyResult<NoMetadata, OpenRouterRecord>>
  /**
   * Ends a key for good. OpenRouter keeps no revoked keys: this is the same as `delete`. A second time is no
   * error: `already` is true then.
   */
  revoke(id: string, options?: RevokeOptions): Promise<EndKeyResult<NoMetadata, never>>
  /**
   * Removes a key for good, its record too. A second time is no error: `already` is true then, as for an id that
   * never was; unless this client deleted the key itself, a warning `not_found` says so.
   */
  delete(id: string, options?: CallOptions): Promise<EndKeyResult<NoMetadata, never>>
  /**
   * Makes a new key in the place of one: OpenRouter has no call for it, so it is a create of what is known of the
   * old one. With `'0s'` the old one is then revoked. OpenRouter cannot end a key at a later moment: after any
   * other `overlap` it is yours to call `previous.revoke()`, or to hand `previous.plan` to a scheduler.
   *
   * @example
   * const { secret, previous } = await keys.rotate(id, { overlap: '24h' })
   */
  rotate(id: string, options: RotateOptions): Promise<RotateKeyResult<NoMetadata, OpenRouterCreatedRecord>>
}

/**
 * Makes a client of OpenRouter.
 *
 * Throws a `KeymuxError` with code `configuration` when `managementKey` is neither given nor in the environment,
 * or the credential would stand in a browser page and `dangerouslyAllowBrowser` is not set.
 *
 * @example
 * const keys = openrouter({ managementKey: process.env.OPENROUTER_MANAGEMENT_KEY })
 */
export function openrouter(options: OpenRouterOptions = {}): OpenRouterClient {
  checkOptionNames(profile, options, optionNames)
  const bound = bindOptions(options)
  const sender = new Sender(profile, options.managementKey, options)
  const context = clientContext(sender, undefined, capabilities, checkedMarker(profile, options.marker))
  const get = async (id: string, more?: CallOptions): Promise<KeyResult<NoMetadata, OpenRouterRecord>> =>
    getKey(context, id, prepareGet(id), more)
  const revoke = async (id: string, more?: RevokeOptions): Promise<EndKeyResult<NoMetadata, never>> =>
    endKey(context, id, prepareRevoke(id, more ?? {}), more, { goneCodes: ['404'] })
  const remove = async (id: string, more?: CallOptions): Promise<EndKeyResult<NoMetadata, never>> =>
    endKey(context, id, prepareDelete(id), more, { goneCodes: ['404'] })
  const making: Making<OpenRouterCreateInput, OpenRouterCreatedRecord> = {
    prepare: (input) => prepareCreate(input, bound),
    list: () => prepareList({}, bound),
    revoke,
  }
  return defineClient<OpenRouterClient>(sender, capabilities, {
    create: (input, more) => createMarkedKey(context, input, making, more),
    get,
    list: (query = {}, more) => listKeys(context, prepareList(query, bound), query, more),
    update: async (id, patch, more) => updateKey(context, id, prepareUpdate(id, patch), more, patch),
    revoke,
    delete: remove,
    rotate: async (id, rotation) =>
      replaceKey(context, id, rotation, {
        get: async (old, more) => getKey<object, OpenRouterRecord>(context, old, prepareGet(old), more),
        createLike: async (old, more) => {
          const input = inputLike(old)
          const copying = { ...making, prepare: (each: OpenRouterCreateInput) => rotating(making.prepare(each)), isCopy: true }
          return createMarkedKey(context, input, copying, more)
        },
        revoke,
      }),
  })
}

/** What is known of a key, for a new one in its place. */
function inputLike(old: KeyRecord<object, OpenRouterRecord>): OpenRouterCreateInput {
  return { name: nameOf(profile, old), expiresAt: old.expiresAt, vendor: known({ creator_user_id: old.vendor.creator_user_id, include_byok_in_limit: old.vendor.include_byok_in_limit, limit: old.vendor.limit, limit_reset: old.vendor.limit_reset }) as OpenRouterCreateFields }
}
