import { inspect } from 'node:util'
import { describe, expect, it } from 'vitest'
import { cached } from 'keymux/cache'
import { authenticate } from 'keymux/middleware'
import { findLeaks } from '../leaks/find-leaks.js'
import { printings, printingsOfError } from '../leaks/printings.js'
import { asking, bearing, rejection, wholeText } from './support/asking.js'
import { service, verifying } from './support/service.js'

const kinds = [
  'reset-before',
  'lost-response',
  'error-before-commit',
  'rate-limited',
  'unavailable',
  'truncated-body',
  'html',
  'wrong-content-type',
  'extra-field',
  'missing-field',
  'null-field',
  'wrong-type',
  'unknown-enum',
  'redirect',
  'echo-credential',
] as const

const planted = 'acme_live_4fTq9sVxKb2mWd7RzNcH8yGp'

describe('no secret is in anything that comes of a request', () => {
  it.each(verifying)('at %s, whatever goes wrong there', async (vendor) => {
    const { emulator, keys, create } = service()
    const good = await create(vendor)
    const { unkey, clerk, workos } = emulator.credentials
    const secrets = [good.secret, planted, unkey.rootKey, clerk.secretKey, workos['apiKey'] ?? '']
    const hidden = { secrets, known: [good.id] }
    for (const kind of [undefined, ...kinds]) {
      for (const secret of [good.secret, planted]) {
        for (const client of [keys[vendor], cached(keys[vendor])]) {
          if (kind !== undefined) emulator.faults.add({ kind, operation: 'verify' })
          const auth = await authenticate(bearing(secret), client, { scopes: ['documents.read'] })
          const texts = [
            ...Object.values(printings(auth)),
            ...Object.values(printingsOfError(auth.ok ? null : auth.error)),
          ]
          if (!auth.ok) texts.push(await wholeText(auth.response))
          for (const text of texts) expect([kind, findLeaks(text, hidden)]).toEqual([kind, []])
        }
      }
    }
  })

  it.each([
    { authorization: planted },
    { authorization: `Basic ${planted}` },
    { authorization: `Bearer ${planted} ${planted}` },
    { authorization: `Bearer ${planted},${planted}` },
    { authorization: `Bearer ${planted.repeat(50)}` },
    { authorization: `Bearer ${planted}`, 'x-api-key': planted },
    { 'x-api-key': `${planted}\u00e9` },
  ])('of those that are not even asked about', async (headers) => {
    const auth = await authenticate(asking(headers), service().keys.unkey, {
      header: ['authorization', 'x-api-key'],
    })
    if (auth.ok) throw new Error('It does not pass.')
    const texts = [...Object.values(printings(auth)), await wholeText(auth.response)]
    for (const text of texts) expect(findLeaks(text, { secrets: [planted] })).toEqual([])
  })

  it('of those that a client of one’s own quotes', async () => {
    const cause = Object.assign(new Error(`bad ${planted}`), { config: { data: planted } })
    const thrown = [cause, new TypeError(planted, { cause }), planted, { message: planted, secret: planted }]
    for (const each of thrown) {
      const verify = async (): Promise<never> => {
        throw each
      }
      const auth = await authenticate(bearing(planted), { vendor: 'acme', verify })
      const texts = [inspect(auth, { depth: Infinity, showHidden: true }), ...Object.values(printings(auth))]
      const ofError = printingsOfError(auth.ok ? undefined : auth.error)
      for (const text of [...texts, ...Object.values(ofError)])
        expect(findLeaks(text, { secrets: [planted] })).toEqual([])
    }
  })

  it('of one whose sender has gone', async () => {
    const gone = new AbortController()
    const verify = async (): Promise<never> => {
      gone.abort(new Error(planted))
      throw gone.signal.reason
    }
    const request = { headers: bearing(planted).headers, signal: gone.signal }
    const error = await rejection(authenticate(request, { vendor: 'acme', verify }))
    for (const text of Object.values(printingsOfError(error)))
      expect(findLeaks(text, { secrets: [planted] })).toEqual([])
  })
})
