import type { Dialect, World } from './dialect.js'
import { requireOption } from './option-check.js'
import { type VendorName, vendors } from './vendor.js'

/** A stand-in for one more vendor, made outside of the emulator: by `fromOverlay` of `keymux/mock`. */
export interface GuestVendor<Id extends string = string> {
  /** What the emulator calls it: `emulator.keys(id)`. */
  readonly id: Id
  /** Where its API is: `https://api.acme.example/v1`. All requests to this origin are for it. */
  readonly baseUrl: string
}

/** A vendor from outside, set up in one emulator. */
export interface Guest {
  readonly dialect: Dialect
  /** What it lets in, in the options of its client's factory. */
  readonly credentials: Readonly<Record<string, string>>
}

/** Sets a vendor up in an emulator. */
type Open = (world: World) => Guest

// Beside the vendors and not in them: what an upstream is made of inside is nothing that a user could rely on.
const openers = new WeakMap<GuestVendor, Open>()

/** A vendor for the `vendors` of an emulator, which calls `open` once. */
export function guestVendor<Id extends string>(id: Id, baseUrl: string, open: Open): GuestVendor<Id> {
  const vendor = Object.freeze({ id, baseUrl })
  openers.set(vendor, open)
  return vendor
}

export function isGuestVendor(vendor: unknown): boolean {
  return typeof vendor === 'object' && vendor !== null && openers.has(vendor as GuestVendor)
}

export function openGuest(vendor: GuestVendor, world: World): Guest {
  const open = openers.get(vendor)
  requireOption(open !== undefined, `cannot open ${vendor.id}, which is no mock`)
  return open(world)
}

/** The vendors from outside, by the origins that lead to them. */
export function guestOrigins(guests: readonly GuestVendor[]): ReadonlyMap<string, VendorName> {
  const names = new Set<string>(vendors)
  const origins = new Map<string, VendorName>()
  for (const { id, baseUrl } of guests) {
    requireOption(!names.has(id), `has a vendor ${id} already: give one of them another id`)
    names.add(id)
    const { origin } = new URL(baseUrl)
    const other = origins.get(origin)
    requireOption(other === undefined, `cannot tell ${other} and ${id} apart: both are at ${origin}`)
    origins.set(origin, id)
  }
  return origins
}
