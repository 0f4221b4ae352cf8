import { type ClerkSetup, settleClerk } from './dialects/clerk/options.js'
import { type FactifySetup, settleFactify } from './dialects/factify/options.js'
import { type FlowSetup, settleFlow } from './dialects/flow/options.js'
import { settleUnkey, type UnkeySetup, type UnkeySettings } from './dialects/unkey/options.js'
import { refuseUnknown, requireOption } from './option-check.js'

/** How an emulator is set up. */
export interface EmulatorOptions {
  /** Decides every id, secret and credential; a whole number. Default: a random one. */
  readonly seed?: number
  /** The upstreams' clock. Default: the real one. */
  readonly now?: () => Date
  readonly unkey?: UnkeySetup
  readonly clerk?: ClerkSetup
  readonly factify?: FactifySetup
  readonly flow?: FlowSetup
}

/** Options with every default filled in. */
export interface Settings {
  readonly seed: number
  readonly now: () => Date
  readonly unkey: UnkeySettings
  readonly clerk: Required<ClerkSetup>
  readonly factify: FactifySetup
  readonly flow: Required<FlowSetup>
}

/** Fills the defaults in and refuses what would otherwise show up as an odd answer much later. */
export function settle(options: EmulatorOptions): Settings {
  const { seed = randomSeed(), now = () => new Date(), unkey, clerk, factify, flow, ...unknown } = options
  refuseUnknown(unknown)
  requireOption(Number.isSafeInteger(seed), 'needs a whole number as its seed')
  requireOption(typeof now === 'function', 'needs a function that returns a Date as its now')
  return {
    seed,
    now,
    unkey: settleUnkey(unkey ?? {}),
    clerk: settleClerk(clerk ?? {}),
    factify: settleFactify(factify ?? {}),
    flow: settleFlow(flow ?? {}),
  }
}

function randomSeed(): number {
  return crypto.getRandomValues(new Uint32Array(1))[0] ?? 0
}
