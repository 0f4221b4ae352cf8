import type { ClientOptions, KeyClient } from 'keymux'
import { clerk } from 'keymux/clerk'
import type { EmulatorCredentials } from 'keymux/emulator'
import { factify } from 'keymux/factify'
import { flow } from 'keymux/flow'
import { unkey } from 'keymux/unkey'

/** A vendor of the playground. */
export type VendorId = 'unkey' | 'clerk' | 'factify' | 'flow'

/** Everything about a vendor that the page does not get from its client. */
interface VendorFacts {
  readonly title: string
  readonly host: string
  /** The environment variables that its client reads. */
  readonly environment: string
  /** Makes a client with the credential that the emulator lets in. */
  readonly client: (credentials: EmulatorCredentials, options: ClientOptions) => KeyClient
}

const facts: Readonly<Record<VendorId, VendorFacts>> = {
  unkey: {
    title: 'Unkey',
    host: 'api.unkey.com',
    environment: 'UNKEY_ROOT_KEY and UNKEY_API_ID',
    client: (credentials, options) => unkey({ ...credentials.unkey, ...options }),
  },
  clerk: {
    title: 'Clerk',
    host: 'api.clerk.com',
    environment: 'CLERK_SECRET_KEY',
    client: (credentials, options) => clerk({ ...credentials.clerk, ...options }),
  },
  factify: {
    title: 'Factify',
    host: 'api.factify.com',
    environment: 'FACTIFY_API_KEY and FACTIFY_ORGANIZATION_ID',
    client: (credentials, options) => factify({ ...credentials.factify, ...options }),
  },
  flow: {
    title: 'Flow',
    // Flow publishes no host: this is where `handlers` of keymux/msw puts it.
    host: 'localhost:8000',
    environment: 'FLOW_TOKEN and FLOW_BASE_URL',
    client: (credentials, options) =>
      flow({ ...credentials.flow, ...options, baseUrl: 'http://localhost:8000' }),
  },
}

/** The two that are looked at side by side. */
export type Pair = readonly [VendorId, VendorId]

export const vendorIds: readonly VendorId[] = ['unkey', 'clerk', 'factify', 'flow']

export function titleOf(vendor: VendorId): string {
  return facts[vendor].title
}

export function environmentOf(vendor: VendorId): string {
  return facts[vendor].environment
}

export function vendorAt(url: string): VendorId | undefined {
  const { host } = new URL(url)
  return vendorIds.find((vendor) => facts[vendor].host === host)
}

export function clientOf(
  vendor: VendorId,
  credentials: EmulatorCredentials,
  options: ClientOptions,
): KeyClient {
  return facts[vendor].client(credentials, options)
}
