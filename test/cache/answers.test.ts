import { inspect } from 'node:util'
import { describe, expect, it } from 'vitest'
import { Secret, type VerifyOptions } from 'keymux'
import { cached } from 'keymux/cache'
import { FakeVendor, gate, record, refusal, trouble, validVerdict } from './support/fake-vendor.js'

const secret = 'a secret that nobody may see'

describe('a verify through a cache', () => {
  it('asks the vendor once, and says how old the answer is', async () => {
    const vendor = new FakeVendor()
    let time = 1000
    const keys = cached(vendor, { ttl: '10s', now: () => time })
    const first = await keys.verify(secret)
    time = 4000
    const second = await keys.verify(new Secret(secret))
    expect(vendor.asked).toHaveLength(1)
    expect(first.cache).toEqual({ checkedAt: new Date(1000), ageMs: 0, isStale: false })
    expect(second.cache).toEqual({ checkedAt: new Date(1000), ageMs: 3000, isStale: false })
    const { cache: _, ...told } = second
    expect(told).toEqual(validVerdict(`key_of_${secret.length}`))
    expect(keys.cache.stats()).toMatchObject({ hits: 1, misses: 1, kept: { valid: 1, refused: 0 } })
  })

  it('asks again after `ttl`, and of a refused secret after `negativeTtl`', async () => {
    const vendor = new FakeVendor()
    let time = 0
    const keys = cached(vendor, { ttl: '10s', negativeTtl: '2s', now: () => time })
    await keys.verify(secret)
    vendor.answer = () => refusal('not_found')
    await keys.verify('other')
    time = 1999
    await Promise.all([keys.verify(secret), keys.verify('other')])
    expect(vendor.asked).toHaveLength(2)
    time = 2000
    await Promise.all([keys.verify(secret), keys.verify('other')])
    expect(vendor.asked.at(-1)?.secret).toBe('other')
    expect(vendor.asked).toHaveLength(3)
    time = 10_000
    expect(await keys.verify(secret)).toMatchObject({ valid: false })
    expect(vendor.asked).toHaveLength(4)
  })

  it('keeps neither errors nor what is over in a moment', async () => {
    const vendor = new FakeVendor()
    const keys = cached(vendor)
    vendor.trouble = trouble('unauthorized')
    await expect(keys.verify(secret)).rejects.toBe(vendor.trouble)
    vendor.trouble = undefined
    vendor.answer = () => refusal('rate_limited')
    await keys.verify(secret)
    vendor.answer = () => validVerdict('key_1')
    expect(await keys.verify(secret)).toMatchObject({ valid: true })
  })

  const questions: (VerifyOptions | undefined)[] = [
    undefined,
    { scopes: ['read'] },
    { scopes: ['read', 'write'] },
    { scopes: ['read,write'] },
    { scopes: [] },
    { cost: 0 },
    { cost: 1 },
    { vendor: { tags: ['a'] } },
    { vendor: { tags: ['b'], ratelimits: [{ name: 'requests', cost: 2 }] } },
    { vendor: { note: 'x'.repeat(100) } },
    { vendor: { note: 'x'.repeat(101) } },
    { vendor: { note: `${'x'.repeat(100)}\ud800` } },
    { vendor: { note: `${'x'.repeat(100)}\ud801` } },
  ]

  it('never mixes answers to different questions', async () => {
    const vendor = new FakeVendor()
    const keys = cached(vendor)
    for (const options of questions) await keys.verify(secret, options)
    expect(vendor.asked).toHaveLength(questions.length)
    for (const options of questions) await keys.verify(secret, options)
    await keys.verify(secret, {})
    await keys.verify(secret, {
      vendor: { ratelimits: [{ cost: 2, name: 'requests' }], tags: ['b'] } as object,
    })
    await keys.verify(secret, {
      scopes: undefined,
      signal: new AbortController().signal,
      timeout: { totalMs: 5 },
    })
    expect(vendor.asked).toHaveLength(questions.length)
  })

  it('leaves what it cannot understand to the client, each time', async () => {
    class Options {
      get scopes(): string[] {
        return ['admin']
      }
    }
    const vendor = new FakeVendor()
    const keys = cached(vendor)
    await keys.verify(secret)
    const odd: unknown[] = [
      new Options(),
      { headers: { 'x-tenant': 'a' } },
      { signal: 'now' },
      { vendor: new Map([['a', 1]]) },
      { vendor: { when: new Date(0) } },
      { vendor: { act: () => 1 } },
      'scopes',
      null,
    ]
    for (const options of odd) await keys.verify(secret, options as VerifyOptions).catch(() => undefined)
    await keys.verify(7 as unknown as string)
    expect(vendor.asked).toHaveLength(odd.length + 2)
    expect(vendor.asked[1]?.options).toBe(odd[0])
    expect(keys.cache.stats()).toMatchObject({ bypassed: odd.length + 1, hits: 0 })
  })

  it('leaves texts with half a character to the client, which UTF-8 writes all alike', async () => {
    const vendor = new FakeVendor()
    vendor.answer = (text) => (text === 'prod_\ud800' ? validVerdict('key_1') : refusal('not_found'))
    const keys = cached(vendor)
    const texts = ['prod_\ud800', 'prod_\udfff', 'prod_\ufffd', 'prod_\ud800', 'prod_\ufffd']
    const valid: boolean[] = []
    for (const text of texts) valid.push((await keys.verify(text)).valid)
    expect(valid).toEqual([true, false, false, true, false])
    expect(keys.cache.stats()).toMatchObject({ bypassed: 3, misses: 1, hits: 1 })
  })

  it('leaves to the vendor what the caller wants counted', async () => {
    const vendor = new FakeVendor()
    const keys = cached(vendor, { bypass: ({ cost }) => cost !== 0 })
    for (const options of [undefined, undefined, { cost: 2 }, { cost: 0 }, { cost: 0 }])
      await keys.verify(secret, options)
    expect(vendor.asked).toHaveLength(4)
  })

  it('gives each caller an answer of its own', async () => {
    const vendor = new FakeVendor()
    const made = validVerdict('key_1', {
      expiresAt: new Date(9e12),
      metadata: { plan: 'pro', since: new Date(1), seats: new Map([['a', new Date(2)]]), of: new Set([1]) },
    })
    vendor.answer = () => made
    const keys = cached(vendor)
    const before = await keys.verify(secret)
    const spoilt = await keys.verify(secret)
    if (!spoilt.valid || !before.valid || !made.valid) throw new Error('It is valid.')
    const metadata = spoilt.key.metadata as { since: Date; seats: Map<string, Date>; of: Set<number> }
    spoilt.key.expiresAt?.setTime(0)
    metadata.since.setTime(0)
    metadata.seats.get('a')?.setTime(0)
    metadata.of.clear()
    spoilt.http.headers.delete('x-request-id')
    spoilt.http.rateLimit?.resetAt.setTime(0)
    Object.assign(spoilt, { valid: false })
    Object.assign(spoilt.key, { owner: 'somebody' })
    Object.assign(made.key.metadata, { plan: 'free' })
    made.key.expiresAt?.setTime(0)
    const after = await keys.verify(secret)
    expect({ ...after, cache: null }).toEqual({ ...before, cache: null })
    expect(() => Object.assign(after.key?.vendor as object, { keyId: 'key_2' })).toThrow(TypeError)
  })

  it('shows no secret and nothing of what it keeps', async () => {
    const vendor = new FakeVendor()
    vendor.answer = (text) => validVerdict(`key_of_${text.length}`, { owner: 'owner_in_the_cache' })
    const held = gate()
    const keys = cached(vendor)
    await keys.verify(secret)
    vendor.held = held.promise
    const pending = keys.verify(`${secret} on its way`)
    const { asked: _, ...wrapper } = keys
    const printed = inspect(wrapper, { depth: Infinity, showHidden: true }) + JSON.stringify(wrapper)
    expect(printed).not.toContain(secret)
    expect(printed).not.toContain('owner_in_the_cache')
    held.open()
    await pending
  })
})

describe('its memory', () => {
  it('is bounded, and a flood of made-up secrets pushes out no good answer', async () => {
    const vendor = new FakeVendor()
    const keys = cached(vendor, { max: 1000 })
    const good = Array.from({ length: 450 }, (_, index) => `good ${index}`)
    for (const text of good) await keys.verify(text)
    vendor.answer = () => refusal('not_found')
    for (let index = 0; index < 3000; index += 1) await keys.verify(`bad ${index}`)
    const { kept } = keys.cache.stats()
    expect(kept.valid).toBe(450)
    expect(kept.refused).toBeLessThanOrEqual(100)
    const asked = vendor.asked.length
    for (const text of good) expect(await keys.verify(text)).toMatchObject({ valid: true })
    expect(vendor.asked).toHaveLength(asked)
  })

  it('keeps at least the half that was used last', async () => {
    const vendor = new FakeVendor()
    const keys = cached(vendor, { max: 100 })
    for (let index = 0; index < 1000; index += 1) await keys.verify(`good ${index}`)
    expect(keys.cache.stats().kept.valid).toBeLessThanOrEqual(90)
    for (let index = 956; index < 1000; index += 1) await keys.verify(`good ${index}`)
    expect(vendor.asked).toHaveLength(1000)
  })

  it('holds one answer of a secret, whichever way it goes', async () => {
    const vendor = new FakeVendor()
    let time = 0
    const keys = cached(vendor, { now: () => time, negativeTtl: '5s' })
    await keys.verify(secret)
    time = 40_000
    vendor.answer = () => refusal('disabled', record('key_1', { state: 'disabled' }))
    await keys.verify(secret)
    expect(keys.cache.stats().kept).toEqual({ valid: 0, refused: 1 })
  })
})

describe('its options', () => {
  it.each([
    [{ tll: '1s' }, 'there is no option `tll`'],
    [{ ttl: '1 s' }, '`ttl` must be a duration'],
    [{ ttl: -1 }, '`ttl` must be a duration'],
    [{ negativeTtl: Infinity }, '`negativeTtl` must be a duration'],
    [{ max: 0 }, '`max` must be a whole number, 20 or more'],
    [{ max: 99.5 }, '`max` must be a whole number'],
    [{ onTrouble: 'serve' }, "`onTrouble` must be 'fail' or"],
    [{ onTrouble: { serveForAtMost: '5m', more: 1 } }, "`onTrouble` must be 'fail' or"],
    [{ ttl: '10m', onTrouble: { serveForAtMost: '5m' } }, 'must be longer than `ttl`'],
    [{ bypass: true }, '`bypass` must be a function'],
    [null, 'the options must be an object'],
  ])('refuse %o', (options, words) => {
    const make = (): unknown => cached(new FakeVendor(), options as object)
    expect(make).toThrow(expect.objectContaining({ code: 'configuration' }))
    expect(make).toThrow(`keymux/cache: `)
    expect(make).toThrow(words)
  })
})

describe('what is cached', () => {
  it.each([[undefined], [null], [{}], ['unkey']])('is a client, and not %o', (client) => {
    const make = (): unknown => cached(client as unknown as FakeVendor)
    expect(make).toThrow(expect.objectContaining({ name: 'KeymuxError', code: 'configuration' }))
    expect(make).toThrow('keymux/cache: `client` must be a client of keymux')
  })
})
