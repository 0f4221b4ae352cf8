import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { jsonFault } from '../../src/core/json-fault.js'

function nested(levels: number): unknown {
  return Array.from({ length: levels }).reduce<unknown>((inner) => ({ inner }), 1)
}

describe('jsonFault', () => {
  it('finds none in what survives JSON unchanged', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(jsonFault(value)).toBeUndefined()
      }),
    )
  })

  it('finds one in all that JSON would change', () => {
    fc.assert(
      fc.property(fc.anything({ withBigInt: true, withDate: true, withMap: true }), (value) => {
        if (jsonFault(value) !== undefined) return
        expect(JSON.stringify(JSON.parse(JSON.stringify(value)))).toBe(JSON.stringify(value))
      }),
    )
  })

  const self: Record<string, unknown> = {}
  self['self'] = { self }

  it.each([
    ['NaN', { a: [NaN] }, 'must not hold NaN or Infinity'],
    ['a function', { a: () => 1 }, 'must be JSON: it holds a function'],
    ['a symbol', [Symbol('s')], 'must be JSON: it holds a symbol'],
    ['a bigint', { a: 1n }, 'must be JSON: it holds a bigint'],
    ['undefined in a list', [undefined], 'must be JSON: it holds undefined'],
    ['a hole in a list', Array.from<string>({ length: 2 }).concat(['x']), 'must be JSON: it holds undefined'],
    ['a Date', { a: new Date() }, 'must be JSON: it holds an object that is not plain'],
    ['a Map', { a: new Map() }, 'must be JSON: it holds an object that is not plain'],
    ['a toJSON of its own', { a: { toJSON: () => 1 } }, 'must be JSON: it holds an object that is not plain'],
    [
      'a hidden toJSON',
      Object.defineProperty({}, 'toJSON', { value: () => undefined }),
      'must be JSON: it holds an object that is not plain',
    ],
    ['itself', self, 'must be JSON: it contains itself'],
  ])('finds %s', (_, value, fault) => {
    expect(jsonFault(value)).toBe(fault)
  })

  it('takes the same object twice, and one without a prototype', () => {
    const shared = { a: 1 }
    expect(
      jsonFault({ one: shared, two: shared, three: Object.assign(Object.create(null), { a: 1 }) }),
    ).toBeUndefined()
  })

  it('takes 200 levels, and does not run out of stack on more', () => {
    expect(jsonFault(nested(200))).toBeUndefined()
    expect(jsonFault(nested(201))).toBe('must not be nested deeper than 200 levels')
    expect(jsonFault(nested(100_000))).toBe('must not be nested deeper than 200 levels')
  })
})
