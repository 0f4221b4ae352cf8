import type { Capabilities } from '../../../src/core/capabilities.js'

/** A vendor that can create, get list and revoke, and nothing else. */
export const capabilities: Capabilities = {
  create: 'native',
  get: 'emulated',
  list: 'native',
  update: 'none',
  revoke: 'native',
  delete: 'none',
  verify: 'none',
  rotate: 'none',
  recover: 'none',
  import: 'none',
  fields: {
    name: 'required',
    owner: 'none',
    metadata: 'optional',
    scopes: 'none',
    description: 'none',
    expiresAt: 'none',
    prefix: 'none',
    enabled: 'none',
  },
  changes: [],
  filters: ['state'],
  limits: { longestExpiryMs: null, shortestName: null, longestName: null, largestPage: null },
}
