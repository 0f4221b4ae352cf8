import { describe, expect, it } from 'vitest'
import { around, elsewhere, gate, movedKey, rejection, world } from './support/world.js'

describe('revoke', () => {
  it.each(['oldId', 'newId'] as const)('reaches both by the %s, also in another process', async (name) => {
    const scene = world()
    const ids = await movedKey(scene)
    const result = await elsewhere(scene).revoke(ids[name], { reason: 'leaked' })
    expect(result).toMatchObject({
      id: ids[name],
      counterpart: { id: name === 'oldId' ? ids.newId : ids.oldId },
    })
    expect(scene.emulator.keys('unkey')).toEqual([])
    expect(scene.emulator.keys('clerk')).toMatchObject([{ state: 'revoked' }])
    expect(await elsewhere(scene).verify(ids.secret)).toMatchObject({ valid: false })
    expect(await scene.router.verify(ids.secret)).toMatchObject({ valid: false })
    expect(await scene.router.revoke(ids[name])).toMatchObject({ id: ids[name] })
  })

  it.each(['oldId', 'newId'] as const)(
    'with the old vendor down stops the key (by the %s), and a second call finishes',
    async (name) => {
      const scene = world()
      const ids = await movedKey(scene)
      scene.emulator.faults.add({ kind: 'unavailable', vendor: 'clerk', operation: 'revoke', times: 1 })
      const error = await rejection(elsewhere(scene).revoke(ids[name]))
      expect(error).toMatchObject({
        vendor: 'clerk',
        operation: 'revoke',
        mayHaveActed: true,
        id: ids.oldId,
        message: expect.stringContaining(
          `At clerk it may still be live, as ${ids.oldId}. At unkey it is stopped, as ${ids.newId}.`,
        ),
      })
      expect(await elsewhere(scene).verify(ids.secret)).toMatchObject({ valid: false, reason: 'disabled' })
      expect(await elsewhere(scene).revoke(ids[name])).toMatchObject({ id: ids[name] })
      expect(scene.emulator.keys('unkey')).toEqual([])
      expect(scene.emulator.keys('clerk')).toMatchObject([{ state: 'revoked' }])
    },
  )

  it.each(['oldId', 'newId'] as const)(
    'with the primary down says so (by the %s), and a second call finishes',
    async (name) => {
      const scene = world()
      const ids = await movedKey(scene)
      scene.emulator.faults.add({ kind: 'unavailable', vendor: 'unkey', operation: 'revoke', times: 1 })
      const error = await rejection(elsewhere(scene).revoke(ids[name]))
      expect(error).toMatchObject({
        vendor: 'unkey',
        mayHaveActed: true,
        id: ids.newId,
        message: expect.stringContaining(`At unkey it may still be live, as ${ids.newId}`),
      })
      await elsewhere(scene).revoke(ids[name])
      expect(scene.emulator.keys('unkey')).toEqual([])
    },
  )

  it('with all of the primary down ends the old key, and says that another may live', async () => {
    const scene = world()
    const { oldId } = await movedKey(scene)
    scene.emulator.faults.add({ kind: 'unavailable', vendor: 'unkey', times: Infinity })
    expect(await rejection(elsewhere(scene).revoke(oldId))).toMatchObject({
      vendor: 'unkey',
      mayHaveActed: true,
      message: expect.stringContaining('At unkey it may be live, under another id.'),
    })
    scene.emulator.faults.clear()
    await elsewhere(scene).revoke(oldId)
    expect(scene.emulator.keys('unkey')).toEqual([])
  })

  it('ends a key that is at one vendor only', async () => {
    const { router, secondary, emulator } = world()
    const [old, created] = [await secondary.create({ name: 'old one' }), await router.create({ name: 'new' })]
    expect(await router.revoke(old.id)).toMatchObject({ side: 'secondary', counterpart: null })
    expect(await router.revoke(created.id)).toMatchObject({ side: 'primary', counterpart: null })
    expect([...emulator.keys('unkey'), ...emulator.keys('clerk')].map(({ state }) => state)).toEqual([
      'revoked',
    ])
  })

  it('does not cross with a move of the key', async () => {
    const { router, secondary, emulator } = world()
    const old = await secondary.create({ name: 'old one' })
    await router.verify(old.secret)
    await router.revoke(old.id)
    await router.idle()
    expect(emulator.keys('unkey')).toEqual([])
    expect(await router.verify(old.secret)).toMatchObject({ valid: false })
  })
})

describe('get, list and update', () => {
  it('find a key where it is', async () => {
    const scene = world()
    const { oldId, newId } = await movedKey(scene)
    expect(await scene.router.get(oldId)).toMatchObject({ side: 'secondary', metadata: { plan: 'pro' } })
    const got = await scene.router.get(newId)
    expect(got).toMatchObject({ side: 'primary', movedFrom: oldId })
    expect(got.metadata).toEqual({ plan: 'pro' })
    expect(await rejection(scene.router.get('key_nobody'))).toMatchObject({ code: 'not_found' })
  })

  it('say trouble where a vendor cannot be asked', async () => {
    const { router, emulator } = world()
    emulator.faults.add({ kind: 'unavailable', vendor: 'clerk', times: Infinity })
    expect(await rejection(router.get('ak_00000000000000000000000000000000'))).toMatchObject({
      code: 'unavailable',
      vendor: 'clerk',
    })
  })

  it('list both vendors’ keys, page by page as well', async () => {
    const { router, secondary } = world()
    for (const name of ['old 1', 'old 2', 'old 3']) await secondary.create({ name })
    for (const name of ['new 1', 'new 2', 'new 3']) await router.create({ name })
    const walked: string[] = []
    for await (const { side, name } of router.list()) walked.push(`${side} ${name}`)
    const paged: string[] = []
    const list = router.list({ pageSize: 2 })
    let cursor: string | null = null
    do {
      const page = await list.page(cursor)
      paged.push(...page.keys.map(({ side, name }) => `${side} ${name}`))
      cursor = page.cursor
    } while (cursor !== null)
    expect(paged).toEqual(walked)
    expect(walked.filter((each) => each.startsWith('primary new'))).toHaveLength(3)
    expect(walked.filter((each) => each.startsWith('secondary old'))).toHaveLength(3)
    expect(() => router.list({ cursor: 'mine' })).toThrow(
      expect.objectContaining({ code: 'invalid_request' }),
    )
  })

  it('list nothing where one of the vendors cannot answer the query', () => {
    const { primary, secondary } = world()
    const { router } = world({ primary: secondary as never, secondary: primary as never, lazy: false })
    expect(() => router.list({ text: 'CI' })).toThrow(expect.objectContaining({ vendor: 'unkey' }))
  })

  it.each(['oldId', 'newId'] as const)(
    'change a moved key at the primary by the %s, and keep its link',
    async (name) => {
      const scene = world()
      const ids = await movedKey(scene)
      const result = await elsewhere(scene).update(ids[name], { metadata: { plan: 'free' } })
      expect(result).toMatchObject({ id: ids.newId, side: 'primary', movedFrom: ids.oldId })
      expect(result.metadata).toEqual({ plan: 'free' })
      await elsewhere(scene).update(ids[name], { enabled: false })
      expect(await scene.router.verify(ids.secret)).toMatchObject({ valid: false, reason: 'disabled' })
    },
  )

  it('change a key that is on its way at the old vendor first, so that it moves as it is then', async () => {
    const scene = world()
    const { secondary, primary } = scene
    const [reached, opened] = [gate(), gate()]
    const slow = around(secondary, 'update', async (run) => {
      reached.open()
      await opened.promise
      return run()
    })
    const { router } = world({ primary, secondary: slow })
    const old = await secondary.create({ name: 'old one', scopes: ['read', 'write'] })
    const changing = router.update(old.id, { scopes: ['read'] })
    await reached.promise
    await router.verify(old.secret)
    await router.idle()
    opened.open()
    await changing
    await router.verify(old.secret)
    await router.idle()
    expect(await router.verify(old.secret, { scopes: ['read'] })).toMatchObject({ side: 'primary' })
    expect(await router.verify(old.secret, { scopes: ['write'] })).toMatchObject({ valid: false })
  })

  it('change a key that another process moved meanwhile at the primary too', async () => {
    const scene = world()
    const { secondary, primary } = scene
    const old = await secondary.create({ name: 'old one', scopes: ['read', 'write'] })
    const slow = around(secondary, 'update', async (run) => {
      await scene.router.verify(old.secret)
      await scene.router.idle()
      return run()
    })
    const { router } = world({ primary, secondary: slow })
    expect(await router.update(old.id, { scopes: ['read'] })).toMatchObject({ side: 'primary' })
    expect(await router.verify(old.secret, { scopes: ['write'] })).toMatchObject({ valid: false })
  })

  it('ask which key is meant where a rotation at the primary left two of the old one', async () => {
    const scene = world()
    const { oldId, newId } = await movedKey(scene)
    const { id } = await scene.primary.rotate(newId, { overlap: '1h' })
    expect(await rejection(elsewhere(scene).update(oldId, { name: 'mine' }))).toMatchObject({
      code: 'conflict',
      message: expect.stringContaining(`${newId}, ${id}`),
    })
    expect(await elsewhere(scene).update(id, { name: 'mine' })).toMatchObject({ id, name: 'mine' })
  })

  it('refuse what no vendor can be asked with', async () => {
    const { router, emulator } = world()
    const calls = [
      router.get(undefined as never),
      router.get(''),
      router.revoke(undefined as never),
      router.update('key_1', null as never),
      router.update(7 as never, {}),
      router.verify('x', null as never),
    ]
    for (const call of calls)
      expect(await rejection(call)).toMatchObject({ name: 'KeymuxError', code: 'invalid_request' })
    expect(() => router.list(null as never)).toThrow(expect.objectContaining({ code: 'invalid_request' }))
    expect(emulator.requests).toEqual([])
  })

  it('change a key that has not moved at the old vendor', async () => {
    const { router, secondary } = world()
    const { id } = await secondary.create({ name: 'old one' })
    expect(await router.update(id, { scopes: ['read'] })).toMatchObject({
      side: 'secondary',
      scopes: ['read'],
    })
  })
})

it('drain() tells what still arrives, the last in front, and forgets the oldest', async () => {
  let now = 1_000_000
  const { router, secondary } = world({ lazy: false, max: 2, now: () => now })
  expect(router.drain()).toMatchObject({ count: 0, lastAt: null, keys: [] })
  const olds = []
  for (const name of ['one', 'two', 'three', 'four', 'five']) olds.push(await secondary.create({ name }))
  for (const { secret } of olds) {
    now += 1000
    await router.verify(secret)
    await router.verify(secret)
    expect(router.drain().keys.length).toBeLessThanOrEqual(2)
  }
  const report = router.drain()
  expect(report).toMatchObject({ count: 10, lastAt: new Date(now) })
  expect(report.keys[0]).toEqual({ id: olds[4]?.id, count: 2, lastAt: new Date(now), moved: false })
})
