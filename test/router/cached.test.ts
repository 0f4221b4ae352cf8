import { cached } from 'keymux/cache'
import { describe, expect, it } from 'vitest'
import { elsewhere, movedKey, rejection, world } from './support/world.js'

it('verifies from memory in front of both vendors, and a revocation through it takes effect at once', async () => {
  const scene = world()
  const old = await scene.secondary.create({ name: 'old one' })
  const fresh = await scene.primary.create({ name: 'new one' })
  const keys = cached(scene.router, { ttl: '1m' })
  for (let time = 0; time < 3; time += 1) {
    expect(await keys.verify(old.secret)).toMatchObject({ valid: true })
    expect(await keys.verify(fresh.secret)).toMatchObject({ valid: true })
  }
  expect(scene.asked('clerk', 'verify')).toBe(1)
  await scene.router.idle()
  await keys.revoke(old.id)
  expect(await keys.verify(old.secret)).toMatchObject({ valid: false })
  expect(await keys.verify(fresh.secret)).toMatchObject({ valid: true })
})

it('keeps no trouble of either vendor for a verdict', async () => {
  const scene = world()
  const old = await scene.secondary.create({ name: 'old one' })
  const keys = cached(scene.router, { ttl: '1m' })
  scene.emulator.faults.add({ kind: 'unavailable', vendor: 'clerk', operation: 'verify', times: 1 })
  await expect(keys.verify(old.secret)).rejects.toMatchObject({ code: 'unavailable' })
  expect(await keys.verify(old.secret)).toMatchObject({ valid: true })
})

it('says from memory which vendor spoke', async () => {
  const scene = world({ lazy: false })
  const old = await scene.secondary.create({ name: 'old one' })
  const keys = cached(scene.router, { ttl: '1m' })
  for (let time = 0; time < 2; time += 1) {
    expect(await keys.verify(old.secret)).toMatchObject({ valid: true, side: 'secondary' })
    expect(await keys.verify('ak_nobody_has_this')).toMatchObject({ valid: false, side: 'secondary' })
  }
})

describe('an answer about a moved key', () => {
  it.each(['oldId', 'newId'] as const)('is outdated by a revocation by its %s', async (name) => {
    const scene = world()
    const keys = cached(scene.router, { ttl: '1m' })
    const ids = await movedKey(scene)
    expect(await keys.verify(ids.secret)).toMatchObject({ valid: true, key: { id: ids.newId } })
    await keys.revoke(ids[name])
    expect(await keys.verify(ids.secret)).toMatchObject({ valid: false })
  })

  it.each(['oldId', 'newId'] as const)('from before it moved is outdated by its %s', async (name) => {
    const scene = world()
    const keys = cached(scene.router, { ttl: '1m' })
    const old = await scene.secondary.create({ name: 'old one' })
    expect(await keys.verify(old.secret)).toMatchObject({ valid: true, key: { id: old.id } })
    await scene.router.idle()
    const ids = { oldId: old.id, newId: scene.emulator.keys('unkey')[0]?.id ?? '' }
    await keys.revoke(ids[name])
    expect(await keys.verify(old.secret)).toMatchObject({ valid: false })
  })

  it.each(['oldId', 'newId'] as const)('is outdated by an update by its %s', async (name) => {
    const scene = world()
    const ids = await movedKey(scene)
    const keys = cached(elsewhere(scene), { ttl: '1m' })
    expect(await keys.verify(ids.secret)).toMatchObject({ valid: true })
    await keys.update(ids[name], { enabled: false })
    expect(await keys.verify(ids.secret)).toMatchObject({ valid: false, reason: 'disabled' })
    await keys.update(ids[name], { enabled: true })
    expect(await keys.verify(ids.secret)).toMatchObject({ valid: true })
  })

  it('is outdated by a revocation that stopped half way', async () => {
    const scene = world()
    const ids = await movedKey(scene)
    const keys = cached(elsewhere(scene), { ttl: '1m' })
    expect(await keys.verify(ids.secret)).toMatchObject({ valid: true })
    scene.emulator.faults.add({ kind: 'unavailable', vendor: 'clerk', operation: 'revoke', times: 1 })
    expect(await rejection(keys.revoke(ids.oldId))).toMatchObject({ vendor: 'clerk' })
    expect(await keys.verify(ids.secret)).toMatchObject({ valid: false, reason: 'disabled' })
  })
})
