import { describe, expect, it } from 'vitest'
import type { KeymuxError } from '../../src/core/keymux-error.js'
import { answering, asking, created, errorOf, profile, senderWith, type Stub } from './support/acme.js'
import { Sender } from '../../src/http/sender.js'

const ok = () => new Response(created)

type Given = Record<string, string>

function odd(headers: unknown): Given {
  return headers as Given
}

async function sentWith(ofClient: Given | undefined, ofCall?: Given, ofRequest?: Given): Promise<Given> {
  const fetch: Stub = answering(ok)
  const request = asking('acts', ofRequest === undefined ? {} : { headers: ofRequest })
  await senderWith(fetch, { headers: ofClient }).send(request, { headers: ofCall })
  const { authorization, ...others } = fetch.asked[0]?.headers ?? {}
  expect(authorization?.startsWith('Bearer ')).toBe(true)
  return others
}

describe('the headers of a request', () => {
  const own = { accept: 'application/json', 'content-type': 'application/json' }

  it('are few', async () => {
    expect(await sentWith(undefined)).toEqual(own)
    const fetch = answering(ok)
    await senderWith(fetch).send(asking('reads', { method: 'GET', body: undefined }))
    expect(Object.keys(fetch.asked[0]?.headers ?? {}).toSorted()).toEqual(['accept', 'authorization'])
    expect(fetch.asked[0]?.init.body).toBeNull()
  })

  it('are the client’s, the vendor’s and the call’s, the later ones first, whatever their case', async () => {
    expect(await sentWith({ 'X-A': '1', 'x-b': '1' }, { 'x-A': '2' }, { 'x-b': '3' })).toEqual({
      ...own,
      'x-a': '2',
      'x-b': '3',
    })
    expect(await sentWith({ Accept: 'text/html' })).toEqual({ ...own, accept: 'text/html' })
  })

  it.each([
    ['without a prototype', Object.assign(Object.create(null) as object, { 'X-A': '1' })],
    ['of the class Headers', new Headers({ 'X-A': '1' })],
    ['in a Map', new Map([['X-A', '1']])],
    ['with symbols beside it', { 'X-A': '1', [Symbol('s')]: 'x' }],
  ])('are taken from an object %s', async (_, given) => {
    expect(await sentWith(odd(given), odd(given))).toEqual({ ...own, 'x-a': '1' })
  })

  it('may have names that mean something to JavaScript', async () => {
    const given = JSON.parse('{"__proto__":"1","constructor":"2"}') as Given
    expect(Object.entries(await sentWith(given, given))).toEqual([
      ...Object.entries(own),
      ['__proto__', '1'],
      ['constructor', '2'],
    ])
  })

  it.each(['authorization', 'Authorization', 'AUTHORIZATION'])('cannot set %s', async (name) => {
    const given = { [name]: 'Bearer other' }
    expect(() => senderWith(answering(ok), { headers: given })).toThrow('pass `apiKey` instead')
    const fetch = answering(ok)
    const error = await errorOf(senderWith(fetch).send(asking('acts'), { headers: given }))
    expect(error).toMatchObject({ code: 'configuration', mayHaveActed: false })
    expect(fetch.asked).toEqual([])
  })

  it('cannot set the header that carries the credential elsewhere', async () => {
    const other = { ...profile, credential: { ...profile.credential, header: 'x-api-key', scheme: '' } }
    expect(() => new Sender(other, 'k', { headers: { 'X-API-Key': 'x' } })).toThrow('must not set X-API-Key')
    const fetch = answering(ok)
    await new Sender(other, 'key-1', { fetch }).send(asking('acts'))
    expect(fetch.asked[0]?.headers).toMatchObject({ 'x-api-key': 'key-1' })
    expect(fetch.asked[0]?.headers).not.toHaveProperty('authorization')
  })

  const hidden = 'Zx9QwErTyUiOpAsDfGhJkL'

  it.each([
    ['a line break in a value', { 'x-a': `${hidden}\r\nx-b: 1` }],
    ['a null byte in a value', { 'x-a': `${hidden}\0` }],
    ['a letter beyond Latin-1', { 'x-a': `${hidden}→` }],
    ['a number', { 'x-a': 1 }],
    ['undefined', { 'x-a': undefined }],
    ['a whole line for a name', { [`X-Key: ${hidden}`]: '' }],
    ['a line break in a name', { [`x\n${hidden}`]: 'a' }],
    ['an empty name', { '': hidden }],
    ['a list of pairs', [['x-a', hidden]]],
    ['a text', `x-a: ${hidden}`],
  ])('cannot hold %s, and the error does not quote it', async (_, given) => {
    const error = (await errorOf(
      senderWith(answering(ok)).send(asking('acts'), { headers: odd(given) }),
    )) as KeymuxError
    expect(error).toMatchObject({ code: 'configuration', mayHaveActed: false })
    expect(JSON.stringify(error).includes(hidden)).toBe(false)
    expect(() => senderWith(answering(ok), { headers: odd(given) })).toThrow('`headers`')
  })
})

describe('the other options', () => {
  it.each([
    ['fetch', { fetch: 'fetch' }, '`fetch` must be a function'],
    ['timeout', { timeout: 5000 }, '`timeout` must be an object'],
    ['timeout.attempt', { timeout: { attempt: 5 } }, '`timeout` has no `attempt`'],
    ['timeout.attemptMs', { timeout: { attemptMs: 0 } }, '`timeout.attemptMs` must be a number'],
    ['timeout.totalMs', { timeout: { totalMs: Infinity } }, '`timeout.totalMs` must be a number'],
    ['timeout.totalMs', { timeout: { totalMs: 2 ** 31 } }, '`timeout.totalMs` must be a number'],
    ['timeout.totalMs', { timeout: { totalMs: '1000' } }, '`timeout.totalMs` must be a number'],
    ['retry.limit', { retry: { limit: -1 } }, '`retry.limit` must be a whole number'],
    ['retry.limit', { retry: { limit: 1.5 } }, '`retry.limit` must be a whole number'],
    ['retry.limit', { retry: { limit: Infinity } }, '`retry.limit` must be a whole number'],
  ])('%s is refused where it is wrong', (_, options, message) => {
    expect(() => senderWith(answering(ok), options as object)).toThrow(message)
  })

  it('may be undefined', () => {
    const options = {
      headers: undefined,
      timeout: { attemptMs: undefined, totalMs: undefined },
      retry: { limit: undefined },
      dangerouslyAllowBrowser: undefined,
    }
    expect(() => senderWith(answering(ok), options as object)).not.toThrow()
  })

  it.each([['x'], [{}], [{ aborted: false }], [true]])('signal cannot be %j', async (signal) => {
    const fetch = answering(ok)
    const error = await errorOf(
      senderWith(fetch).send(asking('acts'), { signal: signal as unknown as AbortSignal }),
    )
    expect(error).toMatchObject({ code: 'configuration', mayHaveActed: false })
    expect(fetch.asked).toEqual([])
  })
})
