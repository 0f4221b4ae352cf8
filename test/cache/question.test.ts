import { isDeepStrictEqual } from 'node:util'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { questionOf } from '../../src/cache/question.js'

/** Of few letters, those among them that a text of a question is made of, so that two are often nearly the same. */
const text = fc.string({ unit: fc.constantFrom(...'01:,=[]{}"a'), maxLength: 6 })
const plain = fc.oneof(text, fc.integer({ min: -1, max: 11 }), fc.boolean(), fc.constant(null))
const { value } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof({ maxDepth: 3 }, plain, fc.array(tie('value')), fc.dictionary(text, tie('value'))),
}))
const vendor = fc.dictionary(text, value, { noNullPrototype: true })

const textOf = (asked: object): string | undefined => questionOf({ vendor: asked })?.text

describe('the text of a question', () => {
  it('is that of no other', () => {
    fc.assert(
      fc.property(vendor, vendor, (one, other) => {
        const areSame = isDeepStrictEqual(plainly(one), plainly(other))
        expect(textOf(one) === textOf(other)).toBe(areSame)
      }),
      { numRuns: 2000 },
    )
  })

  it.each([
    [['a', 'b'], ['a,1:b']],
    [['1:a'], ['a']],
    [[1], ['1']],
    [[null], ['null']],
    [[['a'], 'b'], [['a', 'b']]],
    [[{ a: 'b' }], [{ 'a=1:b': '' }]],
    [[{}], [[]]],
    [[''], []],
  ])('tells %j from %j', (one, other) => {
    expect(textOf({ one })).not.toBe(textOf({ one: other }))
  })

  it('does not depend on the order of names, nor on what is undefined', () => {
    expect(textOf({ a: 1, b: 2 })).toBe(textOf({ b: 2, c: undefined, a: 1 }))
  })
})

/** Without what JSON does not tell apart. */
function plainly(asked: unknown): unknown {
  return JSON.parse(JSON.stringify(asked))
}
