import { describe, expect, it } from 'vitest'
import { cached } from 'keymux/cache'
import { FakeVendor, gate, refusal, validVerdict } from './support/fake-vendor.js'

type Keys = ReturnType<typeof cached<FakeVendor>>

const endings: [name: string, end: (keys: Keys) => Promise<unknown>][] = [
  ['revoke', (keys) => keys.revoke('key_1')],
  ['delete', (keys) => keys.delete('key_1')],
  ['rotate without overlap', (keys) => keys.rotate('key_1', { overlap: '0s' })],
  ['previous.revoke', async (keys) => (await keys.rotate('key_1', { overlap: '1h' })).previous.revoke()],
]

const changes: [name: string, change: (keys: Keys) => Promise<unknown>][] = [
  ...endings,
  ['update', (keys) => keys.update('key_1', { enabled: false })],
  ['rotate with an overlap', (keys) => keys.rotate('key_1', { overlap: '1h' })],
]

async function fails(): Promise<never> {
  throw new Error('No answer.')
}

describe.each(changes)('%s through the client', (_name, change) => {
  it('outdates what is kept of the key, and of no other', async () => {
    const vendor = new FakeVendor()
    vendor.answer = (secret) => validVerdict(secret)
    const keys = cached(vendor)
    await Promise.all([
      keys.verify('key_1'),
      keys.verify('key_1', { scopes: ['read'] }),
      keys.verify('key_2'),
    ])
    await change(keys)
    vendor.answer = (secret) => (secret === 'key_1' ? refusal('not_found') : validVerdict(secret))
    expect(await keys.verify('key_1')).toMatchObject({ valid: false })
    expect(await keys.verify('key_1', { scopes: ['read'] })).toMatchObject({ valid: false })
    const asked = vendor.asked.length
    expect(await keys.verify('key_2')).toMatchObject({ valid: true })
    expect(vendor.asked).toHaveLength(asked)
  })

  it('outdates an answer that is on its way', async () => {
    const vendor = new FakeVendor()
    vendor.answer = () => validVerdict('key_1')
    const { promise, open } = gate()
    vendor.held = promise
    const keys = cached(vendor)
    const early = keys.verify('a secret')
    await change(keys)
    vendor.answer = () => refusal('not_found')
    const late = keys.verify('a secret')
    open()
    expect(await early).toMatchObject({ valid: false })
    expect(await late).toMatchObject({ valid: false })
    expect(await keys.verify('a secret')).toMatchObject({ valid: false })
  })

  it('outdates also when it fails: the vendor may have acted', async () => {
    const vendor = new FakeVendor()
    vendor.answer = () => validVerdict('key_1')
    Object.assign(vendor, { revoke: fails, delete: fails, update: fails, rotate: fails })
    const keys = cached(vendor)
    await keys.verify('a secret')
    await expect(change(keys)).rejects.toThrow('No answer.')
    expect(await keys.verify('a secret')).toMatchObject({ valid: true })
    expect(vendor.asked).toHaveLength(2)
  })
})

describe.each(endings)('a key that was ended by %s', (_name, end) => {
  it('is refused, whatever the vendor’s own cache says a while longer', async () => {
    const vendor = new FakeVendor()
    vendor.answer = () => validVerdict('key_1', { owner: 'user_1' })
    const keys = cached(vendor)
    await end(keys)
    const expected = { valid: false, reason: 'revoked', key: { owner: 'user_1', state: 'revoked' } }
    expect(await keys.verify('a secret')).toMatchObject(expected)
    expect(await keys.verify('a secret')).toMatchObject(expected)
    expect(vendor.asked).toHaveLength(1)
  })
})

describe('an answer', () => {
  it('is not given out again while a revocation is on its way', async () => {
    const vendor = new FakeVendor()
    vendor.answer = () => validVerdict('key_1')
    const keys = cached(vendor)
    await keys.verify('a secret')
    const { promise, open } = gate()
    const { revoke } = vendor
    vendor.revoke = async (id) => {
      await promise
      return revoke(id)
    }
    const again = cached(vendor)
    await again.verify('a secret')
    const ending = again.revoke('key_1')
    vendor.answer = () => refusal('revoked')
    expect(await again.verify('a secret')).toMatchObject({ valid: false })
    open()
    await ending
  })

  it('is that of a key which was enabled again', async () => {
    const vendor = new FakeVendor()
    vendor.answer = () => validVerdict('key_1')
    const keys = cached(vendor)
    await keys.rotate('key_1', { overlap: '0s' })
    await keys.update('key_1', { enabled: true })
    expect(await keys.verify('a secret')).toMatchObject({ valid: true })
  })

  it.each<[string, (keys: Keys) => unknown]>([
    ['import', (keys) => keys.import()],
    ['update', (keys) => keys.update('key_9', { enabled: true })],
  ])('that names no key is outdated by any %s', async (_name, change) => {
    const vendor = new FakeVendor()
    vendor.answer = () => refusal('not_found')
    const keys = cached(vendor)
    await keys.verify('a secret')
    await change(keys)
    vendor.answer = () => validVerdict('key_1')
    expect(await keys.verify('a secret')).toMatchObject({ valid: true })
  })

  it('is asked for again as it was asked for at first', async () => {
    const vendor = new FakeVendor()
    vendor.answer = () => validVerdict('key_1')
    const held = gate()
    vendor.held = held.promise
    const keys = cached(vendor)
    const scopes = ['read']
    const pending = keys.verify('a secret', { scopes })
    await keys.update('key_1', {})
    scopes.push('write')
    held.open()
    await pending
    expect(vendor.asked.map(({ options }) => options?.scopes)).toEqual([['read'], ['read']])
  })

  it('is given up after three changes in a row, and not kept', async () => {
    const vendor = new FakeVendor()
    vendor.answer = () => validVerdict('key_1')
    const { verify } = vendor
    const busy = new FakeVendor()
    busy.verify = async (secret, options) => {
      const verdict = await verify(secret, options)
      await changing.update('key_1', {})
      return verdict
    }
    const changing = cached(busy)
    expect(await changing.verify('a secret')).toMatchObject({ valid: true })
    expect(vendor.asked).toHaveLength(3)
    expect(changing.cache.stats().kept.valid).toBe(0)
  })
})

describe('the cache', () => {
  it('forgets one secret, whatever was asked of it', async () => {
    const vendor = new FakeVendor()
    const keys = cached(vendor)
    const all = async (): Promise<void> => {
      for (const secret of ['one', 'other']) {
        await keys.verify(secret)
        await keys.verify(secret, { scopes: ['read'] })
      }
    }
    await all()
    keys.cache.forget('one')
    await all()
    expect(vendor.asked.map(({ secret }) => secret)).toEqual(['one', 'one', 'other', 'other', 'one', 'one'])
  })

  it('is empty when it is cleared, and what is on its way is not kept', async () => {
    const vendor = new FakeVendor()
    const { promise, open } = gate()
    const keys = cached(vendor)
    await keys.verify('one')
    vendor.held = promise
    const call = keys.verify('other')
    keys.cache.clear()
    vendor.answer = () => refusal('disabled')
    expect(keys.cache.stats().kept).toEqual({ valid: 0, refused: 0 })
    open()
    expect(await call).toMatchObject({ valid: false, reason: 'disabled' })
  })

  it('remembers so many changes, and holds nothing that is older than the oldest of them', async () => {
    const vendor = new FakeVendor()
    vendor.answer = () => validVerdict('key_1')
    const keys = cached(vendor)
    await keys.verify('a secret')
    await keys.revoke('key_1')
    vendor.answer = () => refusal('revoked')
    for (let index = 0; index < 10_001; index += 1) await keys.revoke(`other_${index}`)
    expect(await keys.verify('a secret')).toMatchObject({ valid: false })
  })
})
