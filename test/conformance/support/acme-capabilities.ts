import type { Capabilities } from 'keymux'

export const acmeCapabilities: Capabilities = Object.freeze({
  create: 'native',
  get: 'native',
  list: 'native',
  update: 'native',
  revoke: 'native',
  delete: 'native',
  verify: 'native',
  rotate: 'emulated',
  recover: 'native',
  import: 'native',
  fields: Object.freeze({
    name: 'required',
    owner: 'optional',
    metadata: 'optional',
    scopes: 'optional',
    description: 'none',
    expiresAt: 'optional',
    prefix: 'optional',
    enabled: 'optional',
  }),
  changes: Object.freeze(['name', 'owner', 'metadata', 'scopes', 'expiresAt', 'enabled'] as const),
  filters: Object.freeze(['owner', 'state', 'text'] as const),
  limits: Object.freeze({
    longestExpiryMs: 365 * 86_400_000,
    shortestName: 1,
    longestName: 60,
    largestPage: 100,
  }),
})
