import type { CreateKeyInput, KeyClient } from 'keymux'
import { clerk } from 'keymux/clerk'
import type { Emulator, Vendor } from 'keymux/emulator'
import { factify } from 'keymux/factify'
import { flow } from 'keymux/flow'
import { unkey } from 'keymux/unkey'
import type { ClientOptions } from '../../../src/core/client-options.js'

export const vendors: readonly Vendor[] = ['unkey', 'clerk', 'factify', 'flow']

/** A client of each vendor as code sees it that is to work with all of them, with the emulator's credentials. */
export const keyClients: Readonly<Record<Vendor, (emulator: Emulator, options: ClientOptions) => KeyClient>> =
  {
    unkey: ({ credentials }, options) => unkey({ ...credentials.unkey, ...options }),
    clerk: ({ credentials }, options) => clerk({ ...credentials.clerk, ...options }),
    factify: ({ credentials }, options) => factify({ ...credentials.factify, ...options }),
    flow: ({ credentials }, options) =>
      flow({ ...credentials.flow, baseUrl: 'https://flow.example.com', ...options }),
  }

let made = 0

/** The least that each vendor takes, under a name of its own: Clerk refuses one that is taken. */
export function someInput(): CreateKeyInput & { readonly name: string } {
  made += 1
  return { name: `Key ${made}` }
}
