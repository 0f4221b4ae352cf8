import { inspect } from 'node:util'
import vm from 'node:vm'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cleanCause } from '../../src/core/clean-cause.js'
import { findLeaks } from '../leaks/find-leaks.js'
import { printingsOfError } from '../leaks/printings.js'

const credential = 'root_Zx9QwErTyUiOpAsDfGhJkL'

function leaks(error: Error): string[] {
  return Object.entries(printingsOfError(error)).flatMap(([way, text]) =>
    findLeaks(text, { secrets: [credential] }).map((leak) => `${way}: ${leak}`),
  )
}

describe('cleanCause', () => {
  it('keeps name, message and code', () => {
    const thrown = Object.assign(new TypeError('fetch failed'), { code: 'ECONNRESET' })
    const copy = cleanCause(thrown, [])
    expect(copy).toMatchObject({ name: 'TypeError', message: 'fetch failed', code: 'ECONNRESET' })
    expect(copy.stack).toBe('TypeError: fetch failed')
  })

  it.each([
    ['in its message', new Error(`bad ${credential}`)],
    ['in its name', Object.assign(new Error('x'), { name: `E${credential}` })],
    ['in its code', Object.assign(new Error('x'), { code: credential })],
    ['in its stack', Object.assign(new Error('x'), { stack: credential })],
    [
      'in a request with headers',
      Object.assign(new Error('x'), {
        request: { headers: new Headers({ authorization: `Bearer ${credential}` }) },
        options: { headers: { authorization: credential } },
      }),
    ],
    ['in its cause', new Error('x', { cause: new Error('y', { cause: new Error(credential) }) })],
    ['in a cause that is a text', new Error('x', { cause: credential })],
    ['in one of many errors', new AggregateError([new Error(credential)], `all failed: ${credential}`)],
    ['one that nobody told it of', new Error('fetch said: ak_live_Mn7bVcXzLkJhGfDs is bad')],
    ['cut short', new Error(`bad key root_${credential.slice(5, 15)}***`)],
  ])('takes a credential out that is %s', (_, thrown) => {
    expect(leaks(cleanCause(thrown, [credential]))).toEqual([])
  })

  it('takes out what looks like a credential, and what a parser quotes', () => {
    const unknown = 'prod_Mn7bVcXzLkJhGfDsAp'
    expect(cleanCause(new Error(`no ${unknown}, no`), []).message).toBe('no [redacted], no')
    let thrown: unknown
    try {
      JSON.parse(`{"key":"${unknown}`)
    } catch (error) {
      thrown = error
    }
    expect(cleanCause(thrown, [])).toMatchObject({ name: 'SyntaxError', message: 'It could not be parsed.' })
  })

  it.each([
    'connect ECONNREFUSED 127.0.0.1:443',
    'getaddrinfo ENOTFOUND api.long-name-of-a-host.example',
    'unable to verify the first certificate',
    'UND_ERR_CONNECT_TIMEOUT happened',
  ])('leaves the words of a runtime: %s', (message) => {
    expect(cleanCause(new Error(message), []).message).toBe(message)
  })

  it('follows causes three deep, also when they come round', () => {
    const one = new Error('one')
    const two = new Error('two', { cause: one })
    one.cause = two
    const names: string[] = []
    for (let each: unknown = cleanCause(one, []); each instanceof Error; each = each.cause)
      names.push(each.message)
    expect(names).toEqual(['one', 'two', 'one', 'two'])
  })

  it.each([['text'], [42], [null], [undefined], [{ secret: credential }], [Symbol('s')], [() => credential]])(
    'says of %# only that it is no Error',
    (thrown) => {
      expect(cleanCause(thrown, [])).toMatchObject({ message: 'Something that is not an Error was thrown.' })
    },
  )

  it('keeps what an error of another realm says', () => {
    const foreign: unknown = vm.runInNewContext("new TypeError('over there')")
    expect(foreign instanceof Error).toBe(false)
    expect(cleanCause(foreign, [])).toMatchObject({ name: 'TypeError', message: 'over there' })
  })

  it('survives an error whose fields throw or are of the wrong kind', () => {
    const hostile = Object.defineProperties(new Error('x'), {
      message: {
        get: () => {
          throw new Error(credential)
        },
      },
      code: { value: 42 },
    })
    expect(inspect(cleanCause(hostile, [credential])).includes(credential)).toBe(false)
    const odd = { message: 'm', name: 42, code: {}, cause: { message: 7 } }
    expect(cleanCause(odd, [])).toMatchObject({ name: 'Error', message: 'm' })
  })

  it('never throws', () => {
    fc.assert(
      fc.property(
        fc.anything({ withNullPrototype: true, withProxy: true } as object),
        fc.string(),
        (thrown, secret) => {
          expect(cleanCause(thrown, [secret])).toBeInstanceOf(Error)
        },
      ),
    )
  })
})
