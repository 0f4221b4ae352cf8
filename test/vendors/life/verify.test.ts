import { Secret } from 'keymux'
import { clerk as clerkWith } from 'keymux/clerk'
import type { EmulatorOptions } from 'keymux/emulator'
import { unkey as unkeyWith } from 'keymux/unkey'
import { describe, expect, it } from 'vitest'
import { errorOf } from '../support/outcome.js'
import { hour, inputs, later, live, since, type Life } from './support/life.js'

const verifying = ['unkey', 'clerk'] as const

describe.each(verifying)('verify at %s', (vendor) => {
  it('accepts a key that works, and tells whose it is', async () => {
    const life = await live()
    const { id, secret, key } = await life.all[vendor].create(inputs[vendor])
    const verdict = await life[vendor].verify(secret)
    expect(verdict).toMatchObject({ valid: true, warnings: [], http: { status: 200 } })
    const { vendor: _, scopes, ...told } = key
    expect(verdict.key).toMatchObject({ ...told, id, state: 'active' })
    expect(new Set(verdict.key?.scopes)).toEqual(new Set(scopes))
    expect(JSON.stringify(verdict).includes(secret.reveal())).toBe(false)
  })

  it('takes the secret as text or as a Secret', async () => {
    const life = await live()
    const { secret } = await life[vendor].create({ name: 'Build' })
    const other = new Secret(secret.reveal())
    const verdicts = [secret, other, secret.reveal()].map(async (each) => life[vendor].verify(each))
    expect((await Promise.all(verdicts)).map(({ valid }) => valid)).toEqual([true, true, true])
  })

  it('does not know a secret that nobody has', async () => {
    const life = await live()
    const verdict = await life[vendor].verify(vendor === 'clerk' ? 'ak_nobody' : 'nobody')
    expect(verdict).toMatchObject({ valid: false, reason: 'not_found', http: { attempts: 1 } })
    expect(verdict.key).toBeUndefined()
  })

  it.each<[string, unknown]>([
    ['a number', 1],
    ['nothing', undefined],
    ['null', null],
    ['an object', { reveal: () => 'x' }],
  ])('refuses %s as a secret', async (_, secret) => {
    const life = await live()
    const asked = since(life)
    const error = await errorOf(life[vendor].verify(secret as string))
    expect(error).toMatchObject({
      code: 'invalid_request',
      operation: 'verify',
      issues: [{ path: 'secret' }],
    })
    expect(asked()).toEqual([])
  })

  it('refuses an option that there is not', async () => {
    const life = await live()
    const asked = since(life)
    const error = await errorOf(life[vendor].verify('ak_x', { scope: ['read'] } as object))
    expect(error).toMatchObject({ code: 'unsupported', operation: 'verify', issues: [{ path: 'scope' }] })
    expect(asked()).toEqual([])
  })

  it('checks scopes: all of them', async () => {
    const life = await live()
    const { secret } = await life[vendor].create({ name: 'Build', scopes: ['read', 'write'] })
    const asking = [[], ['read'], ['write', 'read'], ['read', 'delete'], ['delete']]
    const verdicts = asking.map(async (scopes) => life[vendor].verify(secret, { scopes }))
    const told = (await Promise.all(verdicts)).map((verdict) => (verdict.valid ? 'valid' : verdict.reason))
    const missing = 'insufficient_scopes'
    expect(told).toEqual(['valid', 'valid', 'valid', missing, missing])
    const refused = await life[vendor].verify(secret, { scopes: ['delete'] })
    expect(new Set(refused.key?.scopes)).toEqual(new Set(['read', 'write']))
  })
})

describe('trouble with our own credential is no verdict', () => {
  it('throws for a wrong one', async () => {
    const { unkey, clerk, emulator, urls } = await live()
    const [atUnkey, atClerk] = [await unkey.create({}), await clerk.create({ name: 'Build' })]
    const { credentials } = emulator
    const wrongUnkey = unkeyWith({ ...credentials.unkey, rootKey: 'unkey_wrong', baseUrl: urls.unkey })
    const wrongClerk = clerkWith({ secretKey: 'sk_test_wrong', baseUrl: urls.clerk })
    for (const call of [wrongUnkey.verify(atUnkey.secret), wrongClerk.verify(atClerk.secret)])
      expect(await errorOf(call)).toMatchObject({ code: 'unauthorized', operation: 'verify', status: 401 })
  })

  it('cannot be told from an unknown key at Unkey, where the root key may not verify', async () => {
    const { unkey } = await live({ unkey: { rootKeyPermissions: ['api.*.create_key'] } })
    const { secret } = await unkey.create({})
    expect(await unkey.verify(secret)).toMatchObject({ valid: false, reason: 'not_found' })
  })

  it("throws for the workspace's own rate limit, without waiting for the next minute", async () => {
    const { emulator, urls } = await live({ unkey: { rateLimit: { limit: 1 } } })
    const keys = unkeyWith({ ...emulator.credentials.unkey, baseUrl: urls.unkey, retry: { limit: 0 } })
    const { secret } = await keys.create({})
    expect(await errorOf(keys.verify(secret))).toMatchObject({ code: 'rate_limited', status: 429 })
  })
})

/** Makes a key at Unkey, does something to it, and says what a verification then says. */
async function reasonAfter(
  options: EmulatorOptions,
  input: Parameters<Life['unkey']['create']>[0],
  then: (life: Life, made: { id: string; secret: Secret }) => Promise<unknown> = async () => undefined,
  ahead = 0,
): Promise<unknown> {
  const life = await live(options)
  const made = await life.unkey.create(input)
  await then(life, made)
  const verdict = await later(ahead, async () => life.unkey.verify(made.secret))
  return verdict.valid ? 'valid' : { reason: verdict.reason, id: verdict.key?.id === made.id }
}

describe('why Unkey does not accept a key', () => {
  const limit = { name: 'calls', limit: 1, duration: hour, autoApply: true }

  it.each<[string, unknown, () => Promise<unknown>]>([
    ['disabled', 'disabled', () => reasonAfter({}, { enabled: false })],
    ['expired', 'expired', () => reasonAfter({}, { expiresAt: '1h' }, undefined, 2 * hour)],
    ['forbidden', 'forbidden', () => reasonAfter({ unkey: { forbids: () => true } }, {})],
    ['used up', 'usage_exceeded', () => reasonAfter({}, { vendor: { credits: { remaining: 0 } } })],
    [
      'out of credits',
      'usage_exceeded',
      () =>
        reasonAfter({}, { vendor: { credits: { remaining: 1 } } }, async ({ unkey }, { secret }) =>
          unkey.verify(secret),
        ),
    ],
    [
      'called too often',
      'rate_limited',
      () =>
        reasonAfter({}, { vendor: { ratelimits: [limit] } }, async ({ unkey }, { secret }) =>
          unkey.verify(secret),
        ),
    ],
  ])('%s', async (_, reason, outcome) => {
    expect(await outcome()).toEqual({ reason, id: true })
  })

  it('revoked or deleted: it is not found', async () => {
    const gone = { reason: 'not_found', id: false }
    expect(await reasonAfter({}, {}, async ({ unkey }, { id }) => unkey.revoke(id))).toEqual(gone)
    expect(await reasonAfter({}, {}, async ({ unkey }, { id }) => unkey.delete(id))).toEqual(gone)
  })

  it('tells the state with the reason', async () => {
    const { unkey } = await live()
    const { secret } = await unkey.create({ enabled: false })
    expect((await unkey.verify(secret)).key?.state).toBe('disabled')
  })
})

describe("what Unkey's verification takes", () => {
  it('a cost', async () => {
    const { unkey } = await live()
    const { id, secret } = await unkey.create({ vendor: { credits: { remaining: 5 } } })
    await unkey.verify(secret)
    await unkey.verify(secret, { cost: 0 })
    await unkey.verify(secret, { cost: 3 })
    expect((await unkey.get(id)).vendor.credits?.remaining).toBe(1)
    expect(await unkey.verify(secret, { cost: 2 })).toMatchObject({ valid: false, reason: 'usage_exceeded' })
    const error = await errorOf(unkey.verify(secret, { cost: -1 }))
    expect(error).toMatchObject({ code: 'invalid_request', issues: [{ path: 'cost' }] })
  })

  it.each(['a OR b', 'AND', 'OR', '(a)', 'a) OR (b', 'a b', '', 'a\tb', 'ä'])(
    'no scope that would change what is asked: %j',
    async (scope) => {
      const life = await live()
      const { secret } = await life.unkey.create({ scopes: ['b'] })
      const asked = since(life)
      const error = await errorOf(life.unkey.verify(secret, { scopes: ['read', scope] }))
      expect(error).toMatchObject({ code: 'invalid_request', issues: [{ path: 'scopes[1]' }] })
      expect(asked()).toEqual([])
    },
  )

  it('tags and rate limits of its own', async () => {
    const { unkey } = await live()
    const { secret } = await unkey.create({})
    const ratelimits = [{ name: 'calls', limit: 1, duration: hour }]
    const vendor = { tags: ['path=/x'], ratelimits }
    expect((await unkey.verify(secret, { vendor })).valid).toBe(true)
    expect(await unkey.verify(secret, { vendor })).toMatchObject({ valid: false, reason: 'rate_limited' })
    const unknown = unkey.verify(secret, { vendor: { ratelimits: [{ name: 'other' }] } })
    expect(await errorOf(unknown)).toMatchObject({ status: 412 })
  })

  it('a secret of 1 to 512 characters: no other needs a request', async () => {
    const life = await live()
    const asked = since(life)
    for (const secret of ['', 'x'.repeat(513)])
      expect(await life.unkey.verify(secret)).toEqual({
        valid: false,
        reason: 'not_found',
        http: null,
        warnings: [],
      })
    expect(asked()).toEqual([])
    expect((await life.unkey.verify('x'.repeat(512))).http?.status).toBe(200)
  })
})

describe('a dead key at Clerk', () => {
  it('is not found, where Clerk does not say more', async () => {
    const { clerk } = await live({ clerk: { deadKeys: 'not-found' } })
    const revoked = await clerk.create({ name: 'Build' })
    const expired = await clerk.create({ name: 'Other', expiresAt: '1h' })
    await clerk.revoke(revoked.id)
    const gone = { valid: false, reason: 'not_found', http: { status: 404 } }
    expect(await clerk.verify(revoked.secret)).toMatchObject(gone)
    await later(2 * hour, async () => expect(await clerk.verify(expired.secret)).toMatchObject(gone))
  })

  it('is revoked or expired, where Clerk answers 200 for it', async () => {
    const { clerk } = await live({ clerk: { deadKeys: 'flags' } })
    const revoked = await clerk.create({ name: 'Build' })
    const expired = await clerk.create({ name: 'Other', expiresAt: '1h' })
    await clerk.revoke(revoked.id)
    expect(await clerk.verify(revoked.secret)).toMatchObject({
      valid: false,
      reason: 'revoked',
      key: { id: revoked.id, state: 'revoked' },
      http: { status: 200 },
    })
    await later(2 * hour, async () => {
      expect(await clerk.verify(expired.secret)).toMatchObject({
        valid: false,
        reason: 'expired',
        key: { id: expired.id, state: 'expired' },
      })
    })
  })

  it('is dead before it lacks scopes', async () => {
    const { clerk } = await live({ clerk: { deadKeys: 'flags' } })
    const { id, secret } = await clerk.create({ name: 'Build' })
    await clerk.revoke(id)
    expect(await clerk.verify(secret, { scopes: ['read'] })).toMatchObject({ reason: 'revoked' })
  })
})

it('needs no request at Clerk for a secret of another form', async () => {
  const life = await live()
  const asked = since(life)
  for (const secret of ['', 'sk_live_x', 'AK_x', ' ak_x'])
    expect(await life.clerk.verify(secret)).toMatchObject({ valid: false, reason: 'not_found', http: null })
  expect(asked()).toEqual([])
})
