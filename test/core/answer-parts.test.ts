import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { issuesAt } from '../../src/core/issues-at.js'
import { known } from '../../src/core/known.js'
import { prefixOf } from '../../src/core/prefix-of.js'
import { textAfter } from '../../src/core/text-after.js'
import { textAt, valueAt } from '../../src/core/text-at.js'
import { withoutSecrets } from '../../src/core/without-secret.js'

const secret = 'prod_Zx9QwErTyUiOpAsDfGhJkL'

describe('prefixOf', () => {
  it.each([
    ['what was asked for', ['prod_'], /^[a-z]+_/, 'prod_'],
    ['what the vendor says', [undefined, 'prod_Zx9'], undefined, 'prod_Zx9'],
    ['the pattern', ['test_', ''], /^[a-z]+_/, 'prod_'],
    ['nothing', ['test_'], undefined, null],
    ['nothing for the whole secret', [secret], undefined, null],
    ['nothing for most of it', [secret.slice(0, -3)], undefined, null],
    ['the pattern after a prefix that gives it away', [secret], /^[a-z]+_/, 'prod_'],
    ['nothing for a pattern that takes all', [], /^.*$/, null],
    ['nothing for a pattern that fits elsewhere', [], /Zx9/, null],
  ])('is %s', (_, said, pattern, prefix) => {
    expect(prefixOf(secret, said, pattern)).toBe(prefix)
  })

  it('is short for a short secret, where it ends as a prefix does', () => {
    expect(prefixOf('prod_abc', ['prod_'])).toBe('prod_')
    expect(prefixOf('abcdef', ['abc'])).toBeNull()
    expect(prefixOf(undefined, ['a'])).toBeNull()
  })

  it('always begins the secret and is never all of it', () => {
    const part = fc.string({ unit: fc.constantFrom('a', 'b', '_', '1') })
    fc.assert(
      fc.property(part, fc.array(fc.option(part, { nil: undefined })), (text, said) => {
        const prefix = prefixOf(text, said, /[ab]+_/)
        expect(prefix === null || (text.startsWith(prefix) && prefix.length < text.length)).toBe(true)
      }),
    )
  })
})

describe('withoutSecrets', () => {
  it('takes the secret out of every text and name, and leaves the rest', () => {
    const when = new Date()
    const record = { a: secret, b: [`x${secret}y`, 1, null, true], c: { [secret]: when }, d: 'other' }
    expect(withoutSecrets(record, [secret])).toEqual({
      a: '[redacted]',
      b: ['x[redacted]y', 1, null, true],
      c: { '[redacted]': when },
      d: 'other',
    })
  })

  it('takes a number out that is the secret', () => {
    expect(withoutSecrets({ a: 12345678, b: 1 }, ['12345678'])).toEqual({ a: '[redacted]', b: 1 })
  })

  it('changes nothing that does not hold it', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(withoutSecrets({ value }, [secret])).toEqual({ value })
      }),
    )
  })

  it('keeps hostile names as names', () => {
    const record: unknown = JSON.parse(
      `{"__proto__":{"admin":true},"constructor":{"prototype":{"x":"${secret}"}}}`,
    )
    const clean = withoutSecrets(record, [secret]) as object
    expect(JSON.stringify(clean)).toBe(
      '{"__proto__":{"admin":true},"constructor":{"prototype":{"x":"[redacted]"}}}',
    )
    expect(Object.getPrototypeOf(clean)).toBe(Object.prototype)
    expect('admin' in {}).toBe(false)
  })

  it.each([
    ['objects', '{"a":', '}'],
    ['lists', '[', ']'],
  ])('survives 200,000 nested %s', (_, open, close) => {
    const bomb: unknown = JSON.parse(open.repeat(200_000) + `"${secret}"` + close.repeat(200_000))
    expect(JSON.stringify(withoutSecrets(bomb, [secret])).includes(secret)).toBe(false)
  })
})

describe('textAt', () => {
  const body: unknown = JSON.parse(
    '{"a":{"b":"x","n":5,"l":["body",0,"name"],"e":"","o":{}},"d":[{"m":"first"}]}',
  )

  it.each([
    [['a', 'b'], 'x'],
    [['a', 'n'], '5'],
    [['a', 'l'], 'body.0.name'],
    [['d', '0', 'm'], 'first'],
    [['a', 'e'], undefined],
    [['a', 'o'], undefined],
    [['d'], undefined],
    [['a', 'b', 'length'], undefined],
    [['d', 'length'], '1'],
    [['__proto__', 'constructor', 'name'], undefined],
    [['a', 'toString', 'name'], undefined],
  ])('%j is %s', (path, text) => {
    expect(textAt(body, ...path)).toBe(text)
  })

  it('is a text or undefined whatever the body', () => {
    fc.assert(
      fc.property(fc.anything(), fc.array(fc.string()), (any, path) => {
        expect(['string', 'undefined']).toContain(typeof textAt(any, ...path))
        expect(Array.isArray(issuesAt(any, path, ['a'], ['b']))).toBe(true)
      }),
    )
    expect(valueAt(undefined, [])).toBeUndefined()
  })
})

describe('issuesAt', () => {
  it('lists what names a place, in words where there are any', () => {
    const errors = [
      { at: 'body.name', say: 'too long' },
      { at: ['body', 0] },
      { say: 'no place' },
      null,
      'x',
      [[]],
    ]
    expect(issuesAt({ errors }, ['errors'], ['at'], ['say'])).toEqual([
      { path: 'body.name', message: 'too long' },
      { path: 'body.0', message: 'is not accepted' },
    ])
  })

  it.each([[null], ['x'], [{}], [{ errors: {} }], [{ errors: null }]])('is empty for %j', (body) => {
    expect(issuesAt(body, ['errors'], ['at'], ['say'])).toEqual([])
  })
})

describe('known', () => {
  it('leaves out what is undefined, and that alone', () => {
    const fields = known({ a: undefined, b: null, c: 0, d: '', e: false })
    expect(Object.entries(fields)).toEqual([
      ['b', null],
      ['c', 0],
      ['d', ''],
      ['e', false],
    ])
  })
})

describe('textAfter', () => {
  it.each([
    ['https://x.example/errors/a/b', 'a/b'],
    ['a/b', 'a/b'],
    ['/errors/', ''],
    [undefined, undefined],
  ])('of %s is %s', (text, rest) => {
    expect(textAfter(text, '/errors/')).toBe(rest)
  })
})
