import { KeymuxError } from '../core/index.js'

/** How an emulator is set up. */
export interface EmulatorOptions {
  /** Decides every id, secret and credential; a whole number. Default: a random one. */
  readonly seed?: number
  /** The upstreams' clock. Default: the real one. */
  readonly now?: () => Date
  readonly flow?: FlowOptions
}

/** What is not known of Flow, and so can be chosen. */
export interface FlowOptions {
  /**
   * The spelling of a created key: `camel` as in Flow's published reference (the default), or `snake` as its Go SDK
   * reads it.
   */
  readonly casing?: 'camel' | 'snake'
  /** A header that carries the token bare. Default: `Authorization`, which carries it as a bearer token. */
  readonly authHeader?: string
}

/** Options with every default filled in. */
export interface Settings {
  readonly seed: number
  readonly now: () => Date
  readonly flow: Required<FlowOptions>
}

const headerName = /^[!#$%&'*+.^_`|~\w-]+$/

/** Fills the defaults in and refuses what would otherwise show up as an odd answer much later. */
export function settle(options: EmulatorOptions): Settings {
  const { seed = randomSeed(), now = () => new Date(), flow = {}, ...unknown } = options
  const { casing = 'camel', authHeader = 'authorization', ...unknownFlow } = flow
  require(Object.keys(unknown).length === 0, `has no option ${Object.keys(unknown).join(', ')}`)
  require(Object.keys(unknownFlow).length ===
    0, `has no option flow.${Object.keys(unknownFlow).join(', flow.')}`)
  require(Number.isSafeInteger(seed), 'needs a whole number as its seed')
  require(typeof now === 'function', 'needs a function that returns a Date as its now')
  require(casing === 'camel' || casing === 'snake', "knows the flow.casing 'camel' and 'snake'")
  require(typeof authHeader === 'string' &&
    headerName.test(authHeader), 'needs the name of a header as its flow.authHeader')
  return { seed, now, flow: { casing, authHeader: authHeader.toLowerCase() } }
}

function require(holds: boolean, message: string): void {
  if (!holds) throw new KeymuxError({ code: 'configuration', message: `The emulator ${message}.` })
}

function randomSeed(): number {
  return crypto.getRandomValues(new Uint32Array(1))[0] ?? 0
}
