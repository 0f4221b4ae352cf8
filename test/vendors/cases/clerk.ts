import { clerk } from 'keymux/clerk'
import { times, type Input, type VendorCase } from '../support/vendor-case.js'

const vendor = (fields: Input): Input => ({ vendor: fields })

export const clerkCase: VendorCase = {
  vendor: 'clerk',
  title: 'Clerk',
  make: (emulator, options) => clerk({ secretKey: emulator.credentials.clerk.secretKey, ...options }),
  bare: (options) => clerk(options),
  required: [
    { option: 'secretKey', env: 'CLERK_SECRET_KEY', value: ({ credentials }) => credentials.clerk.secretKey },
  ],
  minimal: ({ credentials }) => ({ name: 'CI of Ærø', owner: credentials.clerk.subject }),
  full: ({ credentials }) => ({
    name: 'CI of Ærø',
    owner: credentials.clerk.subject,
    description: 'For the build.',
    metadata: { plan: 'pro', nested: { list: [1, null, 'x'] } },
    scopes: ['read', 'write'],
    expiresAt: '30d',
    vendor: { type: 'api_key', created_by: credentials.clerk.subject },
  }),
  held: ({ credentials }) => ({
    name: 'CI of Ærø',
    owner: credentials.clerk.subject,
    description: 'For the build.',
    metadata: { plan: 'pro', nested: { list: [1, null, 'x'] } },
    scopes: ['read', 'write'],
    state: 'active',
  }),
  told: { name: 'CI of Ærø', description: 'For the build.', scopes: ['read', 'write'], state: 'active' },
  prefix: { full: 'ak_', minimal: 'ak_' },
  status: 200,
  requestId: { success: /^[0-9a-f]{16}-[A-Z]{3}$/, failure: /^[0-9a-f]{32}$/ },
  lacks: ['prefix', 'enabled'],
  limits: [
    {
      option: 'name',
      accepts: [{ name: 'abc' }, { name: times(5000) }, { name: 'a b' }],
      refuses: ['ab', '', ' abc', 'abc ', 'a\nbc', '   ', undefined].map((name) => ({ name })),
    },
    {
      option: 'description',
      accepts: [{ description: '' }, { description: times(255) }, { description: times(255, '😀') }],
      refuses: [{ description: times(256) }, { description: 1 }],
    },
    {
      option: 'owner',
      accepts: ['user', 'org', 'mch', 'scim'].map((kind) => ({ owner: `${kind}_${times(27)}` })),
      refuses: [`user_${times(26)}`, `user_${times(28)}`, `team_${times(27)}`, 'user_1', undefined].map(
        (owner) => ({ owner }),
      ),
    },
    {
      option: 'scopes',
      accepts: [{ scopes: [] }, { scopes: ['', times(1000)] }],
      refuses: [{ scopes: 'read' }, { scopes: null }],
    },
    { option: 'scopes', at: 'scopes[1]', accepts: [], refuses: [{ scopes: ['a', 1] }] },
    {
      option: 'metadata',
      accepts: [{ metadata: {} }, { metadata: { a: [null, { b: 1 }] } }],
      refuses: [[], null, 'x', 1, { at: new Date(0) }].map((metadata) => ({ metadata })),
    },
    {
      option: 'vendor.type',
      accepts: [vendor({ type: 'abc' }), vendor({ type: times(25) })],
      refuses: ['ab', times(26), 1].map((type) => vendor({ type })),
    },
    {
      option: 'vendor.created_by',
      accepts: [vendor({ created_by: `user_${times(27)}` }), vendor({ created_by: null })],
      refuses: [`org_${times(27)}`, `user_${times(26)}`].map((created_by) => vendor({ created_by })),
    },
  ],
}
