import { assert, constantFrom, jsonValue, nat, oneof, property, tuple, type Arbitrary } from 'fast-check'
import { KeymuxError } from 'keymux'
import { describe, expect, it } from 'vitest'
import { cases } from './cases/index.js'
import { adapters, inputOf, type Adapter } from './support/adapters.js'
import { arbitraryInputs } from './support/arbitrary-inputs.js'
import { times, type Input } from './support/vendor-case.js'

const lengths = [16, 17, 63, 64, 100, 101, 128, 129, 255, 256]
const numbers = [0, -0, 1, -1, 0.5, 15, 16, 255, 256, 999, 1000, 2 ** 53 - 1, 2 ** 53, 1e308]
const words = [
  '',
  'a',
  'ab',
  'abc',
  ' ab',
  'ab ',
  'a b',
  'a\nb',
  'a_b.c-d',
  'me@x',
  'ä',
  '😀😀',
  'daily',
  'monthly',
]
const ids = [`user_${times(27)}`, `scim_${times(27)}`, `user_${times(28)}`]
const structures = [
  [],
  [''],
  ['a'],
  [null],
  [[]],
  {},
  { a: 1 },
  { remaining: null },
  { remaining: 1, refill: null },
]

const long = lengths.flatMap((length) => [times(length), times(length, '😀')])

/** Values that are often at an edge of something. */
const edges: readonly unknown[] = [null, true, false, ...numbers, ...words, ...ids, ...long, ...structures]

const value: Arbitrary<unknown> = oneof({ arbitrary: constantFrom(...edges), weight: 3 }, jsonValue())
const absent = Symbol('absent')
const change: Arbitrary<unknown> = oneof({ arbitrary: value, weight: 5 }, constantFrom<unknown>(absent))

/** Every place in a body, as the names that lead to it. */
function places(node: unknown, above: readonly string[] = []): string[][] {
  if (typeof node !== 'object' || node === null) return []
  return Object.entries(node).flatMap(([name, inner]) => {
    const path = [...above, name]
    return [path, ...places(inner, path)]
  })
}

function replaced(node: unknown, [name, ...rest]: readonly string[], by: unknown): unknown {
  if (name === undefined) return by
  if (Array.isArray(node)) {
    const items = node.map((item: unknown, index) =>
      String(index) === name ? replaced(item, rest, by) : item,
    )
    return items.filter((item) => item !== absent)
  }
  const fields = { ...(node as Input), [name]: replaced((node as Input)[name], rest, by) }
  return Object.fromEntries(Object.entries(fields).filter(([, inner]) => inner !== absent))
}

function takes(adapter: Adapter, body: Input): boolean {
  try {
    adapter.body(inputOf(adapter, body))
    return true
  } catch (error) {
    if (KeymuxError.is(error)) return false
    throw error
  }
}

const moments = new Set(['expires', 'seconds_until_expiration', 'expires_at'])

/**
 * Where the client refuses what the contract takes, on purpose. The other way round there is nothing: what the client takes,
 * the contract takes.
 */
const justified: Readonly<Record<string, (body: Input) => boolean>> = {
  // One type for what comes back: metadata is an object everywhere, though Clerk would take any JSON.
  'metadata that is no object': ({ claims }) => claims !== undefined && !isObject(claims),
  // Nothing is dropped silently: these two schemas are open, and what they do not name is not kept.
  'a field that Unkey ignores in a rate limit': ({ ratelimits }) =>
    Array.isArray(ratelimits) &&
    ratelimits.some((item) => unknownIn(item, ['name', 'limit', 'duration', 'autoApply'])),
  'a field that Flow ignores': (body) => 'keyName' in body && unknownIn(body, ['keyName']),
}

function isObject(node: unknown): node is Input {
  return typeof node === 'object' && node !== null && !Array.isArray(node)
}

function unknownIn(node: unknown, known: readonly string[]): boolean {
  return isObject(node) && Object.keys(node).some((name) => !known.includes(name))
}

describe.each(cases)("the client's checks and the contract's schema of $title", ({ vendor }) => {
  const adapter = adapters[vendor]
  // A moment is no wire value in an input, so bodies have none here: expiry.test.ts is about those.
  const bodies = arbitraryInputs[vendor].map((input) => {
    const body = adapter.body({ ...input, expiresAt: undefined })
    return Object.fromEntries(Object.entries(body).filter(([name]) => !moments.has(name)))
  })

  it('agree on what to take and what to refuse, but for what is listed', () => {
    const unexpected = new Set<string>()
    let refusals = 0
    assert(
      property(
        tuple(bodies, nat(), change, constantFrom('extra', 'name', 'NAME')),
        ([body, pick, by, extra]) => {
          const all = [...places(body).filter(([name = '']) => !(name in adapter.bound)), [extra]]
          const place = all[pick % all.length] ?? []
          const mutated = JSON.parse(JSON.stringify(replaced(body, place, by))) as Input
          const [ours, theirs] = [takes(adapter, mutated), adapter.accepts(mutated)]
          if (!ours) refusals += 1
          if (ours === theirs) return
          const isJustified = theirs && Object.values(justified).some((applies) => applies(mutated))
          if (!isJustified) unexpected.add(`${place.join('.')}: ours ${ours}, contract ${theirs}`)
          expect([...unexpected]).toEqual([])
        },
      ),
      { numRuns: 3000 },
    )
    // Else this would have tested nothing.
    expect(refusals).toBeGreaterThan(300)
  })
})
