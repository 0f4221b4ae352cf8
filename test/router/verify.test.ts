import { createEmulator } from 'keymux/emulator'
import { factify } from 'keymux/factify'
import { createRouter } from 'keymux/router'
import { clerk } from 'keymux/clerk'
import { unkey } from 'keymux/unkey'
import { inspect } from 'node:util'
import { describe, expect, it } from 'vitest'
import { rejection, world } from './support/world.js'

describe('verify', () => {
  it('asks the primary alone for what it knows', async () => {
    const { router, asked } = world()
    const { secret } = await router.create({ name: 'new' })
    expect(await router.verify(secret)).toMatchObject({ valid: true, side: 'primary', key: { name: 'new' } })
    expect(asked('clerk', 'verify')).toBe(0)
  })

  it('asks the old vendor for what the primary does not know', async () => {
    const { router, secondary, moved } = world({ lazy: false })
    const old = await secondary.create({ name: 'old one' })
    expect(await router.verify(old.secret)).toMatchObject({ valid: true, side: 'secondary' })
    await router.idle()
    expect(moved).toEqual([])
  })

  it('takes any other word of the primary for the verdict', async () => {
    const { router, primary, asked } = world()
    const { id, secret } = await router.create({ name: 'new' })
    await primary.update(id, { enabled: false })
    expect(await router.verify(secret)).toMatchObject({ valid: false, reason: 'disabled', side: 'primary' })
    expect(asked('clerk', 'verify')).toBe(0)
  })

  it('refuses what neither knows, and does not ask again for a while', async () => {
    let now = 1_000_000
    const { router, asked } = world({ now: () => now, negativeTtl: '5s' })
    const verify = () => router.verify('ak_nobody_has_this_one')
    expect(await verify()).toMatchObject({ valid: false, reason: 'not_found' })
    expect(await verify()).toMatchObject({ valid: false, reason: 'not_found' })
    expect([asked('unkey', 'verify'), asked('clerk', 'verify')]).toEqual([1, 1])
    now += 5001
    await verify()
    expect([asked('unkey', 'verify'), asked('clerk', 'verify')]).toEqual([2, 2])
  })

  it('keeps few negative answers', async () => {
    const { router, asked } = world({ max: 1 })
    for (const secret of ['one', 'two', 'three', 'four', 'one']) await router.verify(secret)
    expect(asked('unkey', 'verify')).toBe(5)
  })

  it('never asks the other vendor where the shape of the secret tells', async () => {
    const { router, asked } = world({
      belongsTo: (secret) => (secret.startsWith('v2_') ? 'primary' : undefined),
    })
    expect(await router.verify('v2_unknown')).toMatchObject({ valid: false, side: 'primary' })
    // Clerk's client knows the shape of its own.
    await router.verify('v1_unknown')
    expect([asked('unkey', 'verify'), asked('clerk', 'verify')]).toEqual([2, 0])
  })

  it('asks the old vendor first for what is told to be its own, until it has moved', async () => {
    const { router, secondary, asked } = world({ belongsTo: () => 'secondary' })
    const old = await secondary.create({ name: 'old one' })
    expect(await router.verify(old.secret)).toMatchObject({ side: 'secondary' })
    await router.idle()
    expect(asked('unkey', 'verify')).toBe(0)
    expect(await router.verify(old.secret)).toMatchObject({ valid: true, side: 'primary' })
    expect(asked('clerk', 'verify')).toBe(1)
  })

  it('says the old vendor’s reason where only that one knows the key', async () => {
    const { router, secondary } = world()
    const old = await secondary.create({ name: 'old one' })
    await secondary.revoke(old.id)
    expect(await router.verify(old.secret)).toMatchObject({ valid: false, side: 'secondary' })
  })

  it('asks a vendor without credits without the cost', async () => {
    const { router, secondary } = world()
    const old = await secondary.create({ name: 'old one' })
    const verdict = await router.verify(old.secret, { cost: 2, vendor: { tags: ['a'] } })
    expect(verdict).toMatchObject({ valid: true, side: 'secondary' })
  })

  it('asks both vendors for what options of a class ask for', async () => {
    class Wanted {
      get scopes(): readonly string[] {
        return ['admin']
      }
    }
    const { router, secondary } = world({ lazy: false })
    const [old, created] = [await secondary.create({ name: 'old one' }), await router.create({})]
    for (const { secret } of [old, created]) {
      expect(await router.verify(secret)).toMatchObject({ valid: true })
      expect(await router.verify(secret, new Wanted())).toMatchObject({ reason: 'insufficient_scopes' })
    }
  })

  it('asks for what was asked at the moment of the call', async () => {
    const { router, secondary } = world({ lazy: false })
    const old = await secondary.create({ name: 'old one' })
    const scopes = ['admin']
    const call = router.verify(old.secret, { scopes })
    scopes.pop()
    expect(await call).toMatchObject({ reason: 'insufficient_scopes' })
  })

  it('spends credits once', async () => {
    const { router, primary } = world()
    const created = await primary.create({ vendor: { credits: { remaining: 5 } } })
    await router.verify(created.secret, { cost: 2 })
    expect((await primary.get(created.id)).vendor.credits?.remaining).toBe(3)
  })
})

describe('trouble', () => {
  const kinds = [
    'reset-before',
    'lost-response',
    'error-before-commit',
    'unavailable',
    'rate-limited',
    'html',
    'truncated-body',
  ] as const

  it.each(kinds)(
    'at the old vendor (%s) is no verdict for an old key, and nothing to a new one',
    async (kind) => {
      const { router, secondary, emulator } = world()
      const old = await secondary.create({ name: 'old one' })
      const created = await router.create({ name: 'new' })
      emulator.faults.add({ kind, vendor: 'clerk', times: Infinity })
      expect(await router.verify(created.secret)).toMatchObject({ valid: true })
      const error = await rejection(router.verify(old.secret))
      expect(error).toMatchObject({
        name: 'KeymuxError',
        vendor: 'clerk',
        message: expect.stringContaining('No verdict: clerk cannot be asked'),
      })
      emulator.faults.clear()
      expect(await router.verify(old.secret)).toMatchObject({ valid: true, side: 'secondary' })
    },
  )

  it.each(kinds)(
    'at the primary (%s) is no verdict, unless the old vendor accepts the secret',
    async (kind) => {
      const { router, secondary, emulator } = world()
      const old = await secondary.create({ name: 'old one' })
      const created = await router.create({ name: 'new' })
      emulator.faults.add({ kind, vendor: 'unkey', times: Infinity })
      expect(await router.verify(old.secret)).toMatchObject({ valid: true, side: 'secondary' })
      expect(await rejection(router.verify(created.secret))).toMatchObject({
        name: 'KeymuxError',
        vendor: 'unkey',
      })
      expect(router.drain().moves.pending).toBe(0)
    },
  )

  it('is not overruled by a key that died at the old vendor, for it may have moved', async () => {
    const { router, secondary, emulator } = world()
    const old = await secondary.create({ name: 'old one' })
    await router.verify(old.secret)
    await router.idle()
    await secondary.revoke(old.id)
    emulator.faults.add({ kind: 'unavailable', vendor: 'unkey', times: Infinity })
    expect(await rejection(router.verify(old.secret))).toMatchObject({
      code: 'unavailable',
      vendor: 'unkey',
      retryable: true,
    })
  })

  it('of a key that moved is trouble, whatever the old vendor says', async () => {
    const { router, secondary, emulator, asked } = world()
    const old = await secondary.create({ name: 'old one' })
    await router.verify(old.secret)
    await router.idle()
    const before = asked('clerk', 'verify')
    emulator.faults.add({ kind: 'unavailable', vendor: 'unkey', times: Infinity })
    expect(await rejection(router.verify(old.secret))).toMatchObject({ code: 'unavailable' })
    expect(asked('clerk', 'verify')).toBe(before)
  })

  it('with both says so', async () => {
    const { router, emulator } = world()
    emulator.faults.add({ kind: 'unavailable', times: Infinity })
    expect(await rejection(router.verify('ak_some_secret'))).toMatchObject({
      message: expect.stringContaining('neither unkey nor clerk'),
    })
  })

  it('shows no secret', async () => {
    const { router, secondary, emulator } = world({
      belongsTo: (secret) => {
        if (secret.startsWith('bad')) throw new Error(`what is ${secret}?`)
        return undefined
      },
    })
    const old = await secondary.create({ name: 'old one' })
    emulator.faults.add({ kind: 'echo-credential', vendor: 'clerk', times: Infinity })
    const errors = [
      await rejection(router.verify(old.secret)),
      await rejection(router.verify('bad_S3cretS3cretS3cret')),
    ]
    const text =
      inspect([router, router.drain(), errors], { depth: 20, showHidden: true }) +
      JSON.stringify(errors) +
      JSON.stringify(router)
    expect(text.includes(old.secret.reveal())).toBe(false)
    expect(text.includes('S3cretS3cret')).toBe(false)
    expect(text.includes(emulator.credentials.clerk.secretKey)).toBe(false)
  })

  it('of the caller’s own making is thrown as it is', async () => {
    const { router } = world()
    expect(await rejection(router.verify(7 as never))).toMatchObject({ code: 'invalid_request' })
    expect(await rejection(router.verify('x', { scopes: [7] as never }))).toMatchObject({
      code: 'invalid_request',
    })
    expect(await rejection(router.verify('x', { signal: AbortSignal.abort() }))).toMatchObject({
      code: 'aborted',
    })
  })
})

describe('createRouter', () => {
  const { credentials, fetch } = createEmulator({ seed: 1 })
  const [u, c] = [unkey({ ...credentials.unkey, fetch }), clerk({ ...credentials.clerk, fetch })]

  it.each([
    [{ primary: c, secondary: u, lazy: true }, 'unsupported', '`lazy` needs a primary that imports'],
    [
      { primary: u, secondary: factify({ ...credentials.factify, fetch }) },
      'unsupported',
      '`secondary` must be a vendor that verifies',
    ],
    [{ primary: u, secondary: u }, 'configuration', 'the same client'],
    [{ primary: u }, 'configuration', '`secondary` must be a client'],
    [{ primary: u, secondary: c, lasy: true }, 'configuration', '`lasy`'],
    [{ primary: u, secondary: c, negativeTtl: 'soon' }, 'configuration', '`negativeTtl`'],
    [{ primary: u, secondary: c, max: 0 }, 'configuration', '`max`'],
    [{ primary: u, secondary: c, onMove: 1 }, 'configuration', '`onMove`'],
  ])('refuses %#', (options, code, message) => {
    expect(() => createRouter(options as never)).toThrow(
      expect.objectContaining({ code, message: expect.stringContaining(message) }),
    )
  })

  it('makes a client that says what it can do', async () => {
    const router = createRouter({ primary: c, secondary: u })
    expect(router.vendor).toBe('clerk+unkey')
    expect(router.can('verify')).toBe(true)
    expect(router.can('import')).toBe(false)
    expect(router.capabilities.changes).not.toContain('enabled')
    const { import: refused } = router as unknown as { import(keys: unknown): Promise<unknown> }
    expect(await rejection(refused([]))).toMatchObject({ code: 'unsupported' })
  })

  it('creates at a client of a class as well', async () => {
    class Own {
      readonly vendor = 'acme'
      readonly capabilities = u.capabilities
      readonly #keys = u
      can = (): boolean => true
      verify = u.verify
      create(input: object): Promise<unknown> {
        return this.#keys.create(input)
      }
    }
    const router = createRouter({ primary: new Own() as never, secondary: c }) as unknown as Own
    expect(await router.create({ name: 'of a class' })).toMatchObject({ key: { name: 'of a class' } })
  })

  it('verifies at Clerk first where Clerk is the primary', async () => {
    const router = createRouter({ primary: c, secondary: u })
    const [mine, theirs] = [await router.create({ name: 'mine' }), await u.create({ prefix: 'old' })]
    expect(await router.verify(mine.secret)).toMatchObject({ valid: true, side: 'primary' })
    expect(await router.verify(theirs.secret)).toMatchObject({ valid: true, side: 'secondary' })
  })
})
