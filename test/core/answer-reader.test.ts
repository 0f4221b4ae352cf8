import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { AnswerReader, type Presence } from '../../src/core/answer-reader.js'
import { rfc3339 } from '../../src/core/codecs/rfc3339.js'
import type { Fields } from '../../src/core/input-check.js'

/** What is read, and the codes of its warnings. */
function read<T>(from: Fields, work: (reader: AnswerReader) => T): [T, string[]] {
  const reader = new AnswerReader(from)
  const value = work(reader)
  return [value, reader.warnings.map(({ code }) => code)]
}

const wrong: readonly unknown[] = [null, 1, 0, true, 'x', '', [], [1], {}, { a: 1 }, 1.5, -1]

describe('AnswerReader.needed', () => {
  it.each([
    [{ id: 'key_1' }, 'key_1', []],
    [{ id: 12345 }, undefined, []],
    [{ ID: 'key_1' }, 'key_1', ['renamed']],
    [{ i_d: 'key_1' }, 'key_1', ['renamed']],
    [{ id: null, ID: 'key_1' }, 'key_1', ['renamed']],
    [{ id: '' }, undefined, []],
    [{ id: null }, undefined, []],
    [{ id: {} }, undefined, []],
    [{ id: ['key_1'] }, undefined, []],
    [{ id: true }, undefined, []],
    [{}, undefined, []],
  ])('of %j is %j', (from: Fields, id, warnings) => {
    expect(read(from, (reader) => reader.needed('id'))).toEqual([id, warnings])
  })

  it('takes the documented spelling before any other', () => {
    const from = { API_KEY: 'a', api_key: 'b', apiKey: 'c' }
    expect(read(from, (reader) => reader.needed(['apiKey', 'api_key']))).toEqual(['c', []])
    const old = { API_KEY: 'a', api_key: 'b' }
    expect(read(old, (reader) => reader.needed(['apiKey', 'api_key']))).toEqual(['b', []])
  })

  it('takes nothing from a prototype', () => {
    const from = Object.create({ id: 'inherited' }) as Fields
    expect(read(from, (reader) => reader.needed('id'))[0]).toBeUndefined()
    expect(read({}, (reader) => reader.needed(['constructor', 'toString']))[0]).toBeUndefined()
  })
})

describe('AnswerReader.object', () => {
  const inner = { key: 'k' }
  it.each([
    ['there', { data: inner }, inner, []],
    ['under another spelling', { DATA: inner }, inner, ['renamed']],
    ['in a list', { data: [inner] }, inner, ['wrong_type']],
    ['taken off', inner, inner, ['missing']],
    ['null', { data: null, key: 'k' }, { data: null, key: 'k' }, ['wrong_type']],
  ])('finds an envelope that is %s', (_, from: Fields, found, warnings) => {
    expect(read(from, (reader) => reader.object('data').fields)).toEqual([found, warnings])
  })
})

describe('AnswerReader reads leniently', () => {
  const kinds: readonly [string, (reader: AnswerReader, presence: Presence) => unknown, unknown][] = [
    ['text', (reader, presence) => reader.text('f', presence), 'x'],
    ['flag', (reader, presence) => reader.flag('f', presence), false],
    ['texts', (reader, presence) => reader.texts('f', presence), ['a', 'b']],
    ['metadata', (reader, presence) => reader.metadata('f', presence), { a: 1 }],
    ['moment', (reader, presence) => reader.moment('f', presence, rfc3339.decode), '2026-01-02T03:04:05Z'],
  ]

  it.each(kinds)('a %s that is there', (_, take, good) => {
    const [value, warnings] = read({ f: good }, (reader) => take(reader, 'required'))
    expect(value instanceof Date ? value.toISOString() : value).toEqual(
      value instanceof Date ? '2026-01-02T03:04:05.000Z' : good,
    )
    expect(warnings).toEqual([])
  })

  it.each(kinds)('a %s that is missing or null', (_, take) => {
    const warningsOf = (from: Fields, presence: Presence): string[] =>
      read(from, (reader) => take(reader, presence))[1]
    expect(warningsOf({}, 'required')).toEqual(['missing'])
    expect(warningsOf({}, 'nullable')).toEqual(['missing'])
    expect(warningsOf({}, 'optional')).toEqual([])
    expect(warningsOf({ f: null }, 'required')).toEqual(['wrong_type'])
    expect(warningsOf({ f: null }, 'nullable')).toEqual([])
    expect(warningsOf({ f: null }, 'optional')).toEqual([])
  })

  it.each(kinds)('a %s of every other type', (_, take, good) => {
    for (const value of wrong) {
      const [taken, warnings] = read({ f: value }, (reader) => take(reader, 'required'))
      const fits =
        typeof value === typeof good && Array.isArray(value) === Array.isArray(good) && value !== null
      expect(taken === undefined || fits).toBe(true)
      expect(warnings).toEqual(taken === undefined ? ['wrong_type'] : [])
    }
  })

  it('whatever comes, and never says a value', () => {
    const secret = 'Zx9QwErTyUiOpAsDfGhJkL'
    const anything = fc.oneof(fc.jsonValue(), fc.constant({ f: secret, F: [secret], [secret]: secret }))
    fc.assert(
      fc.property(anything, (value) => {
        const reader = new AnswerReader({ f: value, ...(value as object) })
        reader.object('f')
        reader.needed(['f', 'g'])
        for (const [, take] of kinds) take(reader, 'required')
        reader.record(['f'])
        expect(JSON.stringify(reader.warnings).includes(secret)).toBe(false)
      }),
    )
  })
})

describe('AnswerReader.record', () => {
  it('is the record less its secret, under any spelling', () => {
    const from = { id: '1', apiKey: 's', API_KEY: 's', 'api-key': 's', keyPrefix: 'p' }
    expect(new AnswerReader(from).record(['apiKey'])).toEqual({ id: '1', keyPrefix: 'p' })
  })

  it('keeps hostile names as names', () => {
    const from = JSON.parse('{"__proto__":{"polluted":1},"constructor":1,"id":"1"}') as Fields
    const record = new AnswerReader(from).record(['key'])
    expect(Object.keys(record).toSorted()).toEqual(['__proto__', 'constructor', 'id'])
    expect(Object.getPrototypeOf(record)).toBe(Object.prototype)
    expect(({} as Fields)['polluted']).toBeUndefined()
  })
})

describe('AnswerReader.of', () => {
  it.each([
    [{ a: 1 }, { a: 1 }],
    [[], {}],
    ['x', {}],
    [null, {}],
    [undefined, {}],
  ])('%j is read as %j', (answer, root) => {
    expect(AnswerReader.of(answer).fields).toEqual(root)
  })
})

describe('AnswerReader.part', () => {
  it.each([
    ['there', { p: { a: 1 } }, { a: 1 }, []],
    ['absent', {}, undefined, []],
    ['null', { p: null }, undefined, []],
    ['a text', { p: 'x' }, undefined, ['wrong_type']],
  ])('of an object that is %s', (_, from: Fields, found, warnings) => {
    expect(read(from, (reader) => reader.part('p')?.fields)).toEqual([found, warnings])
  })
})

function ids(from: Fields, presence: Presence): [unknown[] | undefined, string[]] {
  return read(from, (reader) => reader.each('all', presence, (item) => item.needed('id')))
}

describe('AnswerReader.partOrNothing', () => {
  it('reads nothing where there is no object, and says so at its place', () => {
    const reader = AnswerReader.of({})
    expect(reader.partOrNothing('p').text('name', 'required')).toBeUndefined()
    expect(reader.warnings.map(({ path }) => path)).toEqual(['/p/name'])
    expect(
      AnswerReader.of({ p: { name: 'x' } })
        .partOrNothing('p')
        .text('name', 'required'),
    ).toBe('x')
  })
})

describe('AnswerReader.each', () => {
  it.each<[Fields, Presence, unknown[] | undefined, string[]]>([
    [{ all: [{ id: 'a' }, { id: 'b' }] }, 'required', ['a', 'b'], []],
    [{ all: [] }, 'required', [], []],
    [{}, 'optional', [], []],
    [{}, 'required', undefined, ['missing']],
    [{ all: null }, 'nullable', [], []],
    [{ all: 'x' }, 'required', undefined, ['wrong_type']],
    [{ all: 'x' }, 'optional', undefined, ['wrong_type']],
    [{ all: [1, { id: 'a' }] }, 'required', [undefined, 'a'], ['wrong_type']],
  ])('of %j where it is %s', (from, presence, found, warnings) => {
    expect(ids(from, presence)).toEqual([found, warnings])
  })

  it('says where in the whole answer something is wrong', () => {
    const reader = AnswerReader.of({ data: { all: [{}, { name: 1 }] } })
    reader.object('data').each('all', 'required', (item) => item.text('name', 'required'))
    expect(reader.warnings.map(({ path }) => path)).toEqual(['/data/all/0/name', '/data/all/1/name'])
  })
})

describe('AnswerReader.count', () => {
  it.each([
    [3, 3, []],
    [0, 0, []],
    [-1, undefined, ['wrong_type']],
    [1.5, undefined, ['wrong_type']],
    ['3', undefined, ['wrong_type']],
  ])('of %j is %j', (n, found, warnings) => {
    expect(read({ n }, (reader) => reader.count('n', 'required'))).toEqual([found, warnings])
  })
})
