import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { askOf } from '../../scripts/chaos/ask.js'
import { type Audit, audit } from '../../scripts/chaos/audit.js'
import { Story } from '../../scripts/chaos/story.js'
import { Witness } from '../../scripts/chaos/witness.js'
import { openWorld, type World } from '../../scripts/chaos/world.js'
import type { CreateKeyResult, KeyClient } from '../../src/core/index.js'

// What finds nothing must be able to find something.

let world: World
let story: Story
let keys: KeyClient
let number = 3

beforeAll(async () => {
  world = await openWorld(1, 0)
})
afterAll(async () => world.close())

/** Flow's turn is every fourth, and each test has a key of its own. */
beforeEach(() => {
  number += 4
  const witness = new Witness(world.emulator, 'flow')
  story = new Story(askOf(1, number), witness)
  keys = world.clientOf('flow', witness.fetch)
})

async function create(name = `chaos-${number}`): Promise<CreateKeyResult<unknown>> {
  return keys.create({ name })
}

/** How many of each were found about this test's own key. */
async function found(): Promise<Readonly<Record<string, number>>> {
  const { orphans, duplicates, lost, untrue }: Audit = await audit(world.emulator, 'flow', [story])
  const own = [...orphans, ...duplicates, ...lost, ...untrue].filter((finding) => finding.story === story)
  const counts: Record<string, number> = {}
  for (const { what } of own) counts[what] = (counts[what] ?? 0) + 1
  return counts
}

it('finds nothing where the caller has what came', async () => {
  story.keep('created', await create())
  expect(await found()).toEqual({})
})

it('finds a key that nobody holds, and its secret, which came', async () => {
  await create()
  expect(await found()).toEqual({ orphan: 1, 'secret lost': 1 })
})

it('takes a key for known that an error named, but its secret for lost', async () => {
  const { id } = await create()
  story.named.add(id)
  expect(await found()).toEqual({ 'secret lost': 1 })
})

it('finds a second key of one ask', async () => {
  story.keep('created', await create())
  story.keep('created', await create(`chaos-${number}-2`))
  expect(await found()).toEqual({ duplicate: 1 })
})

it('finds a key that is said to be dead and is not', async () => {
  const result = await create()
  story.keep('created', result)
  story.ended.add(result.id)
  expect(await found()).toEqual({ 'said to be dead, and alive': 1 })
})

it('finds a result with the secret of another key', async () => {
  const one = await create()
  await keys.revoke(one.id)
  const other = await create()
  story.keep('created', { ...other, secret: one.secret })
  expect(await found()).toEqual({
    orphan: 1,
    'secret lost': 1,
    'a result with the secret of another key': 1,
  })
})

it('never prints a secret', async () => {
  const { secret } = await create()
  const text = JSON.stringify([story.trail, story.witness.seen])
  expect(text.includes(secret.reveal())).toBe(false)
})
