import type { CallOptions } from '../core/call-options.js'
import type { RevokeOptions } from '../core/end-key.js'
import type { Capable, KeyOperations } from '../core/key-client.js'
import { KeymuxError } from '../core/keymux-error.js'
import type { ListQuery } from '../core/list-keys.js'
import { operations, type Operation } from '../core/operation.js'
import { tellsOtherIds } from '../core/other-ids.js'
import type { Secret } from '../core/secret.js'
import type { UpdateKeyInput } from '../core/update-key.js'
import type { VerifyOptions } from '../core/verify-key.js'
import { Absences } from './absences.js'
import { capabilitiesOf } from './capabilities.js'
import { Counterparts } from './counterparts.js'
import { Drain, type DrainReport } from './drain.js'
import { ensureId, given } from './given.js'
import { listBoth, type RoutedList } from './list-both.js'
import { locate } from './locate.js'
import { Moves } from './moves.js'
import { checkedOptions, type RouterOptions } from './options.js'
import { revokeBoth, type RoutedEnd } from './revoke-both.js'
import { routed, type RoutableClient } from './sides.js'
import { updateKey, type RoutedResult } from './update-key.js'
import { Verifier, type RoutedVerdict } from './verifier.js'

/** A client over two vendors, while you move from one to the other. */
export interface Router<P extends RoutableClient = RoutableClient, S extends RoutableClient = RoutableClient>
  extends Capable, Pick<KeyOperations, 'update'> {
  /** Both vendors' ids: `unkey+clerk`. */
  readonly vendor: string
  /** The client that it was given: for what a router does not do. */
  readonly primary: P
  /** The client that it was given: for what a router does not do. */
  readonly secondary: S
  /** Creates a key at the primary, exactly as its client does. */
  readonly create: P['create']
  /** The record of a key, from the vendor that has this id; `not_found` where neither has. */
  get(id: string, options?: CallOptions): Promise<RoutedResult>
  /** The keys of the primary, then those of the secondary; one that moved is in both, and names the other as `movedFrom`. */
  list(query?: ListQuery, options?: CallOptions): RoutedList
  /** Changes a key. Of one that moved, given either id, the key at the primary is changed: its word counts. */
  update(id: string, patch: UpdateKeyInput, options?: CallOptions): Promise<RoutedResult>
  /**
   * Ends a key at both vendors, given its id at either.
   *
   * Where one vendor could not be reached it throws: the message says where the key may still be live, `mayHaveActed` is true when
   * something was done, and a second call with the same id finishes. Until then a moved key is disabled at a primary that can, so
   * that the router refuses it whatever the old vendor says.
   */
  revoke(id: string, options?: RevokeOptions): Promise<RoutedEnd>
  /**
   * Whether either vendor accepts a secret. The primary's word counts; the secondary is asked when the primary does not know the
   * secret. `side` says who spoke. A vendor that could not be asked is an error unless the other one accepts the secret: never
   * `valid: false`.
   *
   * `vendor` is in the primary's terms and goes to the primary alone; a `cost` goes to a vendor with credits only.
   *
   * @example
   * const verdict = await router.verify(presented, { scopes: ['read'] })
   */
  verify(secret: string | Secret, options?: VerifyOptions): Promise<RoutedVerdict>
  /** What still arrives at the old vendor, since this router was made, and how the moves go. */
  drain(): DrainReport
  /** Resolves when no key is on its way. */
  idle(): Promise<void>
  /** Begins no more moves, and resolves when those that are running are done. The router verifies on. */
  close(): Promise<void>
}

/**
 * Makes a router: a client that verifies at two vendors while you move from `secondary` to `primary`. With `lazy` each key moves
 * when it is first used, by the hash of its secret, so that its holder notices nothing.
 *
 * Throws a `KeymuxError`: `configuration` for an option, `unsupported` where one of the vendors cannot verify, or `lazy` is set and
 * the primary cannot import.
 *
 * @example
 * const router = createRouter({ primary: unkey(), secondary: clerk(), lazy: true })
 * const verdict = await router.verify(presented)
 */
export function createRouter<P extends RoutableClient, S extends RoutableClient>(
  options: RouterOptions<P, S>,
): Router<P, S> {
  const settings = checkedOptions(options as RouterOptions<RoutableClient, RoutableClient>)
  const { sides, now } = settings
  const absences = new Absences(settings)
  const counterparts = new Counterparts(settings)
  const drain = new Drain(settings.max)
  const moves = new Moves(settings, counterparts, (hash) => absences.forget('primary', hash))
  const verifier = new Verifier(settings, absences, {
    movedAt: (hash) => moves.movedAt(hash),
    accepted: (hash, id, isUnknown) => {
      drain.note(id, now())
      if (settings.lazy && isUnknown) moves.offer(hash, id)
    },
  })
  const { primary, secondary } = options
  const capabilities = capabilitiesOf(sides)
  const can = (operation: Operation): boolean => capabilities[operation] !== 'none'
  const absent = operations.filter((operation) => !can(operation))
  const router = {
    vendor: `${primary.vendor}+${secondary.vendor}`,
    capabilities,
    can,
    primary,
    secondary,
    ...Object.fromEntries(absent.map((operation) => [operation, () => refuse(operation)])),
    create: primary.create.bind(primary),
    get: async (id: string, call?: CallOptions) => {
      ensureId('get', id)
      const { side, key } = await locate(sides, id, given('get', 'options', call))
      return routed(sides, side, key)
    },
    list: (query?: ListQuery, call?: CallOptions) =>
      listBoth(sides, given('list', 'query', query), given('list', 'options', call)),
    ...(can('update') && {
      update: async (id: string, patch: UpdateKeyInput, call?: CallOptions) => {
        ensureId('update', id)
        const [fields, more] = [given('update', 'patch', patch), given('update', 'options', call)]
        return moves.without(counterparts.oldOf(id) ?? id, async () =>
          updateKey(sides, counterparts, id, fields, more),
        )
      },
    }),
    revoke: async (id: string, call?: RevokeOptions) => {
      ensureId('revoke', id)
      const more = given('revoke', 'options', call)
      return moves.without(counterparts.oldOf(id) ?? id, async () =>
        revokeBoth(sides, counterparts, id, more),
      )
    },
    verify: async (secret: string | Secret, call?: VerifyOptions) =>
      verifier.verify(secret, given('verify', 'options', call)),
    drain: () => drain.report(moves.counts, (id) => counterparts.madeOf(id).length > 0),
    idle: async () => moves.idle(),
    close: async () => moves.close(),
  }
  tellsOtherIds(router, (id) => counterparts.othersOf(id))
  return Object.freeze(router) as unknown as Router<P, S>
}

async function refuse(operation: Operation): Promise<never> {
  throw new KeymuxError({
    code: 'unsupported',
    operation,
    message: `A router cannot ${operation} keys: use \`router.primary\` or \`router.secondary\`, whichever has the key. Nothing was sent.`,
  })
}
