import { describe, expect, it } from 'vitest'
import { queryText } from '../../src/core/codecs/query-text.js'
import { fitsText, InputCheck } from '../../src/core/input-check.js'
import { KeymuxError } from '../../src/core/keymux-error.js'

const acme = { id: 'acme', name: 'Acme' }

function errorOf(check: InputCheck): KeymuxError | undefined {
  try {
    check.end()
    return undefined
  } catch (error) {
    if (KeymuxError.is(error)) return error
    throw error
  }
}

/** What a check says, as `path message`. */
function issuesOf(run: (check: InputCheck) => unknown): string[] {
  const check = new InputCheck(acme, 'update')
  run(check)
  return (errorOf(check)?.issues ?? []).map(({ path, message }) => `${path} ${message}`)
}

/** What a list is joined to, and what is wrong with it. */
function joined(list: unknown): [string[], string | undefined] {
  let text: string | undefined
  return [issuesOf((check) => (text = check.joined('may', list, ' AND ', /^[a-z]+$/))), text]
}

describe('InputCheck of what is no input to create', () => {
  it.each([['key_1'], ['k/1'], ['...'], ['ä']])('takes %j for an id', (id) => {
    expect(issuesOf((check) => check.id('id', id))).toEqual([])
  })

  it.each([[''], ['.'], ['..'], [1], [null], [undefined], [{}]])('takes no %j for an id', (id) => {
    expect(issuesOf((check) => check.id('id', id))).toHaveLength(1)
  })

  it('holds an id to the limits of the vendor', () => {
    expect(issuesOf((check) => check.id('id', 'k', { min: 3, pattern: /^\w+$/ }))).toEqual([
      'id must have at least 3 characters',
    ])
  })

  it('asks for an option of the client, and says how to come by it', () => {
    expect(issuesOf((check) => check.option('batch', undefined, 'set ACME_BATCH'))).toEqual([
      'batch is missing: set ACME_BATCH',
    ])
    expect(issuesOf((check) => check.option('batch', 'b', 'set ACME_BATCH'))).toEqual([])
  })

  it('refuses null alone where null does harm', () => {
    expect(
      [null, undefined, 0].map((value) => issuesOf((check) => check.notNull('n', value)).length),
    ).toEqual([1, 0, 0])
  })

  it('wants a change that changes something', () => {
    expect(issuesOf((check) => check.changes({ a: undefined }, ['a', 'b']))).toEqual([
      'patch must change something: a, b',
    ])
    expect(issuesOf((check) => check.changes({ a: null }, ['a']))).toEqual([])
  })

  it('joins a list into one text, of entries that are harmless there', () => {
    expect(joined(['a', 'b'])).toEqual([[], 'a AND b'])
    expect(joined([])).toEqual([[], undefined])
    expect(joined(undefined)).toEqual([[], undefined])
    expect(joined('a')).toEqual([['may must be a list'], undefined])
    expect(joined(['a OR b'])[0]).toEqual(['may[0] must match ^[a-z]+$'])
  })

  it('names every field that an object must hold', () => {
    expect(issuesOf((check) => check.holds({ b: 1 }, ['a', 'b', 'c'], 'vendor.'))).toEqual([
      'vendor.a is required',
      'vendor.c is required',
    ])
  })

  it('counts what it does not list', () => {
    const check = new InputCheck(acme, 'import')
    for (let index = 0; index < 1000; index += 1) check.refuse(`keys[${index}]`, 'is wrong')
    const error = errorOf(check)
    expect(error?.issues).toHaveLength(1000)
    expect(error?.message).toContain('; and 990 more. Nothing was sent')
    expect(error?.message).toMatch(/^Acme cannot import keys: `keys\[0\]` is wrong; /)
  })
})

describe('fitsText', () => {
  it.each([
    ['a', { min: 1, max: 2 }, true],
    ['', { min: 1 }, false],
    ['🔑🔑', { max: 2 }, true],
    ['ak_1', { pattern: /^ak_/ }, true],
    ['sk_1', { pattern: /^ak_/ }, false],
  ])('of %j and %j is %s', (text, rule, fits) => {
    expect(fitsText(text, rule)).toBe(fits)
  })
})

describe('queryText', () => {
  it('leaves out what has no value and writes the rest as a URL wants it', () => {
    expect(queryText({})).toBe('')
    expect(queryText({ a: undefined })).toBe('')
    expect(queryText({ a: 'x y&z', b: undefined, c: 0, d: true })).toBe('?a=x+y%26z&c=0&d=true')
  })
})
