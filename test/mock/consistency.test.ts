import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { acts, Walk } from './support/walk.js'

const names = Object.keys(acts) as (keyof typeof acts)[]
const step: fc.Arbitrary<(walk: Walk) => Promise<void>> = fc.oneof(
  fc.string({ minLength: 2, maxLength: 9 }).map((label) => (walk: Walk) => walk.create(label)),
  fc.integer({ min: 1, max: 5 }).map((size) => (walk: Walk) => walk.list(size)),
  fc.tuple(fc.constantFrom(...names), fc.nat(20)).map(
    ([name, of]) =>
      (walk: Walk) =>
        walk.act(name, of),
  ),
)

it('keeps list, get and what the emulator tells the same, in any order of calls', async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer(), fc.array(step, { maxLength: 30 }), async (seed, steps) => {
      const walk = new Walk(seed)
      for (const next of steps) await next(walk)
      await walk.list(2)
      expect(walk.held.told).toEqual(walk.held.expected)
    }),
    { numRuns: 60 },
  )
})
