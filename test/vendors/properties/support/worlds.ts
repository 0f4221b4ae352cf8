import type { KeyClient } from 'keymux'
import { createEmulator, type Emulator, type Vendor } from 'keymux/emulator'
import { keyClients } from '../../support/key-clients.js'

/** A client and the emulator that it reaches without a socket. */
export interface World {
  readonly emulator: Emulator
  readonly keys: KeyClient
}

/** Few enough that a list of all keys is short, and that Factify does not find them too many for a minute. */
const runsEach = 50

/** Gives a world to each run of a property, a new one every so often: making one takes longer than a run. */
export function worlds(vendor: Vendor): () => World {
  let runs = 0
  let world: World | undefined
  return () => {
    if (world === undefined || runs % runsEach === 0) {
      const emulator = createEmulator({ seed: 1 })
      world = { emulator, keys: keyClients[vendor](emulator, { fetch: emulator.fetch }) }
    }
    runs += 1
    return world
  }
}
