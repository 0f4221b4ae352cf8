import { clerk } from 'keymux/clerk'
import { createEmulator, type Emulator, type EmulatorOptions, type GuestVendor } from 'keymux/emulator'
import type { KeyClient, KeyOperations } from 'keymux'
import { unkey } from 'keymux/unkey'
import { workos } from 'keymux/workos'
import { mockOf } from '../../mock/support/specs.js'

export type Verifying = KeyClient & Pick<KeyOperations, 'verify'>

/** The vendors that verify keys, each with a key that may read. */
export const verifying = ['unkey', 'clerk', 'workos'] as const

export type VerifyingVendor = (typeof verifying)[number]

export interface Service {
  readonly emulator: Emulator<'workos'>
  readonly keys: Readonly<Record<VerifyingVendor, Verifying>>
  /** Makes a key with the scope `documents.read`. */
  create(vendor: VerifyingVendor, more?: object): Promise<{ id: string; secret: string }>
  /** Lets the vendors' clock go on. */
  pass(milliseconds: number): void
}

const owner = 'user_2xhFjEI5X2qWRvtV13BzSj8H6Dk'

const mock: GuestVendor<'workos'> = await mockOf('workos', 'workos')

/** Clients of all vendors that verify, at stand-ins; nothing is repeated, so that each fault is felt. */
export function service(setup: Omit<EmulatorOptions, 'vendors'> = {}): Service {
  let passed = 0
  const now = (): Date => new Date(Date.now() + passed)
  const emulator = createEmulator({ seed: 1, now, ...setup, vendors: [mock] })
  const { credentials, fetch } = emulator
  const common = { fetch, retry: { limit: 0 } }
  const keys: Record<VerifyingVendor, Verifying> = {
    unkey: asAny(unkey({ ...credentials.unkey, ...common })),
    clerk: asAny(clerk({ ...credentials.clerk, subject: owner, ...common })),
    workos: asAny(workos({ ...credentials.workos, ...common })),
  }
  return {
    emulator,
    keys,
    create: async (vendor, more = {}) => {
      const input = { name: 'CI of Acme', scopes: ['documents.read'], ...more }
      const { id, secret } = await keys[vendor].create(input)
      return { id, secret: secret.reveal() }
    },
    pass: (milliseconds) => {
      passed += milliseconds
    },
  }
}

/** As a program has it that works with any vendor. */
function asAny(client: KeyClient): Verifying {
  if (!client.can('verify')) throw new Error(`${client.vendor} verifies.`)
  return client
}
