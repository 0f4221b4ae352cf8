import type { CallOptions } from '../../core/call-options.js'
import type { HasContract } from '../../core/contract.js'
import type { CreateKeyResult } from '../../core/create-key.js'
import type { CreateOptions } from '../../core/create-options.js'
import type { EndKeyResult, RevokeOptions } from '../../core/end-key.js'
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
  prepareList,
  prepareRecover,
  prepareRevoke,
  prepareUpdate,
  prepareVerify,
  profile,
  type ClerkCreateInput,
  type ClerkListQuery,
  type ClerkOptions as GeneratedOptions,
  type ClerkRecord,
  type ClerkUpdateInput,
  type ClerkVerifyOptions,
} from '../../generated/clerk/adapter.js'
import type { paths } from '../../generated/clerk/paths.js'
import { checkedMarker } from '../../http/checked-options.js'
import { asStored, clientContext } from '../../http/client-context.js'
import { defineClient } from '../../http/clients.js'
import { createMarkedKey, type Making } from '../../http/operations/create-marked-key.js'
import { endKey } from '../../http/operations/end-key.js'
import { getKey } from '../../http/operations/get-key.js'
import { listKeys } from '../../http/operations/list-keys.js'
import { recoverSecret } from '../../http/operations/recover-secret.js'
import { replaceKey } from '../../http/operations/replace-key.js'
import { updateKey } from '../../http/operations/update-key.js'
import { presentedSecret, verifyKey } from '../../http/operations/verify-key.js'
import { checkedSchema } from '../../http/metadata.js'
import { checkOptionNames } from '../../http/option-names.js'
import { Sender } from '../../http/sender.js'
import { createLike } from './create-like.js'
import { faultInDeletion } from './fault-in-deletion.js'
import { listOfType } from './list-of-type.js'
import { verdictIn } from './verdict-in.js'

export type {
  ClerkCreateFields,
  ClerkCreateInput,
  ClerkListQuery,
  ClerkRecord,
  ClerkUpdateInput,
  ClerkVerifyOptions,
} from '../../generated/clerk/adapter.js'
export type { paths } from '../../generated/clerk/paths.js'

/** What `clerk()` takes. */
export interface ClerkOptions<
  In extends object = object,
  Out extends object = Metadata,
> extends GeneratedOptions {
  /** A Standard Schema (Zod, Valibot, …) that types and checks the metadata of this client's keys. */
  readonly metadataSchema?: MetadataSchema<In, Out> | undefined
}

/** What a client with a default `subject` takes: it need not be told the owner. */
export type ClerkOwnedCreateInput<M extends object = Metadata> = Omit<ClerkCreateInput<M>, 'owner'> &
  Partial<Pick<ClerkCreateInput<M>, 'owner'>>

/** What a client without a default `subject` must be asked: Clerk lists the keys of one owner at a time. */
export type ClerkOwnersListQuery = ClerkListQuery & {
  /** Whose keys: an id of Clerk's (`user_…`, `org_…`). */
  readonly owner: string
}

/** What all clients of Clerk have. */
export interface ClerkOperations<In extends object, Out extends object>
  extends HasContract<paths>, Capable<Out, unknown> {
  /** Which vendor's client this is. */
  readonly vendor: 'clerk'
  /** The record of a key, dead ones too. Throws `not_found` where there is none. */
  get(id: string, options?: CallOptions): Promise<KeyResult<Out, ClerkRecord>>
  /**
   * Changes a key. Clerk can change neither its name nor whether it is enabled. An expiry is sent as seconds from now, so
   * leave it out to keep it as it is.
   *
   * @example
   * await keys.update('ak_…', { description: 'For the build', scopes: ['read'], expiresAt: '90d' })
   */
  update(id: string, patch: ClerkUpdateInput<In>, options?: CallOptions): Promise<KeyResult<Out, ClerkRecord>>
  /** Revokes a key for good; its record stays, with the reason. A second time is no error. */
  revoke(id: string, options?: RevokeOptions): Promise<EndKeyResult<Out, ClerkRecord>>
  /**
   * Removes a key for good, its record too. A second time is no error: `already` is true then, as for an id that never was;
   * unless this client deleted the key itself, a warning `not_found` says so.
   */
  delete(id: string, options?: CallOptions): Promise<EndKeyResult<Out, never>>
  /**
   * Whether Clerk accepts a secret. Clerk tells a key's scopes and leaves it to you to look at them: with `scopes`, keymux does.
   * A revoked or expired key may come out as `not_found`, since nobody but Clerk knows what it answers for one.
   *
   * @example
   * const verdict = await keys.verify(presented, { scopes: ['read'] })
   * if (!verdict.valid) return refuse(verdict.reason)
   */
  verify(secret: string | Secret, options?: ClerkVerifyOptions): Promise<Verdict<Out, ClerkRecord>>
  /**
   * Makes a new key in the place of one: Clerk has no call for it, so it is a create and, when `overlap` is over, the end of
   * the old key by its expiry. Name, owner, metadata, scopes, description and the expiry stay, the last but for a second or
   * two that the new key ends before. Where Clerk refuses the name for being taken by the old key, the new one's says that it
   * was rotated, with a warning.
   *
   * Do not rotate the same id twice within its overlap: the expiry that a new key takes over is then the end of that.
   *
   * @example
   * const { secret, previous } = await keys.rotate('ak_…', { overlap: '24h' })
   */
  rotate(id: string, options: RotateOptions): Promise<RotateKeyResult<Out, ClerkRecord>>
  /**
   * The secret of a key once more. Clerk's document has this call and its guide says that there is none: where Clerk does not
   * give the secret, this throws `not_found`.
   */
  recover(id: string, options?: CallOptions): Promise<Secret>
}

/**
 * A client of Clerk for the keys of one instance. Its type arguments are what the metadata may be and what it is read as.
 *
 * Every method throws a `KeymuxError`; all codes: docs/errors.md.
 */
export interface ClerkClient<
  In extends object = object,
  Out extends object = Metadata,
> extends ClerkOperations<In, Out> {
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
  create<M extends In = In>(
    input: ClerkCreateInput<M>,
    options?: CreateOptions,
  ): Promise<CreateKeyResult<MetadataOf<M, In, Out>, ClerkRecord>>
  /**
   * The keys of one owner, newest first, dead ones among them. There is no list of all keys of an instance.
   *
   * @example
   * for await (const key of keys.list({ owner: 'user_2xhFjEI5X2qWRvtV13BzSj8H6Dk', state: 'active' })) console.log(key.id)
   */
  list(query: ClerkOwnersListQuery, options?: ListOptions): KeyList<Out, ClerkRecord>
}

/** A client of Clerk that works for its default `subject` unless a call names another owner. */
export interface ClerkSubjectClient<
  In extends object = object,
  Out extends object = Metadata,
> extends ClerkOperations<In, Out> {
  /** Creates a key, for the client's `subject` unless `owner` names another: see `ClerkClient`. */
  create<M extends In = In>(
    input: ClerkOwnedCreateInput<M>,
    options?: CreateOptions,
  ): Promise<CreateKeyResult<MetadataOf<M, In, Out>, ClerkRecord>>
  /** The keys of the client's `subject`, or of another `owner`: see `ClerkClient`. */
  list(query?: ClerkListQuery, options?: ListOptions): KeyList<Out, ClerkRecord>
}

/**
 * Makes a client of Clerk. With `subject`, a create or a list need not name the owner.
 *
 * Throws a `KeymuxError` with code `configuration` when `secretKey` is neither given nor in the environment, or the
 * credential would stand in a browser page and `dangerouslyAllowBrowser` is not set.
 *
 * @example
 * const keys = clerk({ secretKey: process.env.CLERK_SECRET_KEY })
 */
export function clerk<In extends object = object, Out extends object = Metadata>(
  options: ClerkOptions<In, Out> & { readonly subject: string },
): ClerkSubjectClient<In, Out>
export function clerk<In extends object = object, Out extends object = Metadata>(
  options?: ClerkOptions<In, Out>,
): ClerkClient<In, Out>
export function clerk<In extends object = object, Out extends object = Metadata>(
  options: ClerkOptions<In, Out> = {},
): ClerkClient<In, Out> {
  checkOptionNames(profile, options, [...optionNames, 'metadataSchema'])
  const bound = bindOptions(options)
  const sender = new Sender(profile, options.secretKey, options, bound.headers)
  const context = clientContext(
    sender,
    checkedSchema(profile, options.metadataSchema),
    capabilities,
    checkedMarker(profile, options.marker),
  )
  const stored = asStored(context)
  const revoke = async (id: string, more?: RevokeOptions): Promise<EndKeyResult<Out, ClerkRecord>> =>
    endKey(context, id, prepareRevoke(id, more ?? {}), more, {
      lookUp: async () => getKey(context, id, prepareGet(id), more),
    })
  const remove = async (id: string, more?: CallOptions): Promise<EndKeyResult<Out, never>> =>
    endKey(context, id, prepareDelete(id), more, {
      // No document names the code; in Clerk's own words any 404 says that there is no such key.
      goneCodes: 'any',
      faultIn: (body) => faultInDeletion(id, body),
    })
  const makingFor = (input: ClerkCreateInput<object>): Making<ClerkCreateInput<object>, ClerkRecord> => ({
    prepare: (each) => prepareCreate(each, bound),
    list: () => listOfType(prepareList({ owner: input.owner }, bound), input.vendor?.type),
    recover: prepareRecover,
    // A revoked key may keep its name, which the create that follows could then not have.
    revoke: remove,
  })
  return defineClient<ClerkClient<In, Out>>(sender, capabilities, {
    create: (input, more) => createMarkedKey(context, input, makingFor(input), more),
    get: async (id, more) => getKey(context, id, prepareGet(id), more),
    list: (query, more) => listKeys(context, prepareList(query ?? {}, bound), query, more),
    update: async (id, patch, more) => updateKey(context, id, prepareUpdate(id, patch), more, patch),
    revoke,
    delete: remove,
    verify: (secret, more = {}) => {
      const text = presentedSecret(context, secret)
      return verifyKey(context, text, prepareVerify(text, more), more, verdictIn)
    },
    rotate: async (id, rotation) =>
      replaceKey(context, id, rotation, {
        get: async (old, more) => getKey<object, ClerkRecord>(stored, old, prepareGet(old), more),
        createLike: async (old, more) => createLike(context, makingFor, old, more),
        revoke,
        // Clerk counts whole seconds from now: one is the least.
        endIn: async (old, milliseconds, more) => {
          const expiresAt = new Date(Date.now() + Math.max(milliseconds, 1000))
          return updateKey<object, ClerkRecord>(stored, old, prepareUpdate(old, { expiresAt }), more)
        },
      }),
    recover: async (id, more) => recoverSecret(context, id, prepareRecover(id), more),
  })
}
