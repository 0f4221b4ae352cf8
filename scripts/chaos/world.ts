import type { ClientOptions, KeyClient } from 'keymux'
import { clerk } from 'keymux/clerk'
import { createEmulator, type Emulator, type Vendor } from 'keymux/emulator'
import { factify } from 'keymux/factify'
import { flow } from 'keymux/flow'
import { unkey } from 'keymux/unkey'
import { addFaults } from './faults.js'

/** Long enough for any answer that comes, on a busy machine as well, and short enough for the many that do not. */
const timeout = { attemptMs: 3000, totalMs: 30_000 }

/** Upstreams where much goes wrong, behind real sockets. */
export interface World {
  readonly emulator: Emulator
  /** A client of a vendor that sends by this `fetch`. */
  clientOf(vendor: Vendor, fetch: typeof globalThis.fetch): KeyClient
  close(): Promise<void>
}

export async function openWorld(seed: number, share: number): Promise<World> {
  const emulator = createEmulator({ seed })
  addFaults(emulator.faults, share)
  const { credentials } = emulator
  const { urls, close } = await emulator.listen()
  const clientOf = (vendor: Vendor, fetch: typeof globalThis.fetch): KeyClient => {
    const common: ClientOptions = { baseUrl: urls[vendor], fetch, timeout }
    switch (vendor) {
      case 'unkey':
        return unkey({ ...credentials.unkey, ...common })
      case 'clerk':
        return clerk({ ...credentials.clerk, ...common })
      case 'factify':
        return factify({ ...credentials.factify, ...common, marker: 'name' })
      case 'flow':
        return flow({ ...credentials.flow, ...common, marker: 'name' })
    }
  }
  return { emulator, clientOf, close }
}
