import { describe, expect, it } from 'vitest'
import { jsonFault } from '../../src/core/json-fault.js'
import { holdsFields, readOnce } from '../../src/core/read-once.js'
import { Secret } from '../../src/core/secret.js'

class Base {
  get name(): string {
    return 'CI'
  }

  method(): string {
    return 'none of the fields'
  }
}

class Input extends Base {
  readonly owner = 'user_1'

  get enabled(): boolean {
    return true
  }
}

describe('readOnce', () => {
  it('reads each field once, deep inside too', () => {
    let reads = 0
    const counted = (): number => (reads += 1)
    const given = {
      get a() {
        return counted()
      },
      deep: [
        {
          get b() {
            return counted()
          },
        },
      ],
    }
    const read = readOnce(given)
    expect([JSON.stringify(read), JSON.stringify(read), reads]).toEqual([
      '{"a":1,"deep":[{"b":2}]}',
      '{"a":1,"deep":[{"b":2}]}',
      2,
    ])
  })

  it('reads the fields of a class, inherited ones too, and no method', () => {
    const fields = { owner: 'user_1', enabled: true, name: 'CI' }
    expect(readOnce(new Input())).toEqual(fields)
    expect(readOnce([new Input(), { name: 'x' }])).toEqual([fields, { name: 'x' }])
    expect(readOnce(Object.create({ name: 'x' }))).toEqual({ name: 'x' })
  })

  it('leaves what is not plain as it is, for the checks to refuse', () => {
    const given = { date: new Date(0), secret: new Secret('s'), map: new Map(), own: { toJSON: () => 1 } }
    const read = readOnce(given) as typeof given
    expect([read.date, read.secret, read.map]).toEqual([given.date, given.secret, given.map])
    expect(read.secret).toBe(given.secret)
    expect(jsonFault(read.own)).toContain('not plain')
  })

  it('keeps what JSON keeps: null, undefined, holes as undefined, a name of __proto__', () => {
    const holed = ['a', 'b']
    delete holed[0]
    expect(readOnce({ a: null, b: undefined, holed })).toEqual({
      a: null,
      b: undefined,
      holed: [undefined, 'b'],
    })
    const given: unknown = JSON.parse('{"__proto__":{"x":1}}')
    expect(JSON.stringify(readOnce({ given }))).toBe('{"given":{"__proto__":{"x":1}}}')
  })

  it('takes a list with a toJSON of its own for the list that it is', () => {
    const list = Object.assign(['a'], { toJSON: () => ['b'] })
    expect(JSON.stringify(readOnce({ list }))).toBe('{"list":["a"]}')
  })

  it('ends at what contains itself, and at what is deeper than anybody takes', () => {
    const self: Record<string, unknown> = {}
    self['one'] = self
    self['two'] = [self]
    expect(jsonFault((readOnce({ self }) as { self: unknown }).self)).toBe('must be JSON: it contains itself')
    const deep = Array.from({ length: 100_000 }).reduce<unknown>((inner) => ({ inner }), 1)
    expect(jsonFault(readOnce({ deep }))).toContain('nested deeper')
  })

  it('copies once what stands in many places', () => {
    const wide = Array.from({ length: 60 }).reduce<object>((inner) => ({ one: inner, two: inner }), {})
    const { one, two } = (readOnce({ wide }) as { wide: { one: object; two: object } }).wide
    expect(one).toBe(two)
  })
})

describe('holdsFields', () => {
  it.each([[{}], [Object.create(null)], [new Input()]])('%# does', (value) => {
    expect(holdsFields(value)).toBe(true)
  })

  it.each<[unknown]>([
    [null],
    [undefined],
    ['x'],
    [[]],
    [new Map([['name', 'x']])],
    [new Set()],
    [new Date()],
    [Object(1)],
    [Object('x')],
    [Object(true)],
    [Promise.resolve({})],
    [new Headers()],
    [new Secret('x')],
    [() => ({})],
  ])('%# does not', (value) => {
    expect(holdsFields(value)).toBe(false)
  })
})
