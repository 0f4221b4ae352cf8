import { unkey } from 'keymux/unkey'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { errorOf } from '../support/outcome.js'
import { held, hour, inputs, live } from './support/life.js'

// A reroll copies what the old key has: by that alone its key is found when the answer is lost.
describe('a rotation at Unkey whose answer is lost', () => {
  it.each([
    ['a key with a marker', true],
    ['a key without one', false],
  ])('is settled though the record of %s was told without its name', async (_, marker) => {
    const { emulator, urls } = await live()
    const keys = unkey({ ...emulator.credentials.unkey, baseUrl: urls.unkey })
    const { id } = await keys.create(inputs.unkey, { marker })
    emulator.faults.add({ kind: 'missing-field', vendor: 'unkey', operation: 'get', field: '/data/name' })
    emulator.faults.add({ kind: 'lost-response', vendor: 'unkey', operation: 'rotate' })
    const error = await errorOf(keys.rotate(id, { overlap: '1h' }))
    expect(error).toMatchObject({ code: 'ambiguous', mayHaveActed: true })
    const others = (): string[] =>
      emulator
        .keys('unkey')
        .filter((key) => key.id !== id && key.state === 'active')
        .map((key) => key.id)
    const made = others()
    expect(made).toHaveLength(1)
    expect(await error.reconcile?.()).toEqual({ status: 'revoked', ids: made })
    expect(others()).toEqual([])
  })

  it('takes nobody’s key for the one that it did not make', async () => {
    const { emulator, urls } = await live()
    const keys = unkey({ ...emulator.credentials.unkey, baseUrl: urls.unkey, timeout: { settleMs: 1 } })
    const { id } = await keys.create(inputs.unkey)
    const { id: second } = await keys.rotate(id, { overlap: '1h' })
    for (const old of [id, second]) {
      emulator.faults.add({ kind: 'reset-before', vendor: 'unkey', operation: 'rotate' })
      const error = await errorOf(keys.rotate(old, { overlap: '1h' }))
      expect(await error.reconcile?.()).toEqual({ status: 'not_created' })
    }
    expect(emulator.keys('unkey').map(({ state }) => state)).toEqual(['active', 'active'])
  })

  it('takes no key for its own that is older than the one to be replaced, whoever made it', async () => {
    // No two keys of the same moment.
    let moment = Date.now()
    const { emulator, urls } = await live({ now: () => new Date((moment += 10)) })
    const options = { ...emulator.credentials.unkey, baseUrl: urls.unkey, timeout: { settleMs: 1 } }
    const { id } = await unkey(options).create(inputs.unkey)
    const { id: second } = await unkey(options).rotate(id, { overlap: '1h' })
    emulator.faults.add({ kind: 'reset-before', vendor: 'unkey', operation: 'rotate' })
    const error = await errorOf(unkey(options).rotate(second, { overlap: '1h' }))
    expect(await error.reconcile?.()).toEqual({ status: 'not_created' })
    expect(emulator.keys('unkey').map(({ state }) => state)).toEqual(['active', 'active'])
  })

  it('takes no key for its own that an earlier rotation made', async () => {
    let behind = 2 * hour
    const { emulator, urls } = await live({ now: () => new Date(Date.now() - behind) })
    const options = { ...emulator.credentials.unkey, baseUrl: urls.unkey, timeout: { settleMs: 1 } }
    const { id } = await unkey(options).create(inputs.unkey)
    await unkey(options).rotate(id, { overlap: '5h' })
    behind = 0
    emulator.faults.add({ kind: 'reset-before', vendor: 'unkey', operation: 'rotate' })
    const error = await errorOf(unkey(options).rotate(id, { overlap: '1h' }))
    expect(await error.reconcile?.()).toEqual({ status: 'not_created' })
    expect(emulator.keys('unkey').map(({ state }) => state)).toEqual(['active', 'active'])
  })

  it.each([{ name: 'Deploy' }, { owner: 'user_2' }, { metadata: { plan: 'free' } }])(
    'takes no key without a marker for its own that has another %j',
    async (other) => {
      const { emulator, urls } = await live()
      const options = { ...emulator.credentials.unkey, baseUrl: urls.unkey, timeout: { settleMs: 1 } }
      const { id } = await unkey(options).create(inputs.unkey, { marker: false })
      emulator.faults.add({ kind: 'reset-before', vendor: 'unkey', operation: 'rotate' })
      const error = await errorOf(unkey(options).rotate(id, { overlap: '1h' }))
      await unkey(options).create({ ...inputs.unkey, ...other }, { marker: false })
      expect(await error.reconcile?.()).toEqual({ status: 'not_created' })
      expect(emulator.keys('unkey').map(({ state }) => state)).toEqual(['active', 'active'])
    },
  )

  it('does not bring a leaked key back to life', async () => {
    const { emulator, urls } = await live()
    const keys = unkey({ ...emulator.credentials.unkey, baseUrl: urls.unkey })
    const { id, secret } = await keys.create(inputs.unkey)
    emulator.faults.add({ kind: 'lost-response', vendor: 'unkey', operation: 'rotate' })
    const error = await errorOf(keys.rotate(id, { overlap: '0s' }))
    expect(await error.reconcile?.()).toMatchObject({ status: 'revoked' })
    expect(held(emulator, 'unkey', id)?.state).not.toBe('active')
    expect((await unkey({ ...emulator.credentials.unkey, baseUrl: urls.unkey }).verify(secret)).valid).toBe(
      false,
    )
  })

  it('is settled as well after the old key has ended by itself', async () => {
    const { emulator, urls } = await live()
    const keys = unkey({ ...emulator.credentials.unkey, baseUrl: urls.unkey })
    const { id } = await keys.create({ ...inputs.unkey, expiresAt: '1h' })
    emulator.faults.add({ kind: 'lost-response', vendor: 'unkey', operation: 'rotate' })
    const error = await errorOf(keys.rotate(id, { overlap: '30m' }))
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 2 * hour })
    onTestFinished(() => void vi.useRealTimers())
    expect(await error.reconcile?.()).toMatchObject({ status: 'revoked' })
    expect(held(emulator, 'unkey', id)?.state).toBe('expired')
  })

  it('ends neither of two copies, of which one is somebody else’s, and names both', async () => {
    const { emulator, urls } = await live()
    const options = { ...emulator.credentials.unkey, baseUrl: urls.unkey }
    const { id } = await unkey(options).create(inputs.unkey)
    emulator.faults.add({ kind: 'lost-response', vendor: 'unkey', operation: 'rotate' })
    const error = await errorOf(unkey(options).rotate(id, { overlap: '1h' }))
    const other = await unkey(options).rotate(id, { overlap: '1h' })
    const before = emulator.keys('unkey').map(({ id: each, state }) => [each, state])
    const open = await errorOf(error.reconcile?.() ?? Promise.resolve())
    expect(open).toMatchObject({ code: 'ambiguous', mayHaveActed: true })
    const copies = before.map(([each]) => each).filter((each) => each !== id)
    expect(copies).toContain(other.id)
    expect(copies).toHaveLength(2)
    for (const copy of copies) expect(open.message).toContain(copy)
    expect(emulator.keys('unkey').map(({ id: each, state }) => [each, state])).toEqual(before)
  })

  it('gives the old key its expiry back, also where that fails at first', async () => {
    const { emulator, urls } = await live()
    const keys = unkey({ ...emulator.credentials.unkey, baseUrl: urls.unkey, retry: { limit: 0 } })
    const { id } = await keys.create(inputs.unkey)
    const { expiresAt } = await keys.get(id)
    emulator.faults.add({ kind: 'lost-response', vendor: 'unkey', operation: 'rotate' })
    emulator.faults.add({ kind: 'error-before-commit', vendor: 'unkey', operation: 'update' })
    const error = await errorOf(keys.rotate(id, { overlap: '1h' }))
    expect((await errorOf(error.reconcile?.() ?? Promise.resolve())).status).toBe(500)
    expect(await error.reconcile?.()).toMatchObject({ status: 'revoked' })
    expect((await keys.get(id)).expiresAt).toEqual(expiresAt)
  })

  it.each([
    ['is begun after a better answer', 1],
    ['is not begun', 4],
  ])('where the record lacks what it must have, %s', async (_, times) => {
    const { emulator, urls } = await live()
    const keys = unkey({ ...emulator.credentials.unkey, baseUrl: urls.unkey })
    const { id } = await keys.create(inputs.unkey)
    emulator.faults.add({ kind: 'wrong-type', vendor: 'unkey', operation: 'get', field: '/data/name', times })
    const made = await keys.rotate(id, { overlap: '1h' }).catch((error: unknown) => error)
    expect(made).toMatchObject(times === 1 ? { previous: { id } } : { code: 'invalid_response' })
    expect(emulator.keys('unkey')).toHaveLength(times === 1 ? 2 : 1)
  })

  it('is settled though the first two answers about the key lack its metadata, each in its way', async () => {
    const { emulator, urls } = await live()
    const keys = unkey({ ...emulator.credentials.unkey, baseUrl: urls.unkey })
    const { id } = await keys.create(inputs.unkey, { marker: false })
    for (const kind of ['wrong-type', 'missing-field'] as const)
      emulator.faults.add({ kind, vendor: 'unkey', operation: 'get', field: '/data/meta' })
    emulator.faults.add({ kind: 'lost-response', vendor: 'unkey', operation: 'rotate' })
    const error = await errorOf(keys.rotate(id, { overlap: '1h' }))
    expect(await error.reconcile?.()).toMatchObject({ status: 'revoked' })
    const alive = emulator.keys('unkey').filter(({ state }) => state === 'active')
    expect(alive.map((key) => key.id)).toEqual([id])
  })

  it('is not begun where two answers about the key never say the same', async () => {
    const { emulator, urls } = await live()
    const keys = unkey({ ...emulator.credentials.unkey, baseUrl: urls.unkey })
    const { id } = await keys.create(inputs.unkey, { marker: false })
    const field = (name: string): void => {
      emulator.faults.add({
        kind: 'missing-field',
        vendor: 'unkey',
        operation: 'get',
        field: `/data/${name}`,
      })
    }
    for (const name of ['name', 'meta', 'identity', 'name']) field(name)
    const error = await errorOf(keys.rotate(id, { overlap: '1h' }))
    expect(error).toMatchObject({ code: 'invalid_response', operation: 'rotate', mayHaveActed: false })
    expect(emulator.keys('unkey')).toHaveLength(1)
  })
})
