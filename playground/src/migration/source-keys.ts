import type { CreateKeyInput, KeyClient } from 'keymux'
import type { Lab } from '../world/lab.js'
import type { VendorId } from '../world/vendors.js'

/** How many keys there are to move. */
const count = 12

/** Makes keys at the source that differ in what a target may not be able to store. */
export async function makeSourceKeys(
  lab: Lab,
  vendor: VendorId,
  owner: string,
  round: number,
): Promise<void> {
  const keys = lab.client(vendor)
  for (let place = 1; place <= count; place += 1) {
    const created = await keys.create(fitting(keys, wished(place, owner, round)))
    lab.hold(vendor, created)
    // A dead key stays where it is, and the plan says so.
    if (place === count) await keys.revoke(created.id)
  }
}

function wished(place: number, owner: string, round: number): CreateKeyInput {
  const long =
    place % 5 === 0 ? ` of ${'the team that has the longest name of all '.repeat(2)}`.trimEnd() : ''
  return {
    name: `Service ${round}.${place}${long}`,
    owner,
    ...(place % 2 === 0 && { metadata: { plan: 'pro', seats: place } }),
    ...(place % 3 === 0 && { scopes: ['read', 'write'] }),
    ...(place % 4 === 0 && { expiresAt: '90d' }),
    ...(place % 6 === 0 && { description: 'Made for this migration' }),
  }
}

/** What of it the vendor has a place for. */
function fitting({ capabilities: { fields, limits } }: KeyClient, input: CreateKeyInput): CreateKeyInput {
  const told = Object.entries(input).filter(([field]) => fields[field as keyof typeof fields] !== 'none')
  return {
    ...Object.fromEntries(told),
    name: input.name?.slice(0, limits.longestName ?? undefined).trimEnd(),
  }
}
