import { isDeepStrictEqual } from 'node:util'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Questions } from '../../src/cache/question.js'

/** Of few letters, those among them that a text of a question is made of, so that two are often nearly the same. */
const text = fc.string({ unit: fc.constantFrom(...'01:,=[]{}"a'), maxLength: 6 })
const plain = fc.oneof(text, fc.integer({ min: -1, max: 11 }), fc.boolean(), fc.constant(null))
const { value } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof({ maxDepth: 3 }, plain, fc.array(tie('value')), fc.dictionary(text, tie('value'))),
}))
const vendor = fc.dictionary(text, value, { noNullPrototype: true })

const textOf = (asked: object): string | undefined => new Questions().of({ vendor: asked })?.text

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

describe('the text of a question for scopes', () => {
  const lists = fc.array(fc.array(text, { maxLength: 4 }), { minLength: 2, maxLength: 20 })

  it('is that of the list, of each and no other', () => {
    fc.assert(
      fc.property(lists, (all) => {
        const questions = new Questions()
        const texts = all.map((scopes) => questions.of({ scopes })?.text)
        const again = all.map((scopes) => questions.of({ scopes: [...scopes], cost: undefined })?.text)
        expect(again).toEqual(texts)
        expect(new Set(texts).size).toBe(new Set(all.map((scopes) => JSON.stringify(scopes))).size)
      }),
    )
  })

  it('follows a list that is changed', () => {
    const questions = new Questions()
    const scopes = ['read']
    const before = questions.of({ scopes })?.text
    scopes[0] = 'write'
    const after = questions.of({ scopes })?.text
    expect(after).not.toBe(before)
    expect(after).toBe(questions.of({ scopes: ['write'] })?.text)
  })

  it('is not that of a question for more', () => {
    const questions = new Questions()
    const scopes = ['read']
    const more = [{ scopes }, { scopes, cost: 0 }, { scopes, vendor: {} }, { vendor: { scopes } }, {}]
    expect(new Set(more.map((each) => questions.of(each)?.text)).size).toBe(more.length)
  })

  it.each([
    ['short', ''],
    ['long', 'x'.repeat(100)],
  ])('stays one of its own when there are very many, and %s', (_name, end) => {
    const questions = new Questions()
    const all = Array.from({ length: 3000 }, (_, index) => [`scope ${index}${end}`, 'read'])
    const texts = all.map((scopes) => questions.of({ scopes })?.text)
    expect(new Set(texts).size).toBe(all.length)
    expect(all.map((scopes) => questions.of({ scopes })?.text)).toEqual(texts)
  })

  it('is none of what is no list of scopes', () => {
    for (const scopes of [[undefined], [() => 'read'], ['read', Symbol('write')]])
      expect(new Questions().of({ scopes: scopes as string[] })).toBeUndefined()
  })
})

/** Without what JSON does not tell apart. */
function plainly(asked: unknown): unknown {
  return JSON.parse(JSON.stringify(asked))
}
