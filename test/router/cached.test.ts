import { cached } from 'keymux/cache'
import { expect, it } from 'vitest'
import { world } from './support/world.js'

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
