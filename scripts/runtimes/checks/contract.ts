import { conformance } from 'keymux/conformance'
import type { Vendor } from 'keymux/emulator'
import { ensure, type Check, type Place, type World } from './check.js'

const titles: Readonly<Record<Vendor, string>> = {
  unkey: 'Unkey',
  clerk: 'Clerk',
  factify: 'Factify',
  flow: 'Flow',
}

export const vendors = Object.keys(titles) as readonly Vendor[]

/** The whole conformance suite, for each vendor on each way to it. */
export const contractChecks: readonly Check[] = [
  ...vendors.map((vendor) => contractOf(vendor, 'in process', ({ inProcess }) => inProcess)),
  ...vendors.map((vendor) => contractOf(vendor, 'over HTTP', ({ overHttp }) => overHttp)),
]

function contractOf(vendor: Vendor, way: string, placeIn: (world: World) => Place): Check {
  return {
    id: `contract ${vendor} ${way}`,
    title: `${titles[vendor]}'s contract, ${way}`,
    run: async (world) => {
      const place = placeIn(world)
      const { passed, checks } = await conformance(place.subject(vendor)).run()
      const failed = checks.filter(({ outcome }) => outcome === 'failed')
      ensure(passed, failed.map(({ name, message }) => `${name}: ${message}`).join('; '))
      ensure(checks.filter(({ outcome }) => outcome === 'passed').length > 30, 'Hardly a rule was tried.')
      const alive = (await place.held(vendor)).filter(({ state }) => state === 'active')
      ensure(alive.length === 0, `${alive.length} keys are left.`)
    },
  }
}
