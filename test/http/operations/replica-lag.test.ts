import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { CallOptions } from '../../../src/core/call-options.js'
import { clientContext, type ClientContext } from '../../../src/http/client-context.js'
import { createKey } from '../../../src/http/operations/create-key.js'
import { endKey } from '../../../src/http/operations/end-key.js'
import { getKey } from '../../../src/http/operations/get-key.js'
import { updateKey } from '../../../src/http/operations/update-key.js'
import { Sender } from '../../../src/http/sender.js'
import { answering, created, creating, credential, json, profile, type Stub } from '../support/acme.js'
import { keyCall, plainCall } from '../support/acme-keys.js'
import { watchRejections } from '../support/watch.js'

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date', 'performance'] }))
afterEach(() => void vi.useRealTimers())
watchRejections()

const lagMs = 2000
const missing = (): Response => json({ code: 'key_not_found', message: 'no such key' }, 404)
const there = (): Response => json({ id: 'key_1', state: 'active' })
const make = (): Response => new Response(created)
const done = (): Response => new Response(null, { status: 204 })
const gone = { goneCodes: ['key_not_found'] }

function lagging(fetch: Stub, options = {}): ClientContext {
  return clientContext(new Sender({ ...profile, replicaLagMs: lagMs }, credential, { fetch, ...options }))
}

/** What a call comes to, and how long it took. */
async function timed<T>(call: Promise<T>): Promise<[T | unknown, number]> {
  const from = performance.now()
  const outcome = call
    .catch((error: unknown) => error)
    .then((result): [T | unknown, number] => [result, performance.now() - from])
  await vi.runAllTimersAsync()
  return outcome
}

async function get(context: ClientContext, options?: CallOptions): Promise<unknown> {
  return getKey(context, 'key_1', keyCall(), options)
}

async function revoke(context: ClientContext, options?: CallOptions): Promise<unknown> {
  return endKey(context, 'key_1', plainCall(), options, gone)
}

describe('a vendor that reads from a replica', () => {
  it('is asked again for a key that this client just made', async () => {
    const fetch = answering(make, missing, missing, there)
    const context = lagging(fetch)
    await createKey(context, creating(), undefined)
    const [key, took] = await timed(get(context))
    expect(key).toMatchObject({ id: 'key_1', state: 'active' })
    expect([fetch.asked.length, took]).toEqual([4, 300])
  })

  it('is believed when the time has come', async () => {
    const fetch = answering(make, missing)
    const context = lagging(fetch)
    await createKey(context, creating(), undefined)
    const [error, took] = await timed(get(context))
    expect(error).toMatchObject({ code: 'not_found', vendorCode: 'key_not_found' })
    expect(took).toBe(lagMs)
    expect(fetch.asked.length).toBeLessThan(10)
  })

  it('is believed at once of a key that was made long ago', async () => {
    const fetch = answering(make, missing)
    const context = lagging(fetch)
    await createKey(context, creating(), undefined)
    await vi.advanceTimersByTimeAsync(lagMs)
    const [error, took] = await timed(get(context))
    expect([error, took, fetch.asked.length]).toMatchObject([{ code: 'not_found' }, 0, 2])
  })

  it('is believed at once of a key that this client did not make', async () => {
    const fetch = answering(missing)
    const [error, took] = await timed(get(lagging(fetch)))
    expect([error, took, fetch.asked.length]).toMatchObject([{ code: 'not_found' }, 0, 1])
  })

  it('is asked once for what is no “not found”', async () => {
    const fetch = answering(make, () => json({}, 403))
    const context = lagging(fetch)
    await createKey(context, creating(), undefined)
    expect(await timed(get(context))).toMatchObject([{ code: 'forbidden' }, 0])
    expect(fetch.asked).toHaveLength(2)
  })

  it('is not waited for after an abort', async () => {
    const fetch = answering(make, missing)
    const context = lagging(fetch)
    await createKey(context, creating(), undefined)
    const controller = new AbortController()
    setTimeout(() => controller.abort(), 150)
    const [error, took] = await timed(get(context, { signal: controller.signal }))
    expect([error, took, fetch.asked.length]).toMatchObject([
      { code: 'aborted', mayHaveActed: false },
      150,
      3,
    ])
    expect(vi.getTimerCount()).toBe(0)
  })

  it.each(['the client’s', 'the call’s'])('is waited for within %s time in total', async (whose) => {
    const timeout = { totalMs: 500 }
    const fetch = answering(make, missing)
    const context = lagging(fetch, whose === 'the client’s' ? { timeout } : {})
    await createKey(context, creating(), undefined)
    const [error, took] = await timed(get(context, whose === 'the client’s' ? undefined : { timeout }))
    expect([error, took]).toMatchObject([
      { code: 'timeout', operation: 'get', mayHaveActed: false, retryable: true },
      500,
    ])
  })
})

describe('a call that ends or changes a key at a vendor that reads from a replica', () => {
  it('finds a key that somebody else just made', async () => {
    const fetch = answering(missing, missing, done)
    const [result, took] = await timed(revoke(lagging(fetch)))
    expect([result, took]).toMatchObject([{ id: 'key_1', already: false }, 300])
    const changed = answering(missing, there)
    const update = updateKey(lagging(changed), 'key_1', keyCall('settles', 'update'), undefined)
    expect(await timed(update)).toMatchObject([{ id: 'key_1' }, 100])
  })

  it('takes a key for gone only when it cannot be alive any more', async () => {
    const [result, took] = await timed(revoke(lagging(answering(missing))))
    expect([result, took]).toMatchObject([{ id: 'key_1', already: true, http: { status: 404 } }, lagMs])
  })

  it('does not wait a second time for a key that this client ended', async () => {
    const fetch = answering(done, missing)
    const context = lagging(fetch)
    expect(await timed(revoke(context))).toMatchObject([{ already: false }, 0])
    expect(await timed(revoke(context))).toMatchObject([{ already: true }, 0])
    expect(await timed(get(context))).toMatchObject([{ code: 'not_found' }, 0])
    expect(fetch.asked).toHaveLength(3)
  })

  it('does not wait for a key that this client made and ended', async () => {
    const fetch = answering(make, done, missing)
    const context = lagging(fetch)
    await createKey(context, creating(), undefined)
    await revoke(context)
    expect(await timed(revoke(context))).toMatchObject([{ already: true }, 0])
  })

  it('does not take a key for gone because the time was over or the caller left', async () => {
    const context = lagging(answering(missing))
    expect(await timed(revoke(context, { timeout: { totalMs: 700 } }))).toMatchObject([
      { code: 'timeout' },
      700,
    ])
    const other = new AbortController()
    setTimeout(() => other.abort(), 250)
    expect(await timed(revoke(context, { signal: other.signal }))).toMatchObject([{ code: 'aborted' }, 250])
  })
})

describe('a key that this client ended, at a vendor that reads from a replica', () => {
  it('is asked for again while the replica shows it', async () => {
    const fetch = answering(done, there, there, missing)
    const context = lagging(fetch)
    await revoke(context)
    const [error, took] = await timed(get(context))
    expect([error, took, fetch.asked.length]).toMatchObject([{ code: 'not_found' }, 300, 4])
  })

  it('is there if it still is when the time has come', async () => {
    const fetch = answering(done, there)
    const context = lagging(fetch)
    await revoke(context)
    expect(await timed(get(context))).toMatchObject([{ id: 'key_1', state: 'active' }, lagMs])
    expect(await timed(get(context))).toMatchObject([{ id: 'key_1', state: 'active' }, 0])
  })

  it('is not waited for when it was gone before', async () => {
    const context = lagging(answering(missing))
    expect((await timed(revoke(context)))[1]).toBe(lagMs)
    expect(await timed(revoke(context))).toMatchObject([{ already: true }, 0])
    expect(await timed(get(context))).toMatchObject([{ code: 'not_found' }, 0])
  })
})

it('a vendor without a replica is believed at once', async () => {
  const fetch = answering(make, missing)
  const context = clientContext(new Sender(profile, credential, { fetch }))
  await createKey(context, creating(), undefined)
  expect(await timed(get(context))).toMatchObject([{ code: 'not_found' }, 0])
  expect(await timed(revoke(context))).toMatchObject([{ already: true }, 0])
})

it.each(['__proto__', 'constructor', 'toString', ''])('%j is an id like any other', async (id) => {
  const fetch = answering(missing)
  const [error, took] = await timed(getKey(lagging(fetch), id, keyCall(), undefined))
  expect([error, took]).toMatchObject([{ code: 'not_found' }, 0])
})

it('what a client made is forgotten when it has made a thousand more', async () => {
  const context = lagging(answering(missing))
  context.known.note('key_1', 'made')
  for (let count = 0; count < 1000; count += 1) context.known.note(`other_${count}`, 'made')
  expect((await timed(get(context)))[1]).toBe(0)
})
