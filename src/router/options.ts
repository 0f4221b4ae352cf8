import { parseDuration, type Duration } from '../core/duration.js'
import type { ImportKeyInput } from '../core/import-keys.js'
import type { KeyOperations } from '../core/key-client.js'
import type { KeyRecord } from '../core/key-record.js'
import { KeymuxError } from '../core/keymux-error.js'
import type { MoveErrorEvent, MoveEvent } from './move-events.js'
import type { RoutableClient, Side, Sides } from './sides.js'

/** What `createRouter()` takes. A length of time is a duration such as `'30s'`, or a number of milliseconds. */
export interface RouterOptions<P extends RoutableClient, S extends RoutableClient> {
  /** The vendor that you move to: new keys are made there, and its word on a key counts. */
  readonly primary: P
  /** The vendor that you leave. */
  readonly secondary: S
  /**
   * Whether a key moves, by the hash of its secret, when it is first accepted at the secondary. Default false. Needs a primary
   * that can `import`.
   */
  readonly lazy?: (P extends Pick<KeyOperations, 'import'> ? boolean : false) | undefined
  /**
   * Whose keys a secret can be one of, where you can tell by its shape; undefined where you cannot. `'primary'`: the other vendor
   * is never asked. `'secondary'`: the old vendor is asked first until the key has moved, so that the primary does not note it as
   * unknown before the import; until then the old vendor's word is final where it accepts the secret.
   *
   * @example
   * belongsTo: (secret) => (secret.startsWith('acme_v2_') ? 'primary' : undefined)
   */
  readonly belongsTo?: ((secret: string) => Side | undefined) | undefined
  /** How long a vendor's `not_found` is taken for its answer to the same secret. Default `'5s'`; `0` keeps none. */
  readonly negativeTtl?: Duration | number | undefined
  /**
   * How long a moved key may still be unknown at the primary: so long the secondary is asked too. Default `'10m'`, which is how
   * long Unkey may go on with a `NOT_FOUND` that it noted before the import.
   */
  readonly propagation?: Duration | number | undefined
  /** How many negative answers, moved keys and keys of the drain report are kept at most, each. Default 10 000. */
  readonly max?: number | undefined
  /** How many keys move at once. Default 4. */
  readonly concurrency?: number | undefined
  /** How many keys wait to be moved at most; one that finds no place moves on a later use. Default 1000. */
  readonly queue?: number | undefined
  /**
   * What the moved key is to be, where that is not what the old one was: these fields replace those that would be carried
   * over. Null leaves the key where it is.
   *
   * @example
   * transform: (key) => ({ metadata: { ...key.metadata, description: key.description } })
   */
  readonly transform?: ((key: KeyRecord) => MovedFields | null) | undefined
  /** Is given each move as a promise that never rejects, to keep a serverless function alive until it is done. */
  readonly waitUntil?: ((move: Promise<void>) => unknown) | undefined
  /** Is told of each key that moved, or that was not to. What it throws is ignored. */
  readonly onMove?: ((event: MoveEvent) => unknown) | undefined
  /** Is told of each move that failed. What it throws is ignored. */
  readonly onError?: ((event: MoveErrorEvent) => unknown) | undefined
  /** The time in milliseconds since 1970, for tests. Default `Date.now`. */
  readonly now?: (() => number) | undefined
}

/** The fields of a moved key. */
export type MovedFields = Omit<ImportKeyInput, 'secret' | 'hash'>

/** The options as the router uses them: times in milliseconds. */
export interface Settings extends Pick<
  RouterOptions<RoutableClient, RoutableClient>,
  'belongsTo' | 'transform' | 'waitUntil' | 'onMove' | 'onError'
> {
  readonly sides: Sides
  readonly lazy: boolean
  readonly negativeTtl: number
  readonly propagation: number
  readonly max: number
  readonly concurrency: number
  readonly queue: number
  readonly now: () => number
}

const functions = ['belongsTo', 'transform', 'waitUntil', 'onMove', 'onError', 'now'] as const
const counts = ['max', 'concurrency', 'queue'] as const
const names = ['primary', 'secondary', 'lazy', 'negativeTtl', 'propagation', ...counts, ...functions] as const

/** Throws `configuration` for what is wrong with the options, `unsupported` for a vendor that cannot do its part. */
export function checkedOptions(options: RouterOptions<RoutableClient, RoutableClient>): Settings {
  if (typeof options !== 'object' || options === null) throw wrong('the options must be an object.')
  const unknown = Object.keys(options).find((name) => !names.some((known) => known === name))
  if (unknown !== undefined)
    throw wrong(
      `there is no option \`${unknown}\`: it takes ${names.map((name) => `\`${name}\``).join(', ')}.`,
    )
  for (const name of functions)
    if (options[name] !== undefined && typeof options[name] !== 'function')
      throw wrong(`\`${name}\` must be a function.`)
  const { primary, secondary, belongsTo, transform, waitUntil, onMove, onError, now = Date.now } = options
  const lazy: unknown = options.lazy ?? false
  if (typeof lazy !== 'boolean') throw wrong('`lazy` must be true or false.')
  checkSide('primary', primary)
  checkSide('secondary', secondary)
  if (primary === secondary) throw wrong('`primary` and `secondary` are the same client.')
  const { vendor } = primary
  if (lazy && !primary.can('import'))
    throw unsupported(
      vendor,
      'import',
      `\`lazy\` needs a primary that imports keys, which ${vendor} cannot: leave it out, and let the holders have new keys.`,
    )
  return {
    sides: { primary, secondary },
    lazy,
    negativeTtl: length('negativeTtl', options.negativeTtl ?? '5s'),
    propagation: length('propagation', options.propagation ?? '10m'),
    max: count('max', options.max ?? 10_000),
    concurrency: count('concurrency', options.concurrency ?? 4),
    queue: count('queue', options.queue ?? 1000),
    now,
    belongsTo,
    transform,
    waitUntil,
    onMove,
    onError,
  }
}

function checkSide(name: Side, client: RoutableClient): void {
  const isClient: unknown = typeof client === 'object' && client !== null && typeof client.can === 'function'
  if (isClient !== true)
    throw wrong(`\`${name}\` must be a client, such as a vendor's factory or \`connect\` makes.`)
  const { vendor } = client
  if (client.can('verify')) return
  throw unsupported(
    vendor,
    'verify',
    `\`${name}\` must be a vendor that verifies keys, which ${vendor} cannot.`,
  )
}

function count(name: (typeof counts)[number], value: unknown): number {
  if (typeof value === 'number' && Number.isSafeInteger(value) && value > 0) return value
  throw wrong(`\`${name}\` must be a whole number, 1 or more.`)
}

function length(name: string, value: unknown): number {
  const milliseconds = typeof value === 'string' ? parseDuration(value) : value
  if (typeof milliseconds === 'number' && milliseconds >= 0 && milliseconds < Infinity) return milliseconds
  throw wrong(`\`${name}\` must be a duration such as '30s', or a number of milliseconds.`)
}

function wrong(what: string): KeymuxError {
  return new KeymuxError({ code: 'configuration', message: `keymux/router: ${what}` })
}

function unsupported(vendor: string, operation: string, what: string): KeymuxError {
  return new KeymuxError({ code: 'unsupported', vendor, operation, message: `keymux/router: ${what}` })
}
