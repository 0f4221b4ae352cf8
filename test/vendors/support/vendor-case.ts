import type { ClientOptions } from '../../../src/core/client-options.js'
import type { CallOptions, CreateKeyResult } from '../../../src/core/index.js'
import type { Emulator, EmulatorOptions, HeldKey, Vendor } from '../../../src/emulator/index.js'

/** A client as the suite sees it: the same for all vendors, with an input that no type has checked. */
export interface Keys {
  readonly vendor: string
  create(input: object, options?: CallOptions): Promise<CreateKeyResult>
}

/** An input, or a part of one. */
export type Input = Readonly<Record<string, unknown>>

/** Values of one option around a limit of it. */
export interface Limit {
  /** As the error names it: `vendor.credits.remaining`. */
  readonly option: string
  /** Inputs, besides the minimal one, that keep to the limit; at it where there is one. */
  readonly accepts: readonly Input[]
  /** Inputs that the vendor would refuse. */
  readonly refuses: readonly Input[]
  /** What the upstream says to a good one, where that is no success: a role has to exist before it is given. */
  readonly outcome?: 'not_found'
  /** The place that an error names, where that is inside the option: `scopes[0]`. */
  readonly at?: string
}

/** An option of the factory that has to be there, and the environment variable that stands in for it. */
export interface RequiredOption {
  readonly option: string
  readonly env: string
  value(emulator: Emulator, baseUrl: string): string
}

/** One vendor, for the suite that all have to pass. */
export interface VendorCase {
  readonly vendor: Vendor
  /** As a person writes it, and as errors do. */
  readonly title: string
  /** What sets it apart from another case of the same vendor. */
  readonly variant?: string
  /** Makes a client with the emulator's credentials; what else is given comes on top. */
  make(emulator: Emulator, options: ClientOptions & Input): Keys
  /** Makes a client of nothing but these options. */
  bare(options: ClientOptions & Input): Keys
  readonly emulator?: EmulatorOptions
  readonly required: readonly RequiredOption[]
  /** The least that a key can be asked for with. */
  minimal(emulator: Emulator): Input
  /** All that a key can be asked for with. */
  full(emulator: Emulator): Input
  /** What the upstream holds of a key that was made from the full input. */
  held(emulator: Emulator): Partial<HeldKey>
  /** What the result must say of it besides. */
  readonly told: Input
  readonly prefix: { readonly full: string | null; readonly minimal: string | null }
  readonly status: number
  /** Whether a success, and a failure, names its request. */
  readonly requestId: { readonly success: RegExp | null; readonly failure: RegExp | null }
  readonly lacks: readonly (keyof typeof fieldValues)[]
  readonly limits: readonly Limit[]
}

/** A value of each field that an input can have at some vendor. */
export const fieldValues = {
  name: 'CI',
  owner: 'user_1',
  metadata: { plan: 'pro' },
  scopes: ['read'],
  description: 'For the build.',
  expiresAt: '30d',
  prefix: 'prod',
  enabled: true,
} as const

export const times = (count: number, text = 'x'): string => text.repeat(count)

export function list<T>(length: number, item: (index: number) => T): T[] {
  return Array.from({ length }, (_, index) => item(index))
}
