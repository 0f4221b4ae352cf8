import { unkey } from 'keymux/unkey'
import { list, times, type Input, type Limit, type VendorCase } from '../support/vendor-case.js'

const vendor = (fields: Input): Input => ({ vendor: fields })
const credits = (fields: Input): Input => vendor({ credits: { remaining: 5, ...fields } })
const refill = (fields: Input): Input => credits({ refill: { interval: 'daily', amount: 1, ...fields } })
const ratelimit = (fields: Input): Input =>
  vendor({ ratelimits: [{ name: 'calls', limit: 1, duration: 1000, autoApply: true, ...fields }] })
const properties = (count: number): Input => Object.fromEntries(list(count, (index) => [`p${index}`, index]))

const common: readonly Limit[] = [
  {
    option: 'name',
    accepts: [{ name: 'x' }, { name: times(255) }, { name: times(255, '😀') }],
    refuses: [{ name: '' }, { name: times(256) }, { name: 1 }, { name: null }],
  },
  {
    option: 'owner',
    accepts: [{ owner: 'x' }, { owner: times(255) }, { owner: 'a_B.9-c' }],
    refuses: ['', times(256), 'me@example.com', 'auth0|x', 'a:b', 'a b', 'ä'].map((owner) => ({ owner })),
  },
  {
    option: 'prefix',
    accepts: [{ prefix: 'x' }, { prefix: times(16) }, { prefix: 'sk_live' }],
    refuses: ['', times(17), 'a-b', 'a b'].map((prefix) => ({ prefix })),
  },
  {
    option: 'metadata',
    // Of JSON 65535 bytes are kept, which is {"a":""} and what stands in it.
    accepts: [{}, properties(100), { a: [null, { b: 1 }] }, { a: times(65_527) }].map((metadata) => ({
      metadata,
    })),
    refuses: [
      properties(101),
      { a: times(65_528) },
      { a: times(32_764, 'ä') },
      [],
      null,
      'x',
      { at: new Date(0) },
      { n: Number.NaN },
    ].map((metadata) => ({
      metadata,
    })),
  },
  {
    option: 'scopes',
    accepts: [{ scopes: [] }, { scopes: list(1000, (index) => `scope.${index}`) }],
    refuses: [{ scopes: list(1001, (index) => `scope.${index}`) }, { scopes: 'read' }],
  },
  {
    option: 'scopes',
    at: 'scopes[1]',
    accepts: [{ scopes: ['a', 'b'] }, { scopes: ['a', times(100)] }],
    refuses: [{ scopes: ['a', ''] }, { scopes: ['a', times(101)] }, { scopes: ['a', 1] }],
  },
  {
    option: 'enabled',
    accepts: [{ enabled: true }, { enabled: false }],
    refuses: [{ enabled: 'true' }, { enabled: null }, { enabled: 1 }],
  },
]

const own: readonly Limit[] = [
  {
    option: 'vendor.byteLength',
    accepts: [vendor({ byteLength: 16 }), vendor({ byteLength: 255 })],
    refuses: [15, 256, 16.5, '16', Number.NaN].map((byteLength) => vendor({ byteLength })),
  },
  {
    option: 'vendor.roles',
    outcome: 'not_found',
    accepts: [vendor({ roles: list(100, (index) => `role.${index}`) })],
    refuses: [vendor({ roles: list(101, (index) => `role.${index}`) })],
  },
  {
    option: 'vendor.roles',
    outcome: 'not_found',
    at: 'vendor.roles[0]',
    accepts: ['a', times(100), 'a:b-c.*'].map((role) => vendor({ roles: [role] })),
    refuses: ['', times(101), 'a b', 'a/b'].map((role) => vendor({ roles: [role] })),
  },
  {
    option: 'vendor.recoverable',
    accepts: [vendor({ recoverable: true }), vendor({ recoverable: false })],
    refuses: [vendor({ recoverable: 1 })],
  },
  {
    option: 'vendor.credits.remaining',
    accepts: [credits({ remaining: 0 }), credits({ remaining: null }), credits({ remaining: 2 ** 53 - 1 })],
    refuses: [-1, 0.5, 2 ** 53, undefined, '5'].map((remaining) => credits({ remaining })),
  },
  {
    option: 'vendor.credits',
    accepts: [],
    refuses: [vendor({ credits: null }), vendor({ credits: 5 }), vendor({ credits: [] })],
  },
  {
    option: 'vendor.credits.refill.amount',
    accepts: [refill({ amount: 1 })],
    refuses: [0, 1.5, undefined].map((amount) => refill({ amount })),
  },
  {
    option: 'vendor.credits.refill.interval',
    accepts: [refill({ interval: 'daily' }), refill({ interval: 'monthly', refillDay: 1 })],
    refuses: ['weekly', '', undefined].map((interval) => refill({ interval })),
  },
  {
    option: 'vendor.credits.refill.refillDay',
    accepts: [1, 31].map((refillDay) => refill({ interval: 'monthly', refillDay })),
    refuses: [0, 32, 1.5].map((refillDay) => refill({ interval: 'monthly', refillDay })),
  },
  {
    option: 'vendor.ratelimits',
    accepts: [vendor({ ratelimits: [] }), vendor({ ratelimits: ratelimits(50) })],
    refuses: [vendor({ ratelimits: ratelimits(51) }), vendor({ ratelimits: {} })],
  },
  {
    option: 'vendor.ratelimits[0].name',
    accepts: [ratelimit({ name: 'abc' }), ratelimit({ name: times(128) })],
    refuses: ['ab', times(129), undefined].map((name) => ratelimit({ name })),
  },
  {
    option: 'vendor.ratelimits[0].limit',
    accepts: [ratelimit({ limit: 1 }), ratelimit({ limit: 2 ** 53 - 1 })],
    refuses: [0, 1.5, undefined].map((limit) => ratelimit({ limit })),
  },
  {
    option: 'vendor.ratelimits[0].duration',
    accepts: [ratelimit({ duration: 1000 })],
    refuses: [999, 1000.5, undefined].map((duration) => ratelimit({ duration })),
  },
  {
    option: 'vendor.ratelimits[0].autoApply',
    accepts: [ratelimit({ autoApply: false })],
    refuses: ['yes', undefined].map((autoApply) => ratelimit({ autoApply })),
  },
]

function ratelimits(count: number): Input[] {
  return list(count, (index) => ({ name: `calls.${index}`, limit: 1, duration: 1000, autoApply: false }))
}

export const unkeyCase: VendorCase = {
  vendor: 'unkey',
  title: 'Unkey',
  make: (emulator, options) => unkey({ ...emulator.credentials.unkey, ...options }),
  bare: (options) => unkey(options),
  required: [
    { option: 'rootKey', env: 'UNKEY_ROOT_KEY', value: ({ credentials }) => credentials.unkey.rootKey },
    { option: 'apiId', env: 'UNKEY_API_ID', value: ({ credentials }) => credentials.unkey.apiId },
  ],
  minimal: () => ({}),
  full: () => ({
    name: 'CI of Ærø',
    owner: 'user_1',
    metadata: { plan: 'pro', nested: { list: [1, null, 'x'] } },
    scopes: ['read', 'write'],
    expiresAt: '30d',
    prefix: 'sk_live',
    enabled: false,
    vendor: {
      byteLength: 24,
      credits: { remaining: 10, refill: { interval: 'monthly', amount: 5, refillDay: 3 } },
      ratelimits: [{ name: 'calls', limit: 10, duration: 1000, autoApply: true }],
      recoverable: true,
    },
  }),
  held: () => ({
    name: 'CI of Ærø',
    owner: 'user_1',
    metadata: { plan: 'pro', nested: { list: [1, null, 'x'] } },
    scopes: ['read', 'write'],
    state: 'disabled',
  }),
  told: { name: 'CI of Ærø', owner: 'user_1', scopes: ['read', 'write'], state: 'disabled' },
  prefix: { full: 'sk_live_', minimal: null },
  status: 200,
  requestId: { success: /^req_\w+$/, failure: /^req_\w+$/ },
  lacks: ['description'],
  limits: [...common, ...own],
}
