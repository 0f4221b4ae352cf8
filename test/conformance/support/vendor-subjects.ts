import { clerk } from 'keymux/clerk'
import type { EmulatorCredentials, EmulatorServer, HeldKey, Vendor } from 'keymux/emulator'
import { factify } from 'keymux/factify'
import { flow } from 'keymux/flow'
import { unkey } from 'keymux/unkey'
import type { ConformanceSubject } from 'keymux/conformance'

/** What tells of an emulator, be it in this process or behind a wire. */
interface Witness {
  readonly credentials: EmulatorCredentials
  keys(vendor: Vendor): readonly HeldKey[] | Promise<readonly HeldKey[]>
}

/** The four vendors' providers, talking to an emulator at these URLs. */
export function vendorSubjects(
  emulator: Witness,
  { urls }: Pick<EmulatorServer, 'urls'>,
): Readonly<Record<Vendor, ConformanceSubject>> {
  const { credentials } = emulator
  let count = 0
  const input = (): { name: string } => ({ name: `CI ${(count += 1)}` })
  const held = (vendor: Vendor) => (): ReturnType<Witness['keys']> => emulator.keys(vendor)
  return {
    unkey: {
      credential: credentials.unkey.rootKey,
      client: (rootKey, options) => unkey({ ...credentials.unkey, rootKey, baseUrl: urls.unkey, ...options }),
      input,
      values: () => ({ owner: 'user_1' }),
      recoverable: { vendor: { recoverable: true } },
      held: held('unkey'),
    },
    clerk: {
      credential: credentials.clerk.secretKey,
      client: (secretKey, options) =>
        clerk({ ...credentials.clerk, secretKey, baseUrl: urls.clerk, ...options }),
      input,
      values: () => ({ owner: `org_${'2xhFjEI5X2qWRvtV13BzSj8H6Dk'}` }),
      held: held('clerk'),
    },
    factify: {
      credential: credentials.factify.apiKey,
      client: (apiKey, options) =>
        factify({ ...credentials.factify, apiKey, baseUrl: urls.factify, ...options }),
      input,
      held: held('factify'),
    },
    flow: {
      credential: credentials.flow.token,
      client: (token, options) => flow({ token, baseUrl: urls.flow, ...options }),
      input,
      held: held('flow'),
    },
  }
}
