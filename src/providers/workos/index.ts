// Generated from specs/workos/openapi.yaml and specs/workos/overlay.yaml. Do not edit: run `npm run generate`.

import type { CallOptions } from '../../core/call-options.js'
import type { HasContract } from '../../core/contract.js'
import type { CreateKeyResult } from '../../core/create-key.js'
import type { CreateOptions } from '../../core/create-options.js'
import type { EndKeyResult, RevokeOptions } from '../../core/end-key.js'
import type { Capable } from '../../core/key-client.js'
import type { KeyRecord } from '../../core/key-record.js'
import type { KeyResult } from '../../core/key-result.js'
import type { KeyList, ListOptions } from '../../core/list-keys.js'
import type { NoMetadata } from '../../core/metadata.js'
import type { RotateKeyResult, RotateOptions } from '../../core/rotate-key.js'
import type { Secret } from '../../core/secret.js'
import type { Verdict } from '../../core/verify-key.js'
import { checkedMarker } from '../../http/checked-options.js'
import { clientContext } from '../../http/client-context.js'
import { defineClient } from '../../http/clients.js'
import { createMarkedKey, type Making } from '../../http/operations/create-marked-key.js'
import { endKey } from '../../http/operations/end-key.js'
import { expiredState } from '../../http/operations/ended-state.js'
import { endListedKey } from '../../http/operations/end-listed-key.js'
import { findKey } from '../../http/operations/get-key.js'
import { listKeys } from '../../http/operations/list-keys.js'
import { replaceKey } from '../../http/operations/replace-key.js'
import { nameOf, rotating } from '../../http/operations/rotation.js'
import { updateKey } from '../../http/operations/update-key.js'
import { presentedSecret, verifyKey } from '../../http/operations/verify-key.js'
import { checkOptionNames } from '../../http/option-names.js'
import { Sender } from '../../http/sender.js'
import { bindOptions, capabilities, optionNames, prepareCreate, prepareDelete, prepareList, prepareRevoke, prepareUpdate, prepareVerify, profile, type WorkOSCreateInput, type WorkOSCreatedRecord, type WorkOSListQuery, type WorkOSOptions, type WorkOSRecord, type WorkOSUpdateInput, type WorkOSUpdatedRecord, type WorkOSVerifiedRecord, type WorkOSVerifyOptions } from '../../generated/workos/adapter.js'
import type { paths } from '../../generated/workos/paths.js'

export type { WorkOSCreateInput, WorkOSCreatedRecord, WorkOSListQuery, WorkOSOptions, WorkOSRecord, WorkOSUpdateInput, WorkOSUpdatedRecord, WorkOSVerifiedRecord, WorkOSVerifyOptions } from '../../generated/workos/adapter.js'
export type { paths } from '../../generated/workos/paths.js'

/**
 * A client of WorkOS.
 *
 * Every method throws a `KeymuxError` with a `code`, and says in its message what to do.
 */
export interface WorkOSClient extends HasContract<paths>, Capable<NoMetadata, unknown> {
  /** Which vendor's client this is. */
  readonly vendor: 'workos'
  /**
   * Creates a key. WorkOS stores no metadata.
   *
   * Throws `invalid_request` or `unsupported` before anything is sent; `network` when WorkOS was not reached;
   * `unauthorized` or `forbidden` for the credential; `invalid_response` with `error.id` or `error.secret` when
   * the answer held only one of them; `ambiguous`, `timeout` or `aborted` with `mayHaveActed` when the key may
   * exist without its secret having come back. Never repeated once WorkOS may have acted.
   *
   * @example
   * const created = await keys.create({ name: 'CI', expiresAt: '30d' })
   * created.secret.reveal()
   */
  create(input: WorkOSCreateInput, options?: CreateOptions): Promise<CreateKeyResult<NoMetadata, WorkOSCreatedRecord>>
  /**
   * The record of a key. WorkOS has no call for it: its list is read until the key comes, 100 keys a request.
   * Throws `not_found` where there is none.
   */
  get(id: string, options?: CallOptions): Promise<KeyResult<NoMetadata, WorkOSRecord>>
  /**
   * The keys, as WorkOS lists them.
   *
   * @example
   * for await (const key of keys.list()) console.log(key.id, key.name)
   */
  list(query?: WorkOSListQuery, options?: ListOptions): KeyList<NoMetadata, WorkOSRecord>
  /** Changes a key. What the patch leaves out stays as it is; null takes away what WorkOS can take away. */
  update(id: string, patch: WorkOSUpdateInput, options?: CallOptions): Promise<KeyResult<NoMetadata, WorkOSUpdatedRecord>>
  /**
   * Ends a key for good. WorkOS does it by letting the key expire. A second time is no error: `already` is true
   * then.
   */
  revoke(id: string, options?: RevokeOptions): Promise<EndKeyResult<NoMetadata, WorkOSUpdatedRecord | WorkOSRecord>>
  /**
   * Removes a key for good, its record too. A second time is no error: `already` is true then, as for an id that
   * never was; unless this client deleted the key itself, a warning `not_found` says so.
   */
  delete(id: string, options?: CallOptions): Promise<EndKeyResult<NoMetadata, never>>
  /**
   * Whether WorkOS accepts a secret. WorkOS tells a key's scopes and leaves it to you to look at them: with
   * `scopes`, keymux does. A bad key is a result, never an error.
   *
   * @example
   * const verdict = await keys.verify(presented)
   * if (!verdict.valid) return refuse(verdict.reason)
   */
  verify(secret: string | Secret, options?: WorkOSVerifyOptions): Promise<Verdict<NoMetadata, WorkOSVerifiedRecord>>
  /**
   * Makes a new key in the place of one: WorkOS has no call for it, so it is a create of what is known of the old
   * one. With `'0s'` the old one is then revoked, else it is told to expire when `overlap` is over.
   *
   * @example
   * const { secret, previous } = await keys.rotate(id, { overlap: '24h' })
   */
  rotate(id: string, options: RotateOptions): Promise<RotateKeyResult<NoMetadata, WorkOSCreatedRecord>>
}

/**
 * Makes a client of WorkOS.
 *
 * Throws a `KeymuxError` with code `configuration` when `apiKey` or `organizationId` is neither given nor in the
 * environment, or the credential would stand in a browser page and `dangerouslyAllowBrowser` is not set.
 *
 * @example
 * const keys = workos({ apiKey: process.env.WORKOS_API_KEY })
 */
export function workos(options: WorkOSOptions = {}): WorkOSClient {
  checkOptionNames(profile, options, optionNames)
  const bound = bindOptions(options)
  const sender = new Sender(profile, options.apiKey, options)
  const context = clientContext(sender, undefined, capabilities, checkedMarker(profile, options.marker))
  const get = async (id: string, more?: CallOptions): Promise<KeyResult<NoMetadata, WorkOSRecord>> =>
    findKey(context, id, prepareList({}, bound), more)
  const revoke = async (id: string, more?: RevokeOptions): Promise<EndKeyResult<NoMetadata, WorkOSUpdatedRecord | WorkOSRecord>> =>
    endKey(context, id, prepareRevoke(id, more ?? {}), more, { lookUp: async () => get(id, more), endedState: expiredState })
  const remove = async (id: string, more?: CallOptions): Promise<EndKeyResult<NoMetadata, never>> =>
    endListedKey(context, id, prepareList({}, bound), more, async () => endKey(context, id, prepareDelete(id), more))
  const making: Making<WorkOSCreateInput, WorkOSCreatedRecord> = {
    prepare: (input) => prepareCreate(input, bound),
    list: () => prepareList({}, bound),
    revoke,
  }
  return defineClient<WorkOSClient>(sender, capabilities, {
    create: (input, more) => createMarkedKey(context, input, making, more),
    get,
    list: (query = {}, more) => listKeys(context, prepareList(query, bound), query, more),
    update: async (id, patch, more) => updateKey(context, id, prepareUpdate(id, patch), more, patch),
    revoke,
    delete: remove,
    verify: async (secret, more = {}) => {
      const text = presentedSecret(context, secret)
      return verifyKey(context, text, prepareVerify(text, more), more)
    },
    rotate: async (id, rotation) =>
      replaceKey(context, id, rotation, {
        get: async (old, more) => findKey<object, WorkOSRecord>(context, old, prepareList({}, bound), more),
        createLike: async (old, more) => {
          const input = inputLike(old)
          const copying = { ...making, prepare: (each: WorkOSCreateInput) => rotating(making.prepare(each)), isCopy: true }
          return createMarkedKey(context, input, copying, more)
        },
        revoke,
        endIn: async (old, milliseconds, more) => {
          // Whole seconds are the least that vendors count in.
          const expiresAt = new Date(Date.now() + Math.max(milliseconds, 1000))
          return updateKey<object, WorkOSUpdatedRecord>(context, old, prepareUpdate(old, { expiresAt }), more)
        },
      }),
  })
}

/** What is known of a key, for a new one in its place. */
function inputLike(old: KeyRecord<object, WorkOSRecord>): WorkOSCreateInput {
  return { name: nameOf(profile, old), scopes: old.scopes, expiresAt: old.expiresAt }
}
