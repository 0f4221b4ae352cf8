import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseJson } from '../../src/http/answer.js'
import { salvageJson } from '../../src/http/salvage-json.js'

function deep(inner: string): string {
  return `${'['.repeat(1000)}${inner}${']'.repeat(1000)}`
}

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
    ['{"a":"x"]', { a: 'x' }],
    ['{"a" "x"', {}],
    ['{"a":NaN,"b":[None,1],"c":undefined,"d":0x1,"e":01,"f":"x"}', { b: [1], f: 'x' }],
    ['{"a":"x",}', { a: 'x' }],
    ['{a:"x",b:1,}', undefined],
    ['{"a":{b:"x"}}', { a: { b: 'x' } }],
    ['{/* c */"a":"x"}', undefined],
    ['{"a":"x",/* c */"b":"y" /* d */,"c":1}', { a: 'x', b: 'y', c: 1 }],
    ['{"a":"x\\ny\\u0021\\t","b":"x\ny","c":"\t\\"\\\\"}', { a: 'x\ny!\t', b: 'x\ny', c: '\t"\\' }],
    ['{"a":"\\x41","\\q":1,"b":"\\u12","c":"\\\\x41"}', { c: '\\x41' }],
    ['{"a":"x" "y","b":1 2}', { a: 'x', b: 1 }],
    ['{"__proto__":{"a":"x"},', JSON.parse('{"__proto__":{"a":"x"}}')],
    ['{"a":-1.5e3,"b":true,"c":null,"d":""', { a: -1500, b: true, c: null, d: '' }],
  ])('of %s', (text, value) => {
    expect(salvageJson(text)).toEqual(value)
  })

  it.each([
    ['{"ok":true}{"secret":"x"}', { secret: 'x' }],
    ['{"ok":true}\n{"secret":"x"', { secret: 'x' }],
    ['Warning: {} in line 1\n{"secret":"x"}', { secret: 'x' }],
    ['{"a":{"secret":"x"},"b', { a: { secret: 'x' } }],
    ['{"a":{"secret":"x"}]', { a: { secret: 'x' } }],
    ['{"a":1}{"b":2}', { a: 1 }],
    ['{"a":1}'.repeat(4) + '{"secret":"x"}', { secret: 'x' }],
    ['{"a":1}'.repeat(5) + '{"secret":"x"}', { a: 1 }],
  ])('of several objects gives the one that is wanted: %s', (text, value) => {
    expect(salvageJson(text, (each) => Object.hasOwn(each as object, 'secret'))).toEqual(value)
  })

  it('of JSON is what JSON.parse is', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
        const text = JSON.stringify(value)
        expect(JSON.stringify(salvageJson(text))).toBe(JSON.stringify(JSON.parse(text)))
      }),
    )
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

  it.each([
    ['nothing', ''],
    ['brackets in a text', '"]}[{\\"]"'],
    ['objects', '{"a":{"secret":"y"},"b":[]},{}'],
    ['brackets that do not match', '{]{]'],
  ])('passes over what is nested deeper than any answer, with %s in it, and reads on', (_, inner) => {
    const found = salvageJson(`{"meta":${deep(inner)},"secret":"x",`) as Record<string, unknown>
    expect(found['secret']).toBe('x')
    let depth = 0
    for (let at = found['meta']; Array.isArray(at); at = at[0]) depth += 1
    expect(depth).toBe(200)
  })

  it('reads nothing behind what is nested too deep and cut off there', () => {
    const text = `{"id":"key_1","meta":${'['.repeat(1000)}],"secret":"x"}`
    expect(Object.keys(salvageJson(text) as object)).toEqual(['id', 'meta'])
  })

  it('takes time in proportion to the text', () => {
    const from = performance.now()
    salvageJson('{"a":['.repeat(100_000))
    salvageJson(`{"a":${'['.repeat(5_000_000)}`)
    salvageJson(`{"a":${'[{"b":'.repeat(1_000_000)}`)
    salvageJson(`{"a":"${'\\'.repeat(4_000_000)}`)
    salvageJson('{"a":1,'.repeat(200_000))
    salvageJson(`{"a":"x",${'"\\x"x,'.repeat(100_000)}`, () => false)
    salvageJson('{}'.repeat(1_000_000), () => false)
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
