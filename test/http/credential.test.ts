import { inspect } from 'node:util'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { Secret } from '../../src/core/secret.js'
import type { Credential } from '../../src/core/client-options.js'
import { findLeaks } from '../leaks/find-leaks.js'
import { printings, printingsOfError } from '../leaks/printings.js'
import { answering, asking, created, credential, errorOf, senderWith } from './support/acme.js'
import { watchRejections } from './support/watch.js'

watchRejections()
afterEach(() => vi.unstubAllEnvs())

function leaks(ways: Record<string, string>): string[] {
  return Object.entries(ways).flatMap(([way, text]) =>
    findLeaks(text, { secrets: [credential] }).map((leak) => `${way}: ${leak}`),
  )
}

const ok = () => new Response(created)

/** A credential that TypeScript would refuse. */
function junk(value: unknown): Credential {
  return value as Credential
}

describe('a credential', () => {
  it.each<[string, Credential]>([
    ['a text', credential],
    ['a Secret', new Secret(credential)],
    ['a function', () => credential],
    ['a function that gives a Secret', () => new Secret(credential)],
    ['an async function', async () => credential],
    ['an async function that gives a Secret', async () => new Secret(credential)],
  ])('is sent when it is %s', async (_, given) => {
    const fetch = answering(ok)
    await senderWith(fetch, {}, given).send(asking('acts'))
    expect(fetch.asked[0]?.headers['authorization'] === `Bearer ${credential}`).toBe(true)
  })

  it('comes from the environment where none is given', async () => {
    vi.stubEnv('ACME_API_KEY', credential)
    const fetch = answering(ok)
    const { Sender } = await import('../../src/http/sender.js')
    const { profile } = await import('./support/acme.js')
    await new Sender(profile, undefined, { fetch }).send(asking('acts'))
    expect(fetch.asked[0]?.headers['authorization'] === `Bearer ${credential}`).toBe(true)
  })

  it('is asked for at each call and each attempt', async () => {
    let turn = 0
    const fetch = answering(() => new Response('', { status: 429, headers: { 'retry-after': '0' } }), ok)
    const sender = senderWith(fetch, {}, () => `token-${(turn += 1)}`)
    await sender.send(asking('acts'))
    await sender.send(asking('acts'))
    expect(fetch.asked.map(({ headers }) => headers['authorization'])).toEqual([
      'Bearer token-1',
      'Bearer token-2',
      'Bearer token-3',
    ])
  })

  it.each([[''], [undefined]])('that is %j is missing, and the error names option and variable', (given) => {
    vi.stubEnv('ACME_API_KEY', '')
    const make = (): unknown => senderWith(answering(ok), {}, junk(given ?? ''))
    expect(make).toThrow('`apiKey` is missing. Pass it to acme(), or set ACME_API_KEY.')
  })

  it.each([[1], [{}], [[credential]], [true], [Symbol('x')], [{ reveal: () => credential }]])(
    'cannot be %#',
    (given) => {
      expect(() => senderWith(answering(ok), {}, junk(given))).toThrow(
        'must be a string, a Secret, or a function',
      )
    },
  )

  it.each<[string, unknown]>([
    ['has a newline at its end', `${credential}\n`],
    ['has a space', `${credential} x`],
    ['has a letter beyond ASCII', `${credential}é`],
    ['has a null byte', `${credential}\0`],
    ['is made of blanks', ' '],
    ['is a function that gives nothing', () => ''],
    ['is a function that gives a newline', async () => `${credential}\r\n`],
    ['is a function that gives undefined', () => undefined],
    ['is a function that gives a number', () => 42],
    ['is a function that gives a list', () => [credential]],
    ['is a Secret of another kind', { [Symbol.for('keymux.Secret')]: true, reveal: () => 5 }],
  ])('is refused before anything is sent when it %s', async (_, given) => {
    const fetch = answering(ok)
    const error = await errorOf(senderWith(fetch, {}, junk(given)).send(asking('acts')))
    expect(error).toMatchObject({ code: 'configuration', mayHaveActed: false, retryable: false })
    expect(fetch.asked).toEqual([])
    expect(leaks(printingsOfError(error))).toEqual([])
  })

  it.each<[string, () => Promise<string>]>([
    [
      'throws',
      () => {
        throw new Error(`vault said no to ${credential}`)
      },
    ],
    ['rejects', async () => Promise.reject(new Error(`no: ${credential}`, { cause: new Error(credential) }))],
    // oxlint-disable-next-line prefer-promise-reject-errors -- that is what is tried here
    ['rejects with a text', async () => Promise.reject(credential)],
    [
      'rejects with a request',
      async () => Promise.reject(Object.assign(new Error('x'), { config: { headers: { a: credential } } })),
    ],
  ])('whose function %s is a configuration error without it', async (_, given) => {
    const fetch = answering(ok)
    const error = await errorOf(senderWith(fetch, {}, given).send(asking('acts')))
    expect(error).toMatchObject({ code: 'configuration', mayHaveActed: false, retryable: false })
    expect(error.message).toContain('the function given as `apiKey` failed')
    expect(fetch.asked).toEqual([])
    expect(leaks(printingsOfError(error))).toEqual([])
  })

  it('keeps the words of its function’s error', async () => {
    const sender = senderWith(answering(ok), {}, () => {
      throw new Error('Vault is sealed')
    })
    expect(inspect(await errorOf(sender.send(asking('acts'))))).toContain('Vault is sealed')
  })

  it('is not in the sender', () => {
    expect(leaks(printings(senderWith(answering(ok))))).toEqual([])
    expect(leaks(printings(senderWith(answering(ok), {}, () => credential)))).toEqual([])
  })
})
