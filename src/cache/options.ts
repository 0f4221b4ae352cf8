import { parseDuration, type Duration } from '../core/duration.js'
import { KeymuxError } from '../core/keymux-error.js'
import type { VerifyOptions } from '../core/verify-key.js'

/** What `cached()` takes. A length of time is a duration such as `'30s'`, or a number of milliseconds. */
export interface CacheOptions {
  /**
   * How long an answer is given in the place of a request, for a key that is valid. So long a revocation that did not go
   * through this client may stay unnoticed. Default `'30s'`; `0` keeps nothing, and still sends one request for many callers.
   */
  readonly ttl?: Duration | number | undefined
  /**
   * The same for a secret that is refused. `rate_limited` is never kept: it is over in a moment. Default `'5s'`, or `ttl` where
   * that is less.
   */
  readonly negativeTtl?: Duration | number | undefined
  /**
   * How many answers are kept at most; of those, refusals have at most a tenth, so that a flood of made-up secrets does not
   * push out the good ones. The half that was used last is sure to be kept. At least 20. Default 10 000, which is some 10 MB.
   */
  readonly max?: number | undefined
  /**
   * What a verify does when the vendor cannot be asked (`network`, `timeout`, `unavailable`, `rate_limited`, `ambiguous`,
   * `invalid_response`) and the answer at hand is older than `ttl`. `'fail'`, the default: it rejects. `{ serveForAtMost }`:
   * a `valid: true` is given once more, with `cache.isStale`, until it is that old, or the key expires; counted from when the
   * vendor was asked. No refusal is served so.
   */
  readonly onTrouble?: 'fail' | { readonly serveForAtMost: Duration | number } | undefined
  /**
   * Which verifications go past the cache, each to the vendor. By default none but those with `headers` of their own: a verify
   * that spends credits or counts for a rate limit does so only when the vendor is asked.
   *
   * @example
   * cached(keys, { bypass: ({ cost }) => cost !== 0 }) // each use is counted
   */
  readonly bypass?: ((options: VerifyOptions) => boolean) | undefined
  /** The time in milliseconds since 1970, for tests. Default `Date.now`. */
  readonly now?: (() => number) | undefined
}

/** The options as the cache uses them: times in milliseconds. */
export interface Settings {
  readonly ttl: number
  readonly negativeTtl: number
  readonly max: number
  readonly staleTtl: number
  readonly bypass: ((options: VerifyOptions) => boolean) | undefined
  readonly now: () => number
}

const names = ['ttl', 'negativeTtl', 'max', 'onTrouble', 'bypass', 'now']

/** With fewer, a tenth for refusals would be next to none. */
const fewest = 20

/** Throws `configuration` for what is wrong with the options. */
export function checkedOptions(options: CacheOptions): Settings {
  if (typeof options !== 'object' || options === null)
    throw configurationError('the options must be an object.')
  const unknown = Object.keys(options).find((name) => !names.includes(name))
  if (unknown !== undefined)
    throw configurationError(
      `there is no option \`${unknown}\`: it takes ${names.map((name) => `\`${name}\``).join(', ')}.`,
    )
  const { max = 10_000, bypass, now = Date.now } = options
  if (!Number.isSafeInteger(max) || max < fewest)
    throw configurationError(`\`max\` must be a whole number, ${fewest} or more.`)
  for (const [name, value] of Object.entries({ bypass, now }))
    if (value !== undefined && typeof value !== 'function')
      throw configurationError(`\`${name}\` must be a function.`)
  const ttl = length('ttl', options.ttl ?? '30s')
  const negativeTtl = length('negativeTtl', options.negativeTtl ?? Math.min(5000, ttl))
  return { ttl, negativeTtl, max, staleTtl: staleTtl(options.onTrouble, ttl), bypass, now }
}

function staleTtl(onTrouble: CacheOptions['onTrouble'], ttl: number): number {
  if (onTrouble === undefined || onTrouble === 'fail') return 0
  if (
    typeof onTrouble !== 'object' ||
    onTrouble === null ||
    Object.keys(onTrouble).join('') !== 'serveForAtMost'
  )
    throw configurationError("`onTrouble` must be 'fail' or `{ serveForAtMost }`.")
  const most = length('onTrouble.serveForAtMost', onTrouble.serveForAtMost)
  if (most <= ttl)
    throw configurationError(
      '`onTrouble.serveForAtMost` must be longer than `ttl`: up to then no answer is stale.',
    )
  return most
}

function length(name: string, value: unknown): number {
  const milliseconds = typeof value === 'string' ? parseDuration(value) : value
  if (typeof milliseconds === 'number' && milliseconds >= 0 && milliseconds < Infinity) return milliseconds
  throw configurationError(`\`${name}\` must be a duration such as '30s', or a number of milliseconds.`)
}

/** An error in how a cache was made: says which option, and what to do. */
export function configurationError(what: string): KeymuxError {
  return new KeymuxError({ code: 'configuration', message: `keymux/cache: ${what}` })
}
