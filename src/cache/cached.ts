import type { KeyOperations } from '../core/key-client.js'
import { KeymuxError } from '../core/keymux-error.js'
import { operations } from '../core/operation.js'
import { otherIdsOf } from '../core/other-ids.js'
import type { Secret } from '../core/secret.js'
import type { VerifyOptions } from '../core/verify-key.js'
import { wraps } from '../core/wrapped.js'
import { changingOperations } from './changing.js'
import { checkedOptions, configurationError, type CacheOptions } from './options.js'
import type { CacheStats } from './stats.js'
import { Verifications } from './verifications.js'
import type { VerifyingClient } from '../core/verifying-client.js'

/** What a cached client has besides: a look at the cache, and ways to empty it. It prints as three functions. */
export interface VerifyCache {
  /** Drops all answers, those that are on their way included. */
  clear(): void
  /** Drops the answers about one secret: its key was changed by somebody else. */
  forget(secret: string | Secret): void
  /** How often what happened, and how much is kept. */
  stats(): CacheStats
}

/** A client whose `verify` is answered from memory. */
export type Cached<Client> = Client & {
  /** What can be done with the answers in memory. */
  readonly cache: VerifyCache
}

/**
 * A client that verifies without a round trip: the same client, of the same type, but the vendor is asked of a secret once in
 * `ttl`. Each verdict says in `cache` how old it is, and in `http` by which call it came.
 *
 * What is kept is kept under a keyed hash of the secret, never the secret. Callers that ask the same at once share one request;
 * one that aborts leaves the others theirs. A verdict lives at most as long as its key. `revoke`, `delete`, `update`,
 * `rotate` and `import` through this client take effect at once, also on what is on its way; what others do is seen when
 * `ttl` is over. Errors are not kept. Metadata comes frozen.
 *
 * A verify that spends credits, or counts for a rate limit or a last use, does so only when the vendor is asked. With
 * `bypass` you choose which ones always are.
 *
 * Throws a `KeymuxError`: `configuration` for an option, `unsupported` for a client that cannot verify.
 *
 * @example
 * const keys = cached(unkey(), { ttl: '30s', onTrouble: { serveForAtMost: '5m' } })
 * const verdict = await keys.verify(presented)
 * if (verdict.valid) console.log(verdict.key.owner, verdict.cache?.ageMs)
 */
export function cached<Client extends VerifyingClient>(
  client: Client,
  options: CacheOptions = {},
): Cached<Client> {
  const settings = checkedOptions(options)
  ensureVerifies(client)
  const bound = boundOperations(client)
  const verifications = new Verifications(client, settings)
  const cache: VerifyCache = Object.freeze({
    clear: () => verifications.clear(),
    forget: (secret: string | Secret) => verifications.forget(secret),
    stats: () => verifications.stats(),
  })
  const wrapper = Object.freeze({
    ...client,
    ...bound,
    ...changingOperations(bound, verifications, (id) => otherIdsOf(client, id)),
    verify: (secret: string | Secret, more?: VerifyOptions) => verifications.verify(secret, more),
    cache,
  })
  return wraps(wrapper, client)
}

/** The operations as functions of their own, also those of a client that is of a class. */
function boundOperations(client: object): Partial<KeyOperations<object>> {
  const methods = [...operations, 'can'].flatMap((name) => {
    const method: unknown = Reflect.get(client, name)
    return typeof method === 'function' ? [[name, method.bind(client) as unknown]] : []
  })
  return Object.fromEntries(methods) as Partial<KeyOperations<object>>
}

function ensureVerifies(client: VerifyingClient & { can?: (operation: 'verify') => boolean }): void {
  if (typeof client?.vendor !== 'string')
    throw configurationError('`client` must be a client of keymux, such as a factory makes.')
  if (typeof client.verify === 'function' && client.can?.('verify') !== false) return
  const { vendor } = client
  throw new KeymuxError({
    code: 'unsupported',
    message: `keymux/cache: a client of ${vendor} cannot verify, so there is nothing to keep. Ask \`keys.can('verify')\` first.`,
    vendor,
    operation: 'verify',
  })
}
