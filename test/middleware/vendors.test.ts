import { describe, expect, it } from 'vitest'
import { cached } from 'keymux/cache'
import { clerk } from 'keymux/clerk'
import { createEmulator } from 'keymux/emulator'
import { authenticate } from 'keymux/middleware'
import { unkey } from 'keymux/unkey'
import { world } from '../router/support/world.js'
import { asking, bearing, told } from './support/asking.js'
import { service, verifying } from './support/service.js'

describe.each(verifying)('a service behind %s', (vendor) => {
  it('lets a good key in, and says whose it is', async () => {
    const { keys, create } = service()
    const { id, secret } = await create(vendor)
    const auth = await authenticate(bearing(secret), keys[vendor], { scopes: ['documents.read'] })
    expect(auth).toMatchObject({ ok: true, key: { id, state: 'active', scopes: ['documents.read'] } })
    const named = await authenticate(asking({ 'x-api-key': secret }), keys[vendor], { header: 'x-api-key' })
    expect(named.ok).toBe(true)
  })

  it('answers 401 without a request where there is no key, and 400 where it cannot be one', async () => {
    const { emulator, keys } = service()
    const [none, wrong] = [asking({}), bearing('a b')]
    const reasons = await Promise.all([none, wrong].map(async (each) => authenticate(each, keys[vendor])))
    expect(reasons).toMatchObject([{ reason: 'missing_credential' }, { reason: 'malformed_credential' }])
    expect(emulator.requests).toEqual([])
  })

  it('answers 401 for a key that is unknown, revoked or expired', async () => {
    const { keys, create, pass } = service()
    const [ended, old] = [await create(vendor), await create(vendor, { name: 'Old', expiresAt: '1h' })]
    await keys[vendor].revoke(ended.id)
    pass(7_200_000)
    for (const secret of [`${ended.secret}x`, ended.secret, old.secret, 'x'.repeat(600)]) {
      const auth = await authenticate(bearing(secret), keys[vendor])
      if (auth.ok) throw new Error('It does not pass.')
      const { status, headers } = await told(auth.response)
      expect([status, headers['www-authenticate']]).toEqual([401, expect.stringContaining('invalid_token')])
    }
  })

  it('answers 403 for a scope that the key lacks', async () => {
    const { keys, create } = service()
    const { secret } = await create(vendor)
    const auth = await authenticate(bearing(secret), keys[vendor], { scopes: ['documents.write'] })
    expect(auth).toMatchObject({ ok: false, reason: 'insufficient_scopes', problem: { status: 403 } })
  })

  it('answers 503 where the vendor cannot be asked, refuses the credential or makes no sense, and never 401', async () => {
    const { emulator, keys, create } = service()
    const { secret } = await create(vendor)
    const faults = [
      { kind: 'reset-before' },
      { kind: 'lost-response' },
      { kind: 'unavailable', retryAfter: 7 },
      { kind: 'rate-limited', retryAfter: 7 },
      { kind: 'error-before-commit' },
      { kind: 'error-before-commit', status: 401 },
      { kind: 'error-before-commit', status: 403 },
      { kind: 'html' },
      { kind: 'truncated-body' },
      { kind: 'redirect' },
    ] as const
    for (const fault of faults) {
      emulator.faults.add({ ...fault, operation: 'verify', times: 1 })
      const auth = await authenticate(bearing(secret), keys[vendor])
      if (auth.ok) throw new Error(`It passes with ${fault.kind}.`)
      const { status, headers } = await told(auth.response)
      const wait = 'retryAfter' in fault ? '7' : undefined
      expect([fault, status, headers['retry-after']]).toEqual([fault, 503, wait])
      expect(auth.error?.vendor).toBe(vendor)
    }
    expect((await authenticate(bearing(secret), keys[vendor])).ok).toBe(true)
  })

  it('asks once with a cache before it, also where the vendor is gone since', async () => {
    const { emulator, keys, create } = service()
    const { secret } = await create(vendor)
    const kept = cached(keys[vendor], { ttl: '1m', onTrouble: { serveForAtMost: '5m' } })
    const before = emulator.requests.length
    const first = await Promise.all([1, 2, 3].map(async () => authenticate(bearing(secret), kept)))
    expect(first.every(({ ok }) => ok)).toBe(true)
    emulator.faults.add({ kind: 'reset-before', times: Infinity })
    const auth = await authenticate(bearing(secret), kept)
    expect(auth).toMatchObject({ ok: true, verdict: { cache: { isStale: false } } })
    expect(emulator.requests.length - before).toBe(1)
  })
})

describe('what only some vendors say', () => {
  const limited = {
    vendor: { ratelimits: [{ name: 'requests', limit: 1, duration: 60_000, autoApply: true }] },
  }

  it('a key that was used too often is a 429 with the wait until its window ends', async () => {
    const emulator = createEmulator({ seed: 1 })
    const keys = unkey({ ...emulator.credentials.unkey, fetch: emulator.fetch })
    const { secret } = await keys.create(limited)
    const request = bearing(secret.reveal())
    for (const client of [keys, cached(keys)]) {
      await client.verify(secret)
      const auth = await authenticate(request, client)
      if (auth.ok) throw new Error('It does not pass.')
      expect(auth.problem).toMatchObject({ status: 429, reason: 'rate_limited' })
      const seconds = Number(auth.response.headers.get('retry-after'))
      expect(seconds).toBeGreaterThan(0)
      expect(seconds).toBeLessThanOrEqual(60)
      expect(auth.verdict?.retryAt).toBeInstanceOf(Date)
    }
  })

  it('a key without credits is a 429, and its use costs what one says', async () => {
    const { emulator, keys } = service()
    const own = unkey({ ...emulator.credentials.unkey, fetch: emulator.fetch })
    const { secret } = await own.create({ vendor: { credits: { remaining: 5 } } })
    const request = bearing(secret.reveal())
    expect((await authenticate(request, own, { verify: { cost: 4 } })).ok).toBe(true)
    const auth = await authenticate(request, own, { verify: { cost: 4 } })
    expect(auth).toMatchObject({ ok: false, reason: 'usage_exceeded', problem: { status: 429 } })
    expect((await authenticate(request, keys.unkey)).ok).toBe(true)
  })

  it('a disabled key is a 401, one that may not be used here a 403', async () => {
    const { keys, create } = service({ unkey: { forbids: ({ name }) => name === 'Elsewhere' } })
    const [off, elsewhere] = [
      await create('unkey', { enabled: false }),
      await create('unkey', { name: 'Elsewhere' }),
    ]
    expect(await authenticate(bearing(off.secret), keys.unkey)).toMatchObject({ reason: 'disabled' })
    expect(await authenticate(bearing(elsewhere.secret), keys.unkey)).toMatchObject({
      reason: 'forbidden',
      problem: { status: 403 },
    })
  })

  it('an option that the vendor lacks is the fault of the code', async () => {
    const { keys, create } = service()
    const { secret } = await create('clerk')
    const asked = authenticate(bearing(secret), keys.clerk, { verify: { cost: 1 } })
    await expect(asked).rejects.toMatchObject({ code: 'unsupported', vendor: 'clerk' })
  })
})

describe('a service that moves to another vendor', () => {
  it('lets keys of both in, and says which vendor spoke', async () => {
    const { primary, secondary, router } = world({ lazy: false })
    const created = [
      await primary.create({ name: 'CI' }),
      await secondary.create({ name: 'CI of Acme', owner: 'user_2xhFjEI5X2qWRvtV13BzSj8H6Dk' }),
    ]
    const sides = created.map(async ({ secret }) => {
      const auth = await authenticate(bearing(secret.reveal()), cached(router))
      return auth.ok && [auth.key.id, auth.key.scopes]
    })
    expect(await Promise.all(sides)).toEqual(created.map(({ id }) => [id, []]))
    const auth = await authenticate(bearing(created[1]?.secret.reveal() ?? ''), router)
    expect(auth.ok && auth.verdict.side).toBe('secondary')
  })

  it('answers 503 while one vendor is silent and the other knows no such key', async () => {
    const { emulator, secondary, router } = world({ lazy: false })
    const { secret } = await secondary.create({
      name: 'CI of Acme',
      owner: 'user_2xhFjEI5X2qWRvtV13BzSj8H6Dk',
    })
    emulator.faults.add({ kind: 'reset-before', vendor: 'clerk', operation: 'verify' })
    const auth = await authenticate(bearing(secret.reveal()), router)
    expect(auth).toMatchObject({
      ok: false,
      reason: 'unavailable',
      error: { vendor: 'clerk', code: 'network' },
    })
  })
})

describe('over real HTTP', () => {
  it('a sender who goes ends the call to the vendor', async () => {
    const emulator = createEmulator({ seed: 1 })
    const server = await emulator.listen()
    try {
      const keys = clerk({ ...emulator.credentials.clerk, baseUrl: server.urls.clerk })
      const { secret } = await keys.create({ name: 'CI of Acme', owner: 'user_2xhFjEI5X2qWRvtV13BzSj8H6Dk' })
      emulator.faults.add({ kind: 'stalled-body', vendor: 'clerk', operation: 'verify' })
      const gone = new AbortController()
      const request = new Request(bearing(secret.reveal()), { signal: gone.signal })
      const asked = authenticate(request, keys)
      setTimeout(() => gone.abort(), 20)
      await expect(asked).rejects.toMatchObject({ code: 'aborted', operation: 'verify' })
    } finally {
      await server.close()
    }
  })
})
