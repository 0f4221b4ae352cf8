import { createEmulator, type Emulator } from 'keymux/emulator'
import { createRouter } from 'keymux/router'
import { unkey, type UnkeyClient } from 'keymux/unkey'
import { describe, expect, it } from 'vitest'
import { around, elsewhere, gate, movedKey, rejection, world } from './support/world.js'

function client({ credentials, fetch }: Emulator): UnkeyClient {
  return unkey({ ...credentials.unkey, fetch, retry: { limit: 0 } })
}

/** Two accounts of a vendor that keeps no record of a dead key. */
function twoAccounts() {
  const [own, other] = [createEmulator({ seed: 1 }), createEmulator({ seed: 2 })]
  const [primary, secondary] = [client(own), client(other)]
  const router = () => createRouter({ primary, secondary, lazy: true })
  return { own, other, secondary, router }
}

describe('revoke while a key moves', () => {
  it('leaves nothing of a move that begins meanwhile in this process', async () => {
    const scene = world()
    const { secondary, primary, emulator } = scene
    const [reached, opened] = [gate(), gate()]
    const slow = around(secondary, 'revoke', async (run) => {
      reached.open()
      await opened.promise
      return run()
    })
    const { router } = world({ primary, secondary: slow })
    const old = await secondary.create({ name: 'old one' })
    const ending = router.revoke(old.id)
    await reached.promise
    await router.verify(old.secret)
    await router.idle()
    opened.open()
    await ending
    await router.idle()
    expect(emulator.keys('unkey')).toEqual([])
    expect(await router.verify(old.secret)).toMatchObject({ valid: false })
  })

  it('leaves nothing of a move that another process made meanwhile', async () => {
    const scene = world()
    const { secondary, primary, emulator } = scene
    const slow = around(secondary, 'revoke', async (run) => {
      await scene.router.verify(old.secret)
      await scene.router.idle()
      return run()
    })
    const old = await secondary.create({ name: 'old one' })
    const result = await world({ primary, secondary: slow }).router.revoke(old.id)
    expect(result).toMatchObject({ side: 'secondary', counterpart: { vendor: 'unkey' } })
    expect(emulator.keys('unkey')).toEqual([])
  })
})

describe('revoke by the old id', () => {
  it('finishes in another process where the old vendor keeps no record of what is ended', async () => {
    const { own, secondary, router } = twoAccounts()
    const old = await secondary.create({ name: 'old one' })
    const first = router()
    await first.verify(old.secret)
    await first.idle()
    own.faults.add({ kind: 'unavailable', vendor: 'unkey', operation: 'revoke', times: 1 })
    expect(await rejection(router().revoke(old.id))).toMatchObject({ mayHaveActed: true })
    expect(own.keys('unkey')).toHaveLength(1)
    expect(await router().revoke(old.id)).toMatchObject({ id: old.id, side: 'secondary', already: true })
    expect(own.keys('unkey')).toEqual([])
    expect(await router().verify(old.secret)).toMatchObject({ valid: false })
  })

  it('ends what a rotation at the primary made of the key as well', async () => {
    const scene = world()
    const { oldId, newId, secret } = await movedKey(scene)
    const rotated = await scene.primary.rotate(newId, { overlap: '1h' })
    expect(await elsewhere(scene).revoke(oldId)).toMatchObject({ counterpart: { id: newId } })
    expect(scene.emulator.keys('unkey')).toEqual([])
    for (const each of [secret, rotated.secret])
      expect(await elsewhere(scene).verify(each)).toMatchObject({ valid: false })
  })

  it('ends a key that another process moved once more', async () => {
    const scene = world({ negativeTtl: 0 })
    const { oldId, newId, secret } = await movedKey(scene)
    await scene.primary.delete(newId)
    const other = elsewhere(scene)
    await other.verify(secret)
    await other.idle()
    expect(scene.emulator.keys('unkey')).toHaveLength(1)
    await scene.router.revoke(oldId)
    expect(scene.emulator.keys('unkey')).toEqual([])
  })

  it('finds a key that `transform` gave another owner', async () => {
    const options = { transform: () => ({ owner: 'acme_7' }) }
    const scene = world(options)
    const { primary, secondary } = scene
    const { oldId } = await movedKey(scene)
    expect(scene.emulator.keys('unkey')).toMatchObject([{ owner: 'acme_7' }])
    await world({ primary, secondary, ...options }).router.revoke(oldId)
    expect(scene.emulator.keys('unkey')).toEqual([])
  })

  it('with all of the old vendor down stops the key, and a second call finishes', async () => {
    const scene = world()
    const { oldId, newId, secret } = await movedKey(scene)
    scene.emulator.faults.add({ kind: 'unavailable', vendor: 'clerk', times: Infinity })
    expect(await rejection(elsewhere(scene).revoke(oldId))).toMatchObject({
      vendor: 'clerk',
      mayHaveActed: true,
      message: expect.stringContaining(
        `At clerk it may still be live, as ${oldId}. At unkey it is stopped, as ${newId}.`,
      ),
    })
    expect(await elsewhere(scene).verify(secret)).toMatchObject({ valid: false, reason: 'disabled' })
    scene.emulator.faults.clear()
    await elsewhere(scene).revoke(oldId)
    expect(scene.emulator.keys('unkey')).toEqual([])
    expect(scene.emulator.keys('clerk')).toMatchObject([{ state: 'revoked' }])
  })
})

describe('revoke with', () => {
  it.each([
    [{ reason: 7 }, 'invalid_request'],
    [{ reasons: 'leaked' }, 'unsupported'],
    [null, 'invalid_request'],
  ])('%j is refused, and no key is touched', async (options, code) => {
    const scene = world()
    const { oldId } = await movedKey(scene)
    expect(await rejection(scene.router.revoke(oldId, options as never))).toMatchObject({
      code,
      retryable: false,
      mayHaveActed: false,
    })
    const states = [...scene.emulator.keys('unkey'), ...scene.emulator.keys('clerk')].map(
      ({ state }) => state,
    )
    expect(states).toEqual(['active', 'active'])
  })

  it('a signal that ends it between the vendors says so, and what was done', async () => {
    const scene = world()
    const { secondary, primary } = scene
    const controller = new AbortController()
    const ending = around(secondary, 'revoke', async (run) => {
      const result = await run()
      controller.abort()
      return result
    })
    const { oldId } = await movedKey(scene)
    const { router } = world({ primary, secondary: ending })
    expect(await rejection(router.revoke(oldId, { signal: controller.signal }))).toMatchObject({
      code: 'aborted',
      retryable: false,
      mayHaveActed: true,
      message: expect.stringContaining(`At clerk it is ended, as ${oldId}.`),
    })
  })
})
