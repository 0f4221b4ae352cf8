import { cached } from 'keymux/cache'
import type { Vendor } from 'keymux/emulator'
import { authenticate } from 'keymux/middleware'
import { createRouter, type RoutableClient } from 'keymux/router'
import { ensure, type Check, type Place } from './check.js'
import { inBothPlaces, someInput } from './failures.js'

const times = 3

export const verifyingChecks: readonly Check[] = inBothPlaces(
  'verifying',
  'requests are let through by a router, and from memory',
  async (place) => {
    const router = createRouter({ primary: verifier(place, 'unkey'), secondary: verifier(place, 'clerk') })
    const keys = cached(router)
    for (const vendor of ['unkey', 'clerk'] as const) {
      const { id, secret } = await place.client(vendor).create(someInput())
      const headers = { authorization: `Bearer ${secret.reveal()}` }
      for (let time = 0; time < times; time += 1) {
        const auth = await authenticate(new Request('https://acme.test/documents', { headers }), keys)
        ensure(auth.ok && auth.key.id === id, `${vendor}: the key is not let through.`)
      }
      await place.client(vendor).revoke(id)
    }
    const { hits, misses } = keys.cache.stats()
    ensure(misses === 2 && hits === 2 * (times - 1), `${misses} requests were made, ${hits} spared.`)
    const auth = await authenticate(new Request('https://acme.test/documents'), keys)
    ensure(!auth.ok && auth.response.status === 401, 'A request without a key is not refused.')
  },
)

function verifier(place: Place, vendor: Vendor): RoutableClient {
  const client = place.client(vendor)
  ensure(client.can('verify'), `${vendor} has no verify.`)
  return client
}
