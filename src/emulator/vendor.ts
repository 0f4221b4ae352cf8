/** The upstreams that the emulator stands in for. */
export const vendors = ['unkey', 'clerk', 'factify', 'flow'] as const

/** One of the upstreams that the emulator stands in for. */
export type Vendor = (typeof vendors)[number]

/** What a request asks for, in the words of a keymux client. */
export type Operation =
  'create' | 'get' | 'list' | 'update' | 'revoke' | 'delete' | 'verify' | 'rotate' | 'recover' | 'import'

// Factify's document names two servers; the second is its internal one.
const hosts: Readonly<Record<string, Vendor>> = {
  'api.unkey.com': 'unkey',
  'api.clerk.com': 'clerk',
  'api.factify.com': 'factify',
  'api.factify-dev.com': 'factify',
}

/** The vendor that answers at a URL. Flow publishes no host of its own, so it answers at every other one. */
export function vendorAt(url: string): Vendor {
  return hosts[new URL(url).hostname] ?? 'flow'
}
