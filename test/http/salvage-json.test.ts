import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseJson } from '../../src/http/answer.js'
import { salvageJson } from '../../src/http/salvage-json.js'

describe('salvageJson', () => {
  it.each([
    ['{"a":"x","b":"y', { a: 'x' }],
    ['{"a":"x","b":"y"', { a: 'x', b: 'y' }],
    ['{"a":"x","b', { a: 'x' }],
    ['{"a":"x","b"', { a: 'x' }],
    ['{"a":"x","b":', { a: 'x' }],
    ['{"a":"x",', { a: 'x' }],
    ['{"a":{"b":{"c":"x"', { a: { b: { c: 'x' } } }],
    ['{"a":[1,2,{"b":"x"},"y', { a: [1, 2, { b: 'x' }] }],
    ['{"a":12', {}],
    ['{"a":12,"b":tru', { a: 12 }],
    ['{"a":"}{\\"][,:","b":"\\\\"', { a: '}{"][,:', b: '\\' }],
    ['{"a":"x\\', {}],
    ['{"a":"x\\u00', {}],
    ['{', {}],
    ['{"a":"x"} and more }', { a: 'x' }],
    [')]}\'\n{"a":"x"}', { a: 'x' }],
    ['callback({"a":"x"});', { a: 'x' }],
    ['', undefined],
    ['no object', undefined],
    ['<style>p { color: red }</style>', undefined],
    ['{"a":"x"]', undefined],
    ['{"a" "x"', {}],
  ])('of %s', (text, value) => {
    expect(salvageJson(text)).toEqual(value)
  })

  it('finds only what is in the whole, however it is cut', () => {
    const whole = fc.dictionary(fc.string({ minLength: 1 }), fc.jsonValue({ maxDepth: 3 }))
    fc.assert(
      fc.property(whole, fc.nat(), (value, at) => {
        const text = JSON.stringify(value)
        const cut = text.slice(0, at % (text.length + 1))
        const found = salvageJson(cut)
        if (cut === '') return
        expect(isPartOf(found, JSON.parse(text))).toBe(true)
      }),
    )
  })

  it('takes time in proportion to the text', () => {
    const from = performance.now()
    salvageJson('{"a":['.repeat(200_000))
    salvageJson(`{"a":"${'\\'.repeat(4_000_000)}`)
    salvageJson('{"a":1,'.repeat(400_000))
    expect(performance.now() - from).toBeLessThan(3000)
  })
})

describe('parseJson', () => {
  it('is JSON where it is', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(JSON.stringify(parseJson(JSON.stringify(value)))).toBe(JSON.stringify(value))
      }),
    )
  })

  it('never throws', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'{}[]",:\\ax1 ') }), (text) => {
        expect(() => parseJson(text)).not.toThrow()
      }),
      { numRuns: 1000 },
    )
  })
})

function isPartOf(part: unknown, whole: unknown): boolean {
  if (typeof part !== 'object' || part === null) return Object.is(part, whole)
  if (typeof whole !== 'object' || whole === null) return false
  return Object.entries(part).every(
    ([name, value]) =>
      Object.hasOwn(whole, name) && isPartOf(value, (whole as Record<string, unknown>)[name]),
  )
}
