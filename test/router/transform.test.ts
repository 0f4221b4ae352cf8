import { describe, expect, it } from 'vitest'
import { world } from './support/world.js'

describe('a transform', () => {
  it('says what the key is to be, or that it stays', async () => {
    const { router, secondary, emulator, moved } = world({
      transform: ({ name, description, metadata }) =>
        name === 'stays' ? null : { name: `${name}!`, metadata: { ...metadata, description } },
    })
    for (const name of ['goes', 'stays'])
      await router.verify((await secondary.create({ name, description: 'd' })).secret)
    await router.idle()
    expect(emulator.keys('unkey')).toMatchObject([{ name: 'goes!', metadata: { description: 'd' } }])
    expect(moved.map(({ status }) => status).toSorted()).toEqual(['moved', 'skipped'])
  })

  it.each([
    [
      'throws',
      () => {
        throw new Error('mine')
      },
    ],
    ['returns nothing', () => undefined],
    ['returns a promise', async () => ({ owner: 'acme_7' })],
    ['returns another secret’s hash', () => ({ hash: `${'A'.repeat(43)}=` })],
    ['returns a secret', () => ({ secret: 'mine' })],
  ])('that %s moves nothing, and its fault is told', async (_how, transform) => {
    const { router, secondary, emulator, moved, failed } = world({ transform: transform as never })
    const old = await secondary.create({ name: 'old one' })
    expect(await router.verify(old.secret)).toMatchObject({ valid: true })
    await router.idle()
    expect(failed).toMatchObject([
      { error: { code: 'configuration', message: expect.stringContaining('`transform`') } },
    ])
    expect([moved, emulator.keys('unkey')]).toEqual([[], []])
  })
})
