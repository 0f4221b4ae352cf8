import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { KeymuxError } from '../../src/core/keymux-error.js'
import type { Effect } from '../../src/http/effect.js'
import { createKey } from '../../src/http/operations/create-key.js'
import {
  answering,
  asking,
  created,
  creating,
  credential,
  errorOf,
  failing,
  networkError,
  secret,
  contextWith,
  senderWith,
} from './support/acme.js'
import { watchRejections } from './support/watch.js'

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date', 'performance'] }))
afterEach(() => void vi.useRealTimers())
watchRejections()

const ok = () => new Response(created)

function refusing(status: number, headers: Record<string, string> = {}, body = ''): () => Response {
  return () => new Response(body, { status, headers })
}

/** How often it was sent, and how long it took, when the first attempt ends so and the next succeeds. */
async function outcome(first: () => unknown, effect: Effect, options = {}): Promise<[number, number]> {
  const fetch = answering(first as () => Response, ok)
  const from = performance.now()
  const call = senderWith(fetch, options)
    .send(asking(effect))
    .catch((error: unknown) => error)
    .then(() => performance.now() - from)
  await vi.runAllTimersAsync()
  return [fetch.asked.length, await call]
}

describe('a call that acts', () => {
  it.each([
    ['a refused connection', failing(networkError('ECONNREFUSED'))],
    ['an unknown host', failing(networkError('ENOTFOUND'))],
    ['a bad certificate', failing(networkError('CERT_HAS_EXPIRED'))],
    ['429', refusing(429)],
    ['503 with Retry-After', refusing(503, { 'retry-after': '0' })],
  ])('is repeated after %s', async (_, first) => {
    expect((await outcome(first, 'acts'))[0]).toBe(2)
  })

  it.each([
    ['a reset', failing(networkError('ECONNRESET'))],
    ['a socket that closed', failing(networkError('UND_ERR_SOCKET'))],
    ['a broken pipe', failing(networkError('EPIPE'))],
    ['an error that nobody knows', failing(new Error('?'))],
    ['a thrown text', failing('ECONNREFUSED')],
    [
      'an error of another keymux client',
      failing(new KeymuxError({ code: 'network', message: '', retryable: true })),
    ],
    ['503 without Retry-After', refusing(503)],
    ...[200, 201, 204, 304, 400, 401, 403, 404, 408, 409, 422, 499, 500, 502, 504, 599].map(
      (status): [string, () => Response] => [`${status}`, () => new Response(null, { status })],
    ),
  ])('is not repeated after %s', async (_, first) => {
    expect((await outcome(first, 'acts'))[0]).toBe(1)
  })

  it('is not repeated after a quota that does not pass while one waits', async () => {
    expect((await outcome(refusing(429, {}, '{"is":"quota_exceeded"}'), 'acts'))[0]).toBe(1)
  })

  it('is not repeated when the limit is 0', async () => {
    expect((await outcome(refusing(429), 'acts', { retry: { limit: 0 } }))[0]).toBe(1)
  })

  it.each([429, 503])(
    'is not repeated after a %i that holds a key, which is in the error',
    async (status) => {
      const fetch = answering(refusing(status, { 'retry-after': '0' }, created), ok)
      const call = errorOf(createKey(contextWith(fetch), creating(), undefined))
      await vi.runAllTimersAsync()
      const error = await call
      expect(fetch.asked).toHaveLength(1)
      expect(error).toMatchObject({ mayHaveActed: true, retryable: false, id: 'key_1', status })
      expect(error.secret?.reveal() === secret).toBe(true)
    },
  )
})

describe('a call that reads', () => {
  it.each([
    ['a reset', failing(networkError('ECONNRESET'))],
    ['a refused connection', failing(networkError('ECONNREFUSED'))],
    ...[408, 429, 500, 502, 503, 504, 599].map((status): [string, () => Response] => [
      `${status}`,
      refusing(status),
    ]),
  ])('is repeated after %s', async (_, first) => {
    expect((await outcome(first, 'reads'))[0]).toBe(2)
  })

  it.each([200, 304, 400, 401, 404, 409, 499])('is not repeated after %i', async (status) => {
    expect((await outcome(() => new Response(null, { status }), 'reads'))[0]).toBe(1)
  })
})

describe('the wait before the next attempt', () => {
  it.each([
    ['seconds', '7', 7000],
    ['parts of a second', '1.5', 1500],
    ['a date', 'Fri, 21 Nov 2025 08:00:09 GMT', 9000],
  ])('is what Retry-After says in %s', async (_, text, waited) => {
    vi.setSystemTime('2025-11-21T08:00:00Z')
    expect(await outcome(refusing(429, { 'retry-after': text }), 'acts')).toEqual([2, waited])
  })

  // Unkey says 0 in the last second of a minute, and refuses all that comes in the rest of it.
  const atOnce = ['0', '0.2', 'Fri, 21 Nov 2025 07:00:00 GMT']
  it.each([undefined, 'soon', '-1', '1, 1', '', 'NaN', '2 minutes', ...atOnce])(
    'is short where Retry-After is %j',
    async (text) => {
      vi.setSystemTime('2025-11-21T08:00:00Z')
      const headers: Record<string, string> = text === undefined ? {} : { 'retry-after': text }
      const [attempts, waited] = await outcome(refusing(429, headers), 'acts')
      expect(attempts).toBe(2)
      expect(waited).toBeGreaterThanOrEqual(150)
      expect(waited).toBeLessThanOrEqual(300)
    },
  )

  it('is that of the rate limit where there is no Retry-After', async () => {
    const headers = { 'x-limit': '10', 'x-remaining': '0', 'x-reset': '12' }
    expect(await outcome(refusing(429, headers), 'acts')).toEqual([2, 12_000])
  })

  it.each(['61', '2678400', '999999999999', 'Fri, 21 Nov 2035 08:00:00 GMT'])(
    'is none where %s goes beyond the time in total',
    async (text) => {
      expect(await outcome(refusing(429, { 'retry-after': text }), 'acts')).toEqual([1, 0])
    },
  )

  it('leaves time for the attempt that follows', async () => {
    const options = { timeout: { totalMs: 1000 } }
    expect(await outcome(refusing(429, { 'retry-after': '1' }), 'acts', options)).toEqual([1, 0])
    expect((await outcome(refusing(429), 'acts', { timeout: { totalMs: 160 } }))[0]).toBe(1)
  })
})

describe('attempts', () => {
  it('are as many as the limit and one, and the last answer counts', async () => {
    const fetch = answering(refusing(429, { 'retry-after': '1' }))
    const call = senderWith(fetch, { retry: { limit: 3 } }).send(asking('acts'))
    await vi.runAllTimersAsync()
    expect((await call).meta).toMatchObject({ status: 429, attempts: 4, durationMs: 3000 })
    expect(fetch.asked).toHaveLength(4)
  })

  it('stop at the first that leaves open what was done', async () => {
    const fetch = answering(refusing(429, { 'retry-after': '1' }), failing(networkError('ECONNRESET')), ok)
    const call = errorOf(senderWith(fetch, { retry: { limit: 5 } }).send(asking('acts')))
    await vi.runAllTimersAsync()
    expect(await call).toMatchObject({ code: 'ambiguous', mayHaveActed: true })
    expect(fetch.asked).toHaveLength(2)
  })

  it('are all sent alike', async () => {
    const fetch = answering(refusing(429, { 'retry-after': '1' }), ok)
    const call = senderWith(fetch).send(asking('acts'))
    await vi.runAllTimersAsync()
    await call
    const [first, second] = fetch.asked.map(({ url, init }) => ({ url, ...init, signal: null }))
    expect(JSON.stringify(first) === JSON.stringify(second)).toBe(true)
  })
})

describe('a call of which a second time does no more', () => {
  const unsent = failing(networkError('ECONNREFUSED'))

  it.each<[string, () => Response | Promise<Response>]>([
    ['an answer that leaves it open', refusing(500)],
    ['a lost answer', failing(networkError('ECONNRESET'))],
  ])('may have acted after %s, though the repeat was never sent', async (_, first) => {
    const call = errorOf(senderWith(answering(first, unsent)).send(asking('settles')))
    await vi.runAllTimersAsync()
    const error = await call
    expect(error).toMatchObject({ code: 'ambiguous', mayHaveActed: true, retryable: false })
    expect(error.message).not.toContain('Nothing was done')
  })

  it('may have acted the first time though the second was refused and the third never sent', async () => {
    const call = errorOf(senderWith(answering(refusing(500), refusing(429), unsent)).send(asking('settles')))
    await vi.runAllTimersAsync()
    expect(await call).toMatchObject({ code: 'ambiguous', mayHaveActed: true, retryable: false })
  })

  it('may have acted though the credential for the repeat could not be had', async () => {
    let asked = 0
    const apiKey = (): string => {
      asked += 1
      if (asked === 1) return credential
      throw new Error('The vault is closed.')
    }
    const call = errorOf(senderWith(answering(refusing(500)), {}, apiKey).send(asking('settles')))
    await vi.runAllTimersAsync()
    expect(await call).toMatchObject({ code: 'configuration', operation: 'create', mayHaveActed: true })
  })

  it('may have acted though the caller left before the repeat', async () => {
    const leaving = new AbortController()
    const fetch = answering(refusing(500))
    const hooks = { retry: () => leaving.abort() }
    const call = errorOf(senderWith(fetch, { hooks }).send(asking('settles'), { signal: leaving.signal }))
    await vi.runAllTimersAsync()
    expect(await call).toMatchObject({ code: 'aborted', mayHaveActed: true })
    expect(fetch.asked).toHaveLength(1)
  })

  it('did nothing where no attempt was sent', async () => {
    const call = errorOf(senderWith(answering(unsent)).send(asking('settles')))
    await vi.runAllTimersAsync()
    expect(await call).toMatchObject({ code: 'network', mayHaveActed: false, retryable: true })
  })
})
