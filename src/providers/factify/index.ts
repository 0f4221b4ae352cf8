import type { CallOptions } from '../../core/call-options.js'
import type { HasContract } from '../../core/contract.js'
import type { CreateKeyResult } from '../../core/create-key.js'
import type { CreateOptions } from '../../core/create-options.js'
import type { EndKeyResult, RevokeOptions } from '../../core/end-key.js'
import type { Capable } from '../../core/key-client.js'
import type { KeyResult } from '../../core/key-result.js'
import type { KeyList, ListOptions } from '../../core/list-keys.js'
import type { NoMetadata } from '../../core/metadata.js'
import type { RotateKeyResult, RotateOptions } from '../../core/rotate-key.js'
import {
  bindOptions,
  capabilities,
  optionNames,
  prepareCreate,
  prepareList,
  prepareRevoke,
  profile,
  type FactifyCreateInput,
  type FactifyListQuery,
  type FactifyOptions,
  type FactifyRecord,
} from '../../generated/factify/adapter.js'
import type { paths } from '../../generated/factify/paths.js'
import { checkedMarker } from '../../http/checked-options.js'
import { clientContext } from '../../http/client-context.js'
import { defineClient } from '../../http/clients.js'
import { createMarkedKey, type Making } from '../../http/operations/create-marked-key.js'
import { endKey } from '../../http/operations/end-key.js'
import { findKey } from '../../http/operations/get-key.js'
import { listKeys } from '../../http/operations/list-keys.js'
import { replaceKey } from '../../http/operations/replace-key.js'
import { nameOf, rotating } from '../../http/operations/rotation.js'
import { checkOptionNames } from '../../http/option-names.js'
import { Sender } from '../../http/sender.js'

export type {
  FactifyCreateInput,
  FactifyListQuery,
  FactifyOptions,
  FactifyRecord,
} from '../../generated/factify/adapter.js'
export type { paths } from '../../generated/factify/paths.js'

/**
 * A client of Factify for the keys of one organisation. Its keys are for calling Factify's own API, which has no call to
 * verify, change or delete one.
 *
 * Every method throws a `KeymuxError`; all codes: docs/errors.md.
 */
export interface FactifyClient extends HasContract<paths>, Capable<NoMetadata, unknown> {
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
    options?: CreateOptions,
  ): Promise<CreateKeyResult<NoMetadata, FactifyRecord>>
  /**
   * The record of a key, dead ones too. Factify has no call for it: its list is read until the key comes, so it takes a
   * request for every 100 keys. Throws `not_found` where there is none.
   */
  get(id: string, options?: CallOptions): Promise<KeyResult<NoMetadata, FactifyRecord>>
  /** The keys of the organisation, revoked and expired ones among them. */
  list(query?: FactifyListQuery, options?: ListOptions): KeyList<NoMetadata, FactifyRecord>
  /**
   * Revokes a key for good; its record stays. The reason goes to Factify's audit log and is never shown again. A second time is
   * no error.
   */
  revoke(id: string, options?: RevokeOptions): Promise<EndKeyResult<NoMetadata, FactifyRecord>>
  /**
   * Makes a new key in the place of one: Factify has no call for it, so it is a create with the same name and expiry. With
   * `'0s'` the old one is then revoked. Factify cannot end a key at a later moment: after any other `overlap` it is yours to
   * call `previous.revoke()`, or to hand `previous.plan` to a scheduler.
   *
   * @example
   * const { secret, previous } = await keys.rotate('key_…', { overlap: '24h' })
   * await queue.add('revoke', previous.plan)
   */
  rotate(id: string, options: RotateOptions): Promise<RotateKeyResult<NoMetadata, FactifyRecord>>
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
  checkOptionNames(profile, options, optionNames)
  const bound = bindOptions(options)
  const context = clientContext(
    new Sender(profile, options.apiKey, options),
    undefined,
    capabilities,
    checkedMarker(profile, options.marker),
  )
  const get = async (id: string, more?: CallOptions): Promise<KeyResult<NoMetadata, FactifyRecord>> =>
    findKey(context, id, prepareList({}, bound), more)
  const revoke = async (id: string, more?: RevokeOptions): Promise<EndKeyResult<NoMetadata, FactifyRecord>> =>
    endKey(context, id, prepareRevoke(id, more ?? {}), more, { lookUp: async () => get(id, more) })
  const making: Making<FactifyCreateInput, FactifyRecord> = {
    prepare: (input) => prepareCreate(input, bound),
    list: () => prepareList({}, bound),
    revoke,
  }
  const copying = {
    ...making,
    prepare: (input: FactifyCreateInput) => rotating(making.prepare(input)),
    isCopy: true,
  }
  return defineClient<FactifyClient>(context.sender, capabilities, {
    create: (input, more) => createMarkedKey(context, input, making, more),
    get,
    list: (query = {}, more) => listKeys(context, prepareList(query, bound), query, more),
    revoke,
    rotate: async (id, rotation) =>
      replaceKey(context, id, rotation, {
        get,
        createLike: async (old, more) => {
          const { expiresAt } = old
          return createMarkedKey(context, { name: nameOf(profile, old), expiresAt }, copying, more)
        },
        revoke,
      }),
  })
}
