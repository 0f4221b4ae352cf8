import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { around, gate, world } from './support/world.js'

const many = (count: number): number[] => Array.from({ length: count }, (_, index) => index)

describe('a key that is used', () => {
  it('moves with all that an import takes, and its secret goes on working', async () => {
    const { router, secondary, emulator, moved } = world()
    const expiresAt = new Date(Date.now() + 86_400_000)
    const old = await secondary.create({
      name: 'old one',
      metadata: { plan: 'pro' },
      scopes: ['a.read', 'b.read'],
      description: 'for the build',
      expiresAt,
    })
    await router.verify(old.secret)
    await router.idle()
    const [held] = emulator.keys('unkey')
    expect(held).toMatchObject({
      name: 'old one',
      owner: emulator.credentials.clerk.subject,
      metadata: { plan: 'pro', keymux_moved_from: `clerk:${old.id}` },
      state: 'active',
    })
    expect(held?.scopes.toSorted()).toEqual(['a.read', 'b.read'])
    expect(held?.expiresAt).toEqual((await secondary.get(old.id)).expiresAt)
    expect(moved).toMatchObject([
      { status: 'moved', from: { vendor: 'clerk', id: old.id }, to: { vendor: 'unkey', id: held?.id } },
    ])
    const [event] = moved
    expect(event?.status === 'moved' && event.losses.map(({ field }) => field)).toContain('description')
    await secondary.revoke(old.id)
    const verdict = await router.verify(old.secret)
    expect(verdict).toMatchObject({ valid: true, side: 'primary', key: { metadata: { plan: 'pro' } } })
    expect(verdict.key?.metadata).toEqual({ plan: 'pro' })
  })

  it('moves once under 50 concurrent requests per key', async () => {
    const { router, secondary, emulator, asked } = world()
    const olds = await Promise.all(many(8).map((each) => secondary.create({ name: `old ${each}` })))
    const verdicts = await Promise.all(
      olds.flatMap(({ secret }) => many(50).map(() => router.verify(secret))),
    )
    expect(verdicts.every(({ valid }) => valid)).toBe(true)
    await router.idle()
    expect(asked('unkey', 'import')).toBe(8)
    expect(emulator.keys('unkey')).toHaveLength(8)
    expect(router.drain().moves).toEqual({ moved: 8, failed: 0, pending: 0, postponed: 0 })
  })

  it('is still accepted by the old vendor while the primary does not find it', async () => {
    let now = Date.now()
    const { router, secondary, emulator, primary } = world({
      now: () => now,
      propagation: '10m',
      negativeTtl: 0,
    })
    const old = await secondary.create({ name: 'old one' })
    await router.verify(old.secret)
    await router.idle()
    const [held] = emulator.keys('unkey')
    // To whoever verifies, a key that is deleted looks like one that is not yet there.
    await primary.delete(held?.id ?? '')
    expect(await router.verify(old.secret)).toMatchObject({ valid: true, side: 'secondary' })
    now += 600_001
    expect(await router.verify(old.secret)).toMatchObject({
      valid: false,
      reason: 'not_found',
      side: 'primary',
    })
  })

  it('is not unknown because of an answer from before it moved', async () => {
    const { primary, secondary } = world()
    const [asked, opened] = [gate(), gate()]
    let isFirst = true
    const slow = around(primary, 'verify', async (run) => {
      const verdict = await run()
      if (!isFirst) return verdict
      isFirst = false
      asked.open()
      await opened.promise
      return verdict
    })
    const { router } = world({ primary: slow, secondary })
    const old = await secondary.create({ name: 'old one' })
    const early = router.verify(old.secret)
    await asked.promise
    await router.verify(old.secret)
    await router.idle()
    opened.open()
    await early
    await secondary.revoke(old.id)
    expect(await router.verify(old.secret)).toMatchObject({ valid: true, side: 'primary' })
  })

  it('does not move again in another process', async () => {
    const { router, secondary, primary, emulator, moved } = world()
    const old = await secondary.create({ name: 'old one' })
    await router.verify(old.secret)
    await router.idle()
    const other = world({ primary, secondary, belongsTo: () => 'secondary' })
    await other.router.verify(old.secret)
    await other.router.idle()
    expect(emulator.keys('unkey')).toHaveLength(1)
    expect(other.moved).toMatchObject([
      { status: 'moved', to: moved[0]?.status === 'moved' ? moved[0].to : {} },
    ])
  })

  it('is given to `waitUntil`', async () => {
    const promises: Promise<void>[] = []
    const { router, secondary, moved } = world({ waitUntil: (promise) => promises.push(promise) })
    await router.verify((await secondary.create({ name: 'old one' })).secret)
    await Promise.all(promises)
    expect([promises.length, moved.length]).toEqual([1, 1])
  })
})

describe('a move that fails', () => {
  it('is told and tried again at a later use, and never affects a verdict', async () => {
    let now = Date.now()
    const { router, secondary, emulator, moved, failed, asked } = world({ now: () => now })
    const old = await secondary.create({ name: 'old one' })
    // An import sends a batch that may have been done three times before it gives up.
    emulator.faults.add({ kind: 'error-before-commit', vendor: 'unkey', operation: 'import', times: 6 })
    for (const wait of [0, 500, 501, 1500, 501]) {
      now += wait
      expect(await router.verify(old.secret)).toMatchObject({ valid: true })
      await router.idle()
    }
    expect(asked('unkey', 'import')).toBe(7)
    expect(failed.map(({ attempts, retryAfterMs }) => [attempts, retryAfterMs])).toEqual([
      [1, 1000],
      [2, 2000],
    ])
    expect(moved).toMatchObject([{ status: 'moved' }])
    expect(router.drain()).toMatchObject({ count: 5, keys: [{ id: old.id, count: 5, moved: true }] })
  })

  it.each(['lost-response', 'error-after-commit', 'truncated-body', 'html'] as const)(
    'after the import was done (%s) finds what it made',
    async (kind) => {
      let now = Date.now()
      const { router, secondary, emulator, moved } = world({ now: () => now })
      const old = await secondary.create({ name: 'old one' })
      emulator.faults.add({ kind, vendor: 'unkey', operation: 'import' })
      await router.verify(old.secret)
      await router.idle()
      now += 1001
      await router.verify(old.secret)
      await router.idle()
      expect(emulator.keys('unkey')).toHaveLength(1)
      // The primary knows the secret by then, or the second import has found it there.
      expect(moved.length).toBeLessThanOrEqual(1)
      expect(await router.verify(old.secret)).toMatchObject({ valid: true, side: 'primary' })
    },
  )

  it('for what the primary refuses is not tried again', async () => {
    let now = Date.now()
    const { router, secondary, failed, asked } = world({ now: () => now })
    const metadata = Object.fromEntries(many(100).map((each) => [`p${each}`, each]))
    const old = await secondary.create({ name: 'old one', metadata })
    for (const _ of many(3)) {
      expect(await router.verify(old.secret)).toMatchObject({ valid: true })
      await router.idle()
      now += 3_600_000
    }
    expect(failed).toMatchObject([{ retryAfterMs: null, error: { code: 'invalid_request' } }])
    expect(asked('unkey', 'import')).toBe(0)
  })

  it('waits as long as the primary asks for, with all keys', async () => {
    let now = Date.now()
    const { router, secondary, emulator, failed, asked } = world({ now: () => now, concurrency: 1 })
    const olds = await Promise.all(many(3).map((each) => secondary.create({ name: `old ${each}` })))
    emulator.faults.add({ kind: 'rate-limited', vendor: 'unkey', operation: 'import', retryAfter: 30 })
    await Promise.all(olds.map(({ secret }) => router.verify(secret)))
    await router.idle()
    expect([failed.length, asked('unkey', 'import')]).toEqual([1, 1])
    now += 30_001
    await Promise.all(olds.map(({ secret }) => router.verify(secret)))
    await router.idle()
    expect(emulator.keys('unkey')).toHaveLength(3)
  })

  it('finds no place in a full queue, and has one later', async () => {
    const { router, secondary, emulator } = world({ concurrency: 1, queue: 1 })
    const olds = await Promise.all(many(5).map((each) => secondary.create({ name: `old ${each}` })))
    await Promise.all(olds.map(({ secret }) => router.verify(secret)))
    expect(router.drain().moves.postponed).toBeGreaterThan(0)
    for (const { secret } of olds) {
      await router.idle()
      await router.verify(secret)
    }
    await router.idle()
    expect(emulator.keys('unkey')).toHaveLength(5)
  })

  it('by a hook’s own fault is none', async () => {
    const { router, secondary, emulator } = world({
      onMove: () => {
        throw new Error('mine')
      },
      waitUntil: () => Promise.reject(new Error('mine')),
    })
    await router.verify((await secondary.create({ name: 'old one' })).secret)
    await router.idle()
    expect(emulator.keys('unkey')).toHaveLength(1)
  })
})

it('close() lets no key begin to move', async () => {
  const { router, secondary, emulator } = world()
  const old = await secondary.create({ name: 'old one' })
  await router.close()
  expect(await router.verify(old.secret)).toMatchObject({ valid: true, side: 'secondary' })
  await router.idle()
  expect(emulator.keys('unkey')).toEqual([])
})

it('moves each key once and speaks no false verdict, whatever goes wrong', async () => {
  const kinds = [
    'reset-before',
    'lost-response',
    'error-before-commit',
    'error-after-commit',
    'unavailable',
    'truncated-body',
  ] as const
  const fault = fc.record({
    kind: fc.constantFrom(...kinds),
    vendor: fc.constantFrom('unkey' as const, 'clerk' as const),
    times: fc.nat(3),
  })
  await fc.assert(
    fc.asyncProperty(
      fc.array(fault, { maxLength: 6 }),
      fc.array(fc.nat(2), { minLength: 1, maxLength: 12 }),
      async (faults, uses) => {
        let now = Date.now()
        const { router, secondary, emulator } = world({ now: () => now })
        const olds = await Promise.all(many(3).map((each) => secondary.create({ name: `old ${each}` })))
        for (const each of faults) if (each.times > 0) emulator.faults.add(each)
        for (const use of uses) {
          const answers = await Promise.allSettled(many(3).map(() => router.verify(olds[use]?.secret ?? '')))
          const verdicts = answers.flatMap((each) => (each.status === 'fulfilled' ? [each.value.valid] : []))
          expect(verdicts).not.toContain(false)
          await router.idle()
          now += 60_000
        }
        emulator.faults.clear()
        for (const { secret } of olds) {
          expect(await router.verify(secret)).toMatchObject({ valid: true })
          await router.idle()
        }
        expect(emulator.keys('unkey')).toHaveLength(3)
        for (const { secret } of olds)
          expect(await router.verify(secret)).toMatchObject({ valid: true, side: 'primary' })
      },
    ),
    { numRuns: 40 },
  )
})
