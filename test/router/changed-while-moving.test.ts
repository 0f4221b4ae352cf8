import { describe, expect, it } from 'vitest'
import { around, world } from './support/world.js'

describe('a key that changes while it moves', () => {
  it('by an import whose answers were all lost is taken back', async () => {
    const scene = world()
    const { secondary, primary, emulator } = scene
    const old = await secondary.create({ name: 'old one', scopes: ['read', 'write'] })
    // An import is sent three times before it gives up.
    emulator.faults.add({ kind: 'lost-response', vendor: 'unkey', operation: 'import', times: 3 })
    const racing = around(primary, 'import', async (run) => {
      await secondary.update(old.id, { scopes: ['read'] })
      return run()
    })
    const { router, moved } = world({ primary: racing, secondary })
    await router.verify(old.secret)
    await router.idle()
    expect(moved).toMatchObject([{ status: 'undone' }])
    expect(emulator.keys('unkey')).toEqual([])
    expect(await router.verify(old.secret, { scopes: ['write'] })).toMatchObject({ valid: false })
  })

  it.each(['revoke', 'update'] as const)('by %s elsewhere is taken back', async (change) => {
    const scene = world()
    const { secondary, emulator, primary } = scene
    const old = await secondary.create({ name: 'old one' })
    const racing = around(primary, 'import', async (run) => {
      const outcomes = await run()
      await (change === 'revoke' ? secondary.revoke(old.id) : secondary.update(old.id, { scopes: ['less'] }))
      return outcomes
    })
    const { router, moved } = world({ primary: racing, secondary })
    await router.verify(old.secret)
    await router.idle()
    expect(moved).toMatchObject([{ status: 'undone' }])
    expect(emulator.keys('unkey')).toEqual([])
  })
})
