import { createHash } from 'node:crypto'
import * as fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import { Secret } from '../../src/core/secret.js'
import { findLeaks } from '../leaks/find-leaks.js'
import { printings, printingsOfError } from '../leaks/printings.js'

const text = 'prod_Zx9QwErTyUiOpAsDfGhJkL'
const hidden = { secrets: [text] }

/** Another copy of the module, as a second version of the package in one app is. */
async function anotherCopy(): Promise<typeof Secret> {
  vi.resetModules()
  const copy = await import('../../src/core/secret.js')
  expect(copy.Secret === Secret).toBe(false)
  return copy.Secret
}

function leaks(ways: Record<string, string>): string[] {
  return Object.entries(ways).flatMap(([way, printed]) =>
    findLeaks(printed, hidden).map((leak) => `${way}: ${leak}`),
  )
}

describe('Secret prints', () => {
  it.each([
    ['by itself', (secret: Secret): unknown => secret],
    ['in an object', (secret: Secret): unknown => ({ secret, list: [secret] })],
    ['deep', (secret: Secret): unknown => ({ a: { b: { c: { d: { e: [new Map([['k', secret]])] } } } } })],
    ['in a closure', (secret: Secret): unknown => ({ get: () => secret })],
    ['as a spread copy', (secret: Secret): unknown => ({ ...secret })],
    ['as entries', (secret: Secret): unknown => [Object.entries(secret), Reflect.ownKeys(secret)]],
  ])('nothing, %s', (_, wrap) => {
    expect(leaks(printings(wrap(new Secret(text, 'prod_'))))).toEqual([])
  })

  it.each([
    ['String', (secret: Secret) => String(secret)],
    ['a template', (secret: Secret) => `${secret as unknown as string}`],
    ['addition', (secret: Secret) => '' + (secret as unknown as string)],
    ['toString', (secret: Secret) => secret.toString()],
    ['JSON', (secret: Secret) => JSON.parse(JSON.stringify([secret])) as string[]],
    ['toLocaleString', (secret: Secret) => secret.toLocaleString()],
  ])('[redacted] in %s', (_, print) => {
    expect(String(print(new Secret(text)))).toBe('[redacted]')
  })

  it('[redacted] on the console, and its class alone where hooks are off', () => {
    const ways = printings(new Secret(text))
    expect(ways['inspect']).toBe('[redacted]')
    expect(ways['inspect without hooks']?.startsWith('Secret')).toBe(true)
    expect(ways['structuredClone']).toBe('{}')
  })

  it('nothing in an error that it is put into', () => {
    const secret = new Secret(text)
    const error = new Error(`no good: ${secret as unknown as string}`, { cause: new Error(String(secret)) })
    expect(leaks(printingsOfError(Object.assign(error, { secret })))).toEqual([])
    expect(error.message).toBe('no good: [redacted]')
  })
})

describe('Secret', () => {
  it('gives any text back', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (any) => {
        expect(new Secret(any).reveal()).toBe(any)
      }),
      { numRuns: 50 },
    )
  })

  it('has a hint with the prefix and at most four more characters, and none of a short one', () => {
    const part = fc.string({ minLength: 0, maxLength: 40 })
    fc.assert(
      fc.property(part, part, (prefix, rest) => {
        const { hint } = new Secret(prefix + rest, prefix)
        const shown = rest === '' ? '' : prefix
        expect(hint.startsWith(`${shown}…`)).toBe(true)
        expect(hint.slice(shown.length + 1)).toBe(rest.length >= 12 ? rest.slice(-4) : '')
      }),
    )
  })

  it('has no prefix in its hint that it does not start with, or that is all of it', () => {
    expect(new Secret(text, 'test_').hint).toBe(`…${text.slice(-4)}`)
    expect(new Secret('abc', 'abc').hint).toBe('…')
    expect(new Secret('').hint).toBe('…')
  })

  it.each([[undefined], [null], [42], [{}], [[text]], [Buffer.from(text)]])(
    'is made of no text but a text, and equals nothing else: %#',
    (other) => {
      const given = other as unknown as string
      const make = (): Secret => new Secret(given)
      expect(make).toThrow('A Secret is made of a string.')
      expect(new Secret(text).equals(given)).toBe(false)
    },
  )

  it.each([[undefined], ['HEX'], ['base-64'], ['toString'], [0]])(
    'has no digest in the encoding %j',
    async (encoding) => {
      const digest = new Secret(text).sha256(encoding as 'hex')
      await expect(digest).rejects.toMatchObject({ name: 'KeymuxError', code: 'invalid_request' })
      await expect(digest).rejects.toThrow('must be one of base64, base64url, hex')
    },
  )

  it('equals the same text, and no other', () => {
    const any = fc.string({ unit: 'binary', maxLength: 20 })
    fc.assert(
      fc.property(any, any, (one, other) => {
        expect(new Secret(one).equals(other)).toBe(one === other)
        expect(new Secret(one).equals(new Secret(other))).toBe(one === other)
        expect(new Secret(one).equals(one)).toBe(true)
      }),
    )
  })

  it.each([
    ['', 'a'],
    ['a', ''],
    ['aa', 'a'],
    ['a', 'aa'],
    ['abab', 'ab'],
    ['a\0', 'a'],
    ['é', 'e\u0301'],
    ['a\ud800', 'a\ud801'],
    ['\udc00', '\ufffd'],
  ])('tells %j from %j', (one, other) => {
    expect(new Secret(one).equals(other)).toBe(false)
  })

  it.each(['hex', 'base64', 'base64url'] as const)('digests as node:crypto does, in %s', async (encoding) => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme' }), async (any) => {
        expect(await new Secret(any).sha256(encoding)).toBe(createHash('sha256').update(any).digest(encoding))
      }),
      { numRuns: 50 },
    )
  })
})

describe('Secret of another copy', () => {
  it('is recognised, reveals and compares', async () => {
    const Other = await anotherCopy()
    const foreign: unknown = new Other(text, 'prod_')
    expect(Secret.is(foreign)).toBe(true)
    expect(Other.is(new Secret(text))).toBe(true)
    expect(Secret.is(foreign) && foreign.reveal() === text).toBe(true)
    expect(Secret.is(foreign) && new Secret(text).equals(foreign)).toBe(true)
    expect(leaks(printings({ foreign }))).toEqual([])
  })

  it.each([[null], [undefined], ['text'], [42], [{}], [[]], [() => 1], [{ reveal: () => text }]])(
    'is not %#',
    (value) => {
      expect(Secret.is(value)).toBe(false)
    },
  )

  it('has no content in a copy of its shape', () => {
    const fake = Object.create(Secret.prototype) as Secret
    expect(() => fake.reveal()).toThrow(TypeError)
    expect(String(fake)).toBe('[redacted]')
  })
})

describe('Secret cannot be', () => {
  const secret = new Secret(text)
  it.each([
    ['given another prototype', () => Object.setPrototypeOf(secret, {})],
    ['given a property', () => Object.assign(secret, { toJSON: () => 'x' })],
    [
      'given a hook',
      () => Object.defineProperty(secret, Symbol.for('nodejs.util.inspect.custom'), { value: 1 }),
    ],
  ])('%s', (_, tamper) => {
    expect(tamper).toThrow(TypeError)
    expect(String(secret)).toBe('[redacted]')
  })
})
