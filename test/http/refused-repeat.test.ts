import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { CallOptions } from '../../src/core/call-options.js'
import type { ClientOptions, Credential } from '../../src/core/client-options.js'
import type { KeymuxError } from '../../src/core/keymux-error.js'
import { clientContext, type ClientContext } from '../../src/http/client-context.js'
import { endKey, type Ended } from '../../src/http/operations/end-key.js'
import { endListedKey } from '../../src/http/operations/end-listed-key.js'
import { updateKey } from '../../src/http/operations/update-key.js'
import { Sender } from '../../src/http/sender.js'
import { answering, credential, errorOf, failing, json, networkError, profile } from './support/acme.js'
import { keyCall, listCall, plainCall } from './support/acme-keys.js'
import { watchRejections } from './support/watch.js'

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date', 'performance'] }))
afterEach(() => void vi.useRealTimers())
watchRejections()

type Step = () => Response | Promise<Response>

const broken: Step = () => json({}, 500)
const missing: Step = () => json({ code: 'key_not_found' }, 404)
const open = 'It may have been done all the same'

interface Setting extends ClientOptions {
  readonly key?: Credential
  readonly replicaLagMs?: number
}

function contextOf(
  steps: readonly Step[],
  { key = credential, replicaLagMs = 0, ...options }: Setting = {},
): ClientContext {
  return clientContext(
    new Sender({ ...profile, replicaLagMs }, key, { fetch: answering(...steps), ...options }),
  )
}

async function failed(call: Promise<unknown>): Promise<KeymuxError> {
  const error = errorOf(call)
  await vi.runAllTimersAsync()
  return error
}

async function revoking(
  context: ClientContext,
  ended: Ended<unknown, unknown> = {},
  options?: CallOptions,
): Promise<KeymuxError> {
  return failed(endKey(context, 'key_1', plainCall(), options, ended))
}

function failingLater(): Credential {
  let asked = 0
  return () => {
    asked += 1
    if (asked > 1) throw new Error('The vault is closed.')
    return credential
  }
}

describe('a refusal after an attempt that may have acted', () => {
  it.each([
    [400, 'invalid_request', 'Correct the input'],
    [401, 'unauthorized', 'Check `apiKey`'],
    [403, 'forbidden', 'the permission'],
    [404, 'not_found', 'Check the ids'],
    [409, 'conflict', 'exists already'],
    [429, 'rate_limited', 'Wait as long'],
  ])('of %i keeps its code and its advice, and leaves open what was done', async (status, code, advice) => {
    const refused: Step = () => json({ code: 'no' }, status, { 'retry-after': '99' })
    const error = await revoking(contextOf([broken, refused]))
    expect(error).toMatchObject({ code, status, vendorCode: 'no', mayHaveActed: true, retryable: false })
    expect(error.message).toContain(advice)
    expect(error.message).toContain(open)
  })

  it('of 503 does not say that nothing was done', async () => {
    const error = await revoking(contextOf([broken, () => json({}, 503, { 'retry-after': '99' })]))
    expect(error).toMatchObject({ code: 'ambiguous', status: 503, mayHaveActed: true })
    expect(error.message).toContain(open)
    expect(error.message).not.toContain('Nothing was done')
  })

  it('is as open after a lost answer, and for a change', async () => {
    const context = contextOf([failing(networkError('ECONNRESET')), () => json({}, 403)])
    const error = await failed(updateKey(context, 'key_1', keyCall('settles', 'update'), undefined))
    expect(error).toMatchObject({ code: 'forbidden', operation: 'update', mayHaveActed: true })
  })

  it('is a success where it is the vendor’s word that the key is gone', async () => {
    const gone = { goneCodes: ['key_not_found'] }
    const call = endKey(contextOf([broken, missing]), 'key_1', plainCall(), undefined, gone)
    await vi.runAllTimersAsync()
    expect(await call).toMatchObject({ already: true, warnings: [{ code: 'not_found' }] })
  })

  it('stays open where the key cannot be looked up', async () => {
    const error = await revoking(contextOf([broken, missing]), {
      lookUp: async () => Promise.reject(new Error()),
    })
    expect(error).toMatchObject({ code: 'not_found', mayHaveActed: true })
  })

  it.each<[string, Step]>([
    ['fails', () => json({}, 403)],
    ['has the key', () => json({ keys: [{ id: 'key_1' }] })],
  ])('stays open where the list %s', async (_, listed) => {
    const context = contextOf([broken, missing, listed])
    const end = async () => endKey(context, 'key_1', plainCall(), undefined)
    const error = await failed(endListedKey(context, 'key_1', listCall('cursor'), undefined, end))
    expect(error).toMatchObject({ code: 'not_found', operation: 'revoke', mayHaveActed: true })
  })

  it('is a plain refusal where the attempt before it was refused', async () => {
    const error = await revoking(contextOf([() => json({}, 429), () => json({}, 403)]))
    expect(error).toMatchObject({ code: 'forbidden', mayHaveActed: false })
    expect(error.message).not.toContain(open)
  })
})

describe('a 404 of a replica after an attempt that may have acted', () => {
  const lagging = { replicaLagMs: 2000 }

  it.each([403, 503])('leaves it open though the next call is refused with %i', async (status) => {
    const refused: Step = () => json({}, status, { 'retry-after': '99' })
    const error = await revoking(contextOf([broken, missing, refused], lagging))
    expect(error).toMatchObject({ status, mayHaveActed: true })
  })

  it('leaves it open when the time is over', async () => {
    const error = await revoking(contextOf([broken, missing], lagging), {}, { timeout: { totalMs: 1000 } })
    expect(error).toMatchObject({ code: 'timeout', mayHaveActed: true })
    expect(error.message).toContain(open)
  })

  it('leaves it open when the caller leaves', async () => {
    const leaving = new AbortController()
    setTimeout(() => leaving.abort(), 1000)
    const error = await revoking(contextOf([broken, missing], lagging), {}, { signal: leaving.signal })
    expect(error).toMatchObject({ code: 'aborted', mayHaveActed: true })
  })
})

describe('a credential that fails for the repeat', () => {
  it('does not say that nothing was sent where the first attempt may have acted', async () => {
    const error = await revoking(contextOf([broken], { key: failingLater() }))
    expect(error).toMatchObject({ code: 'configuration', operation: 'revoke', mayHaveActed: true })
    expect(error.message).toContain('`apiKey` failed')
    expect(error.message).toContain(open)
    expect(error.message).not.toMatch(/nothing was/i)
  })

  it('says that nothing was done, not that nothing was sent, where it was refused', async () => {
    const error = await revoking(contextOf([() => json({}, 429)], { key: failingLater() }))
    expect(error).toMatchObject({ code: 'configuration', mayHaveActed: false })
    expect(error.message).toContain('`apiKey` failed. Nothing was done')
  })
})
