import { type ClerkSettings, type ClerkSetup, clerkSettings } from './dialects/clerk/options.js'
import { type FactifySettings, type FactifySetup, factifySettings } from './dialects/factify/options.js'
import { type FlowSettings, type FlowSetup, flowSettings } from './dialects/flow/options.js'
import { type UnkeySettings, type UnkeySetup, unkeySettings } from './dialects/unkey/options.js'
import { type GuestVendor, isGuestVendor } from './guest.js'
import { refuseUnknown, requireOption } from './option-check.js'

/** Options of an emulator. */
export interface EmulatorOptions<Guest extends string = never> {
  /** Decides every id, secret and credential; a whole number. Default: a random one. */
  readonly seed?: number
  /** The upstreams' clock. Default: the real one. */
  readonly now?: () => Date
  /** Vendors besides the four: mocks of `keymux/mock`. Their ids and the origins of their base URLs must differ. Default: none. */
  readonly vendors?: readonly GuestVendor<Guest>[]
  /** What is arranged at Unkey by other means than the API of its keys, and how fast its replicas are. */
  readonly unkey?: UnkeySetup
  /** What is not known of Clerk, and so can be chosen. */
  readonly clerk?: ClerkSetup
  /** What the Factify organization has beside its API key. */
  readonly factify?: FactifySetup
  /** What is not known of Flow, and so can be chosen. */
  readonly flow?: FlowSetup
}

/** Options with every default filled in. */
export interface Settings {
  readonly seed: number
  readonly now: () => Date
  readonly vendors: readonly GuestVendor[]
  readonly unkey: UnkeySettings
  readonly clerk: ClerkSettings
  readonly factify: FactifySettings
  readonly flow: FlowSettings
}

/** Fills the defaults in and refuses what would otherwise show up as an odd answer much later. */
export function settingsFrom(options: EmulatorOptions<string>): Settings {
  const { seed = randomSeed(), now = () => new Date(), vendors = [], ...own } = options
  const { unkey, clerk, factify, flow, ...unknown } = own
  refuseUnknown(unknown)
  requireOption(Number.isSafeInteger(seed), 'needs a whole number as its seed')
  requireOption(typeof now === 'function', 'needs a function that returns a Date as its now')
  requireOption(
    Array.isArray(vendors) && vendors.every(isGuestVendor),
    'needs a list of mocks as its vendors: see fromOverlay of keymux/mock',
  )
  return {
    seed,
    now,
    vendors,
    unkey: unkeySettings(unkey ?? {}),
    clerk: clerkSettings(clerk ?? {}),
    factify: factifySettings(factify ?? {}),
    flow: flowSettings(flow ?? {}),
  }
}

function randomSeed(): number {
  return crypto.getRandomValues(new Uint32Array(1))[0] ?? 0
}
