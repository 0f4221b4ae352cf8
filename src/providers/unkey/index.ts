import type { CallOptions } from '../../core/call-options.js'
import type { HasContract } from '../../core/contract.js'
import type { CreateKeyResult } from '../../core/create-key.js'
import type { CreateOptions } from '../../core/create-options.js'
import type { EndKeyResult } from '../../core/end-key.js'
import type { ImportOutcome } from '../../core/import-keys.js'
import type { Capable } from '../../core/key-client.js'
import type { KeyResult } from '../../core/key-result.js'
import type { KeyList, ListOptions } from '../../core/list-keys.js'
import type { MetadataOf, MetadataSchema } from '../../core/metadata-schema.js'
import type { Metadata } from '../../core/metadata.js'
import type { RotateKeyResult, RotateOptions } from '../../core/rotate-key.js'
import type { Secret } from '../../core/secret.js'
import type { Verdict } from '../../core/verify-key.js'
import {
  bindOptions,
  capabilities,
  optionNames,
  prepareCreate,
  prepareDelete,
  prepareGet,
  prepareImport,
  prepareList,
  prepareRecover,
  prepareRevoke,
  prepareVerify,
  profile,
  type UnkeyCreatedRecord,
  type UnkeyCreateInput,
  type UnkeyImportInput,
  type UnkeyListQuery,
  type UnkeyOptions as GeneratedOptions,
  type UnkeyRecord,
  type UnkeyUpdateInput,
  type UnkeyVerifiedRecord,
  type UnkeyVerifyOptions,
} from '../../generated/unkey/adapter.js'
import type { paths } from '../../generated/unkey/paths.js'
import { checkedMarker } from '../../http/checked-options.js'
import { clientContext } from '../../http/client-context.js'
import { defineClient } from '../../http/clients.js'
import { createMarkedKey, type Making } from '../../http/operations/create-marked-key.js'
import { endKey } from '../../http/operations/end-key.js'
import { getKey } from '../../http/operations/get-key.js'
import { importKeys } from '../../http/operations/import-keys.js'
import { listKeys } from '../../http/operations/list-keys.js'
import { recoverSecret } from '../../http/operations/recover-secret.js'
import { presentedSecret, verifyKey } from '../../http/operations/verify-key.js'
import { checkedSchema } from '../../http/metadata.js'
import { checkOptionNames } from '../../http/option-names.js'
import { Sender } from '../../http/sender.js'
import { reroll } from './reroll.js'
import { withRetryAt } from './retry-at.js'
import { updateAndReadBack } from './update-and-read-back.js'
import { verdictIn } from './verdict-in.js'

export type {
  UnkeyCreatedRecord,
  UnkeyCreateFields,
  UnkeyCreateInput,
  UnkeyImportFields,
  UnkeyImportInput,
  UnkeyListQuery,
  UnkeyRecord,
  UnkeyUpdateFields,
  UnkeyUpdateInput,
  UnkeyVerifiedRecord,
  UnkeyVerifyFields,
  UnkeyVerifyOptions,
} from '../../generated/unkey/adapter.js'
export type { paths } from '../../generated/unkey/paths.js'

/** What `unkey()` takes. */
export interface UnkeyOptions<
  In extends object = object,
  Out extends object = Metadata,
> extends GeneratedOptions {
  /** A Standard Schema (Zod, Valibot, …) that types and checks the metadata of this client's keys. */
  readonly metadataSchema?: MetadataSchema<In, Out> | undefined
}

/**
 * A client of Unkey for the keys of one API. Its type arguments are what the metadata may be and what it is read as.
 *
 * Every method throws a `KeymuxError`; all codes: docs/errors.md. Unkey reads from a replica: a key that this client just made
 * is looked for again for a moment before it counts as `not_found`.
 */
export interface UnkeyClient<In extends object = object, Out extends object = Metadata>
  extends HasContract<paths>, Capable<Out, unknown> {
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
  create<M extends In = In>(
    input: UnkeyCreateInput<M>,
    options?: CreateOptions,
  ): Promise<CreateKeyResult<MetadataOf<M, In, Out>, UnkeyCreatedRecord>>
  /** The record of a key. Throws `not_found` for one that was revoked or deleted: Unkey keeps no record of those. */
  get(id: string, options?: CallOptions): Promise<KeyResult<Out, UnkeyRecord>>
  /**
   * The keys of the API, disabled and expired ones among them, in the order of their ids, which is not that of their making.
   *
   * @example
   * for await (const key of keys.list({ owner: 'user_1' })) console.log(key.id, key.state)
   */
  list(query?: UnkeyListQuery, options?: ListOptions): KeyList<Out, UnkeyRecord>
  /**
   * Changes a key, and reads it back, since Unkey's answer does not show it. Null takes a field away. `enabled: false` stops a
   * key until it is enabled again.
   *
   * `scopes` replaces what was granted directly; a record's `scopes` hold what comes by roles as well, so do not write them
   * back as they were read.
   *
   * @example
   * await keys.update('key_1', { name: 'Staging', expiresAt: null, vendor: { credits: { remaining: 100 } } })
   */
  update(id: string, patch: UnkeyUpdateInput<In>, options?: CallOptions): Promise<KeyResult<Out, UnkeyRecord>>
  /**
   * Ends a key for good. Unkey knows no revoked keys: the key is deleted (softly, so that its secret can never be imported
   * again), `get` does not find it any more and `verify` says `not_found`. To stop a key and keep it, `update` it with
   * `enabled: false`. A regional cache at Unkey may accept it for up to 30 seconds more.
   *
   * A second time is no error: `already` is true then. So it is for an id that never was, or with a root key of another
   * workspace: unless this client ended the key itself, a warning `not_found` says so.
   */
  revoke(id: string, options?: CallOptions): Promise<EndKeyResult<Out, never>>
  /**
   * Removes a key for good, the hash of its secret included, so that the secret could be imported again. Else as `revoke`; after
   * one the hash stays, since Unkey does not find the key any more, and `already` is true.
   */
  delete(id: string, options?: CallOptions): Promise<EndKeyResult<Out, never>>
  /**
   * Whether Unkey accepts a secret, and for what. Spends a credit of the key unless `cost` is 0, and tokens of its rate
   * limits; so it is never repeated once it may have reached Unkey.
   *
   * A root key without permission to verify is told `not_found` for every key: Unkey does not tell the two apart.
   *
   * @example
   * const verdict = await keys.verify(presented, { scopes: ['documents.read'], cost: 2 })
   * if (!verdict.valid) return refuse(verdict.reason)
   */
  verify(secret: string | Secret, options?: UnkeyVerifyOptions): Promise<Verdict<Out, UnkeyVerifiedRecord>>
  /**
   * Makes a new key in the place of one, by Unkey's reroll: name, owner, metadata, scopes, roles, rate limits and the expiry
   * stay, the remaining credits are copied to it. The old one ends when `overlap` is over, never later than it would have; with
   * `'0s'` it is dead when the call returns, or the error says that it is not. The root key must be allowed to update keys.
   *
   * Of a prefix with an underscore (`sk_live`) Unkey keeps only the part before it: a warning says so. The new secret is as
   * long as is the default, whatever `byteLength` the old one had. Do not rotate the same id twice within its overlap: the
   * expiry that a new key takes over is then the end of that.
   *
   * @example
   * const { secret, previous } = await keys.rotate('key_1', { overlap: '24h' })
   */
  rotate(id: string, options: RotateOptions): Promise<RotateKeyResult<Out, UnkeyCreatedRecord>>
  /** The secret of a key that was made `recoverable`; throws `not_found` for any other. */
  recover(id: string, options?: CallOptions): Promise<Secret>
  /**
   * Imports keys by the SHA-256 hashes of their secrets, which go on working. Needs the client's `migrationId`. A key whose
   * secret Unkey has already, in any workspace, comes out as `exists`.
   *
   * @example
   * const [outcome] = await keys.import([{ secret: theirSecret, owner: 'user_1' }])
   */
  import(keys: readonly UnkeyImportInput<In>[], options?: CallOptions): Promise<readonly ImportOutcome[]>
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
export function unkey<In extends object = object, Out extends object = Metadata>(
  options: UnkeyOptions<In, Out> = {},
): UnkeyClient<In, Out> {
  checkOptionNames(profile, options, [...optionNames, 'metadataSchema'])
  const bound = bindOptions(options)
  const context = clientContext(
    new Sender(profile, options.rootKey, options),
    checkedSchema(profile, options.metadataSchema),
    capabilities,
    checkedMarker(profile, options.marker),
  )
  const gone = { goneCodes: ['unkey/data/key_not_found'] }
  const revoke = async (id: string, more?: CallOptions): Promise<EndKeyResult<Out, never>> =>
    endKey(context, id, prepareRevoke(id, more ?? {}), more, gone)
  const makingFor = (owner: string | undefined): Making<UnkeyCreateInput<object>, UnkeyCreatedRecord> => ({
    prepare: (input) => prepareCreate(input, bound),
    list: () => prepareList({ owner }, bound),
    recover: prepareRecover,
    revoke,
  })
  return defineClient<UnkeyClient<In, Out>>(context.sender, capabilities, {
    create: (input, more) => createMarkedKey(context, input, makingFor(input.owner), more),
    get: async (id, more) => getKey(context, id, prepareGet(id), more),
    list: (query = {}, more) => listKeys(context, prepareList(query, bound), query, more),
    update: async (id, patch, more) => updateAndReadBack(context, id, patch, more),
    revoke,
    delete: async (id, more) => endKey(context, id, prepareDelete(id), more, gone),
    verify: async (secret, more = {}) => {
      const text = presentedSecret(context, secret)
      return withRetryAt(await verifyKey(context, text, prepareVerify(text, more), more, verdictIn(more)))
    },
    rotate: async (id, rotation) =>
      reroll(context, id, rotation, { list: () => prepareList({}, bound), revoke }),
    recover: async (id, more) => recoverSecret(context, id, prepareRecover(id), more),
    import: async (keys, more) =>
      importKeys(
        context,
        keys,
        (hashed) => prepareImport(hashed, bound),
        () => prepareList({}, bound),
        more,
      ),
  })
}
