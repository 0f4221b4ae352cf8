import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createKey } from '../../src/http/operations/create-key.js'
import {
  answering,
  asking,
  created,
  creating,
  credential,
  errorOf,
  secret,
  contextWith,
  senderWith,
} from './support/acme.js'
import { countingController, timers, watchRejections } from './support/watch.js'

watchRejections()

const never = new Promise<never>(() => undefined)
const short = { timeout: { attemptMs: 20 } }

/** As the platform's `fetch`: rejects when its signal is aborted. */
async function heedful(_: unknown, init?: RequestInit): Promise<Response> {
  return new Promise((_resolve, reject) => {
    init?.signal?.addEventListener('abort', () => reject(init.signal?.reason as Error))
  })
}

/** An answer whose body stops after this much of it. */
function stalled(text: string, status = 200): Response {
  const chunk = new TextEncoder().encode(text)
  return new Response(new ReadableStream({ start: (controller) => controller.enqueue(chunk) }), { status })
}

/** A credential that comes when it is given. */
function promised(): { later: Promise<string>; give: (text: string) => void } {
  const gives: ((text: string) => void)[] = []
  const later = new Promise<string>((resolve) => gives.push(resolve))
  return { later, give: (text) => gives.forEach((give) => give(text)) }
}

describe('an attempt ends in time', () => {
  it.each([
    ['a fetch that heeds its signal', heedful],
    ['a fetch that ignores its signal', async () => never],
    ['a body that stalls', async () => stalled('{"id":')],
    ['a body that stalls after a refusal', async () => stalled('{"message":', 400)],
  ])('with %s', async (_, fetch) => {
    const before = timers()
    const error = await errorOf(senderWith(fetch, short).send(asking('acts')))
    expect(error).toMatchObject({ code: 'timeout', mayHaveActed: true, retryable: false })
    expect(timers()).toBeLessThanOrEqual(before)
    const reading = await errorOf(senderWith(fetch, short).send(asking('reads')))
    expect(reading).toMatchObject({ code: 'timeout', mayHaveActed: false, retryable: true })
  })

  it('with a credential that does not come, and nothing is sent then or later', async () => {
    const fetch = answering(() => new Response(created))
    const { later, give } = promised()
    const error = await errorOf(senderWith(fetch, short, async () => later).send(asking('acts')))
    expect(error).toMatchObject({ code: 'timeout', mayHaveActed: false, retryable: true })
    give(credential)
    await new Promise((resolve) => setTimeout(resolve, 10))
    expect(fetch.asked).toEqual([])
  })

  it('and lets go of a body that it no longer reads', async () => {
    let cancelled = false
    const body = new ReadableStream({ cancel: () => void (cancelled = true) })
    await errorOf(senderWith(async () => new Response(body), short).send(asking('acts')))
    expect(cancelled).toBe(true)
  })

  it('and its time can be set for one call', async () => {
    const sender = senderWith(heedful, { timeout: { attemptMs: 60_000 } })
    const error = await errorOf(sender.send(asking('acts'), { timeout: { attemptMs: 10 } }))
    expect(error.code).toBe('timeout')
  })

  it('and an answer in time leaves no timer', async () => {
    const before = timers()
    await senderWith(answering(() => new Response(created))).send(asking('acts'))
    expect(timers()).toBeLessThanOrEqual(before)
  })
})

describe('a secret that came before the time was over', () => {
  it.each([
    ['a stalled body', `{"id":"key_1","secret":"${secret}","note":"`],
    ['a stalled body that is whole', created],
    ['a stalled body of an error', `{"id":"key_1","secret":"${secret}"`],
  ])('is in the error, with %s', async (_, text) => {
    const error = await errorOf(
      createKey(
        contextWith(async () => stalled(text), short),
        creating(),
        undefined,
      ),
    )
    expect(error).toMatchObject({ code: 'timeout', mayHaveActed: true, retryable: false, id: 'key_1' })
    expect(error.secret?.reveal() === secret).toBe(true)
  })

  it('is not taken for whole where it is not', async () => {
    const text = `{"id":"key_1","secret":"${secret}`
    const error = await errorOf(
      createKey(
        contextWith(async () => stalled(text), short),
        creating(),
        undefined,
      ),
    )
    expect(error).toMatchObject({ code: 'timeout', mayHaveActed: true, id: 'key_1' })
    expect(error.secret).toBeUndefined()
  })
})

describe('the caller ends a call', () => {
  it('before it begins', async () => {
    const fetch = answering(() => new Response(created))
    const error = await errorOf(senderWith(fetch).send(asking('acts'), { signal: AbortSignal.abort() }))
    expect(error).toMatchObject({ code: 'aborted', mayHaveActed: false, retryable: false })
    expect(fetch.asked).toEqual([])
  })

  it.each([
    ['while it is sent', heedful, true],
    ['while it is sent by a fetch that does not listen', async () => never, true],
    ['while its body comes', async () => stalled('{'), true],
  ])('%s', async (_, fetch, mayHaveActed) => {
    const { controller, listeners } = countingController()
    const before = timers()
    const call = errorOf(senderWith(fetch).send(asking('acts'), { signal: controller.signal }))
    await new Promise((resolve) => setTimeout(resolve, 5))
    controller.abort(new Error(`reason with ${credential}`))
    const error = await call
    expect(error).toMatchObject({ code: 'aborted', mayHaveActed, retryable: false })
    expect(error.cause).toBeUndefined()
    expect(listeners()).toBe(0)
    expect(timers()).toBeLessThanOrEqual(before)
  })

  it('while the credential is asked for, and nothing is sent later', async () => {
    const fetch = answering(() => new Response(created))
    const { controller, listeners } = countingController()
    const { later, give } = promised()
    const call = errorOf(
      senderWith(fetch, {}, async () => later).send(asking('acts'), { signal: controller.signal }),
    )
    controller.abort()
    expect(await call).toMatchObject({ code: 'aborted', mayHaveActed: false })
    give(credential)
    await new Promise((resolve) => setTimeout(resolve, 5))
    expect([fetch.asked.length, listeners()]).toEqual([0, 0])
  })

  it('after it ended, which changes nothing', async () => {
    const { controller, listeners } = countingController()
    const fetch = answering(() => new Response(created))
    const answer = await senderWith(fetch).send(asking('acts'), { signal: controller.signal })
    controller.abort()
    expect([answer.meta.status, listeners()]).toEqual([200, 0])
    expect(fetch.asked[0]?.init.signal?.aborted).toBe(false)
  })
})

describe('the caller ends a call between two attempts', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  it('and nothing was done', async () => {
    const fetch = answering(() => new Response('', { status: 429, headers: { 'retry-after': '30' } }))
    const { controller, listeners } = countingController()
    const call = errorOf(senderWith(fetch).send(asking('acts'), { signal: controller.signal }))
    await vi.advanceTimersByTimeAsync(10_000)
    controller.abort()
    expect(await call).toMatchObject({ code: 'aborted', mayHaveActed: false })
    expect([fetch.asked.length, listeners(), vi.getTimerCount()]).toEqual([1, 0, 0])
  })

  it('and a call that succeeds at the second attempt leaves nothing on the signal', async () => {
    const fetch = answering(
      () => new Response('', { status: 429, headers: { 'retry-after': '1' } }),
      () => new Response(created),
    )
    const { controller, listeners } = countingController()
    const call = senderWith(fetch).send(asking('acts'), { signal: controller.signal })
    await vi.advanceTimersByTimeAsync(1000)
    expect((await call).meta).toMatchObject({ attempts: 2, durationMs: 1000 })
    expect([listeners(), vi.getTimerCount()]).toEqual([0, 0])
  })
})
