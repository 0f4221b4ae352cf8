import { describe, expect, it } from 'vitest'
import { Secret } from '../../../src/core/secret.js'
import type { Verdict } from '../../../src/core/verify-key.js'
import { presentedSecret, verifyKey } from '../../../src/http/operations/verify-key.js'
import { findLeaks } from '../../leaks/find-leaks.js'
import { printings, printingsOfError } from '../../leaks/printings.js'
import {
  answering,
  contextWith,
  credential,
  errorOf,
  failing,
  json,
  secret,
  type Stub,
} from '../support/acme.js'
import { verifyCall } from '../support/acme-keys.js'
import { watchRejections } from '../support/watch.js'

watchRejections()

const once = { retry: { limit: 0 } }

async function verify(fetch: Stub): Promise<Verdict<unknown>> {
  return verifyKey(contextWith(fetch, once), secret, verifyCall(secret), undefined, ({ vendorCode }) =>
    vendorCode === 'key_unknown' ? 'not_found' : undefined,
  )
}

describe('the secret that is verified', () => {
  const hidden = { secrets: [secret, credential] }
  const echo = {
    id: `key_${secret}`,
    meta: { [secret]: [secret] },
    note: `${secret} ${credential}`,
    scopes: [secret],
  }
  const headers = { 'x-echo': secret, 'x-key': `Bearer ${credential}`, location: `/keys/${secret}` }

  it.each<[string, object, number]>([
    ['a valid key', { valid: true, key: { ...echo, id: 'key_1' }, requestId: `r-${secret}` }, 200],
    [
      'a dead key',
      { valid: false, reason: 'expired', key: { ...echo, id: 'key_1' }, requestId: `r-${secret}` },
      200,
    ],
    ['a key whose id it is', { valid: false, reason: 'expired', key: echo }, 200],
    ['an unknown reason', { valid: false, reason: secret }, 200],
    ['a refusal', { code: 'key_unknown', message: secret, requestId: secret }, 404],
  ])('comes out nowhere: %s', async (_, body, status) => {
    const verdict = await verify(answering(() => json(body, status, headers)))
    const texts = [...Object.values(printings(verdict)), JSON.stringify([...(verdict.http?.headers ?? [])])]
    expect(findLeaks(texts.join('\n'), hidden)).toEqual([])
  })

  it.each<[string, () => Response | Promise<Response>]>([
    [
      'a refusal',
      () => json({ message: `bad ${secret}`, code: secret, at: secret, requestId: secret }, 400, headers),
    ],
    ['a part of it', () => json({ message: `bad ${secret.slice(0, 14)}***` }, 403)],
    ['a success that is none', () => json({ note: secret, requestId: secret }, 200, headers)],
    ['a valid key without a name', () => json({ valid: true, key: { id: secret } })],
    ['a lost connection', failing(new Error(`sent ${secret}`, { cause: new TypeError(secret) }))],
    ['text', () => new Response(`<p>${secret}`)],
  ])('comes out in no error: %s', async (_, answer) => {
    const error = await errorOf(verify(answering(answer)))
    expect(findLeaks(Object.values(printingsOfError(error)).join('\n'), hidden)).toEqual([])
  })

  it('comes out in no error either where the adapter forgets to name it', async () => {
    const { secrets: _, ...request } = verifyCall(secret).request
    const context = contextWith(
      answering(() => json({ message: `bad ${secret}`, requestId: secret }, 400)),
      once,
    )
    const error = await errorOf(verifyKey(context, secret, { ...verifyCall(secret), request }, undefined))
    expect(findLeaks(Object.values(printingsOfError(error)).join('\n'), hidden)).toEqual([])
  })

  it('is a text or a Secret', () => {
    const context = contextWith(answering(() => json({ valid: true })))
    expect(presentedSecret(context, secret) === secret).toBe(true)
    expect(presentedSecret(context, new Secret(secret)) === secret).toBe(true)
  })

  it.each([undefined, null, 5, {}, [secret], { reveal: () => secret }, Buffer.from(secret), true])(
    'is not %#',
    async (given) => {
      const context = contextWith(answering(() => json({ valid: true })))
      const error = await errorOf((async () => presentedSecret(context, given))())
      expect(error).toMatchObject({
        code: 'invalid_request',
        operation: 'verify',
        issues: [{ path: 'secret' }],
      })
      expect(findLeaks(Object.values(printingsOfError(error)).join('\n'), hidden)).toEqual([])
    },
  )
})
