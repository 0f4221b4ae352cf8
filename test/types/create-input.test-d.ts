import { clerk } from 'keymux/clerk'
import { factify } from 'keymux/factify'
import { flow } from 'keymux/flow'
import { unkey } from 'keymux/unkey'
import { expectTypeOf } from 'vitest'

// `npm run types` compiles these and nothing runs them. Each `@ts-expect-error` stands on the line before the one that
// must not compile.

const soon = new Date(0)

export function takesWhatUnkeyTakes(): void {
  const keys = unkey()
  void keys.create({})
  void keys.create({
    name: 'CI',
    owner: 'user_1',
    metadata: { plan: 'pro' },
    scopes: ['read'],
    expiresAt: '30d',
    prefix: 'prod',
    enabled: false,
    vendor: {
      byteLength: 24,
      roles: ['admin'],
      credits: { remaining: 10, refill: { interval: 'monthly', amount: 10, refillDay: 1 } },
      ratelimits: [{ name: 'each', limit: 10, duration: 1000, autoApply: true }],
      recoverable: true,
    },
  })
  void keys.create({ expiresAt: soon }, { signal: new AbortController().signal, timeout: { totalMs: 1000 } })
  // @ts-expect-error
  void keys.create({ description: 'Unkey has none' })
  // @ts-expect-error
  void keys.create({ expiresAt: 'soon' })
  // @ts-expect-error
  void keys.create({ expiresAt: 30 })
  // @ts-expect-error
  void keys.create({ metadata: 'text' })
  // @ts-expect-error
  void keys.create({ scopes: 'read' })
  // @ts-expect-error
  void keys.create({ vendor: { byteLength: '24' } })
  // @ts-expect-error
  void keys.create({ vendor: { apiId: 'api_1' } })
  // @ts-expect-error
  void keys.create({ vendor: { seconds_until_expiration: 1 } })
  // @ts-expect-error
  void keys.create({}, { retries: 1 })
}

export function takesWhatClerkTakes(): void {
  const keys = clerk()
  void keys.create({
    name: 'Build',
    owner: 'user_1',
    metadata: { plan: 'pro' },
    scopes: ['read'],
    description: 'For the build',
    expiresAt: '12h',
    vendor: { type: 'api_key', created_by: null },
  })
  // @ts-expect-error
  void keys.create({ owner: 'user_1' })
  // @ts-expect-error
  void keys.create({ name: 'Build' })
  // @ts-expect-error
  void keys.create({ name: 'Build', owner: 'user_1', prefix: 'prod' })
  // @ts-expect-error
  void keys.create({ name: 'Build', owner: 'user_1', enabled: true })
  // @ts-expect-error
  void keys.create({ name: 'Build', owner: 'user_1', expiresAt: 'soon' })
  // @ts-expect-error
  void keys.create({ name: 'Build', owner: 'user_1', vendor: { byteLength: 24 } })

  const owned = clerk({ subject: 'user_1' })
  void owned.create({ name: 'Build' })
  void owned.create({ name: 'Build', owner: 'org_1' })
  // @ts-expect-error
  void owned.create({ owner: 'org_1' })
  // @ts-expect-error
  void owned.create({ name: 'Build', prefix: 'prod' })
}

export function takesWhatFactifyTakes(): void {
  const keys = factify()
  void keys.create({ name: 'CI' })
  void keys.create({ name: 'CI', expiresAt: soon })
  // @ts-expect-error
  void keys.create({})
  // @ts-expect-error
  void keys.create({ name: 'CI', owner: 'user_1' })
  // @ts-expect-error
  void keys.create({ name: 'CI', metadata: { plan: 'pro' } })
  // @ts-expect-error
  void keys.create({ name: 'CI', scopes: ['read'] })
  // @ts-expect-error
  void keys.create({ name: 'CI', prefix: 'prod' })
  // @ts-expect-error
  void keys.create({ name: 'CI', expiresAt: 'soon' })
}

export function takesWhatFlowTakes(): void {
  const keys = flow()
  void keys.create({ name: 'CI' })
  // @ts-expect-error
  void keys.create({})
  // @ts-expect-error
  void keys.create({ name: 'CI', metadata: { plan: 'pro' } })
  // @ts-expect-error
  void keys.create({ name: 'CI', owner: 'user_1' })
  // @ts-expect-error
  void keys.create({ name: 'CI', expiresAt: '30d' })
  // @ts-expect-error
  void keys.create({ name: 'CI', vendor: {} })
}

export function takesTheOptionsOfItsVendor(): void {
  unkey({ rootKey: 'text', apiId: 'api_1', timeout: { attemptMs: 1000 }, retry: { limit: 0 } })
  unkey({ rootKey: () => 'text' })
  unkey({ rootKey: async () => 'text' })
  clerk({ secretKey: 'text', subject: 'user_1', apiVersion: '2026-05-12' })
  factify({ apiKey: 'text', organizationId: 'org_1' })
  flow({ token: 'text', baseUrl: 'https://flow.example.com', authHeader: 'X-API-Key' })
  // @ts-expect-error
  unkey({ apiKey: 'text' })
  // @ts-expect-error
  clerk({ rootKey: 'text' })
  // @ts-expect-error
  factify({ apiId: 'api_1' })
  // @ts-expect-error
  flow({ organizationId: 'org_1' })
  // @ts-expect-error
  unkey({ rootKey: 1 })
  expectTypeOf(unkey().vendor).toEqualTypeOf<'unkey'>()
}
