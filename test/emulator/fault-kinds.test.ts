import { describe, expect, it, vi } from 'vitest'

import { createEmulator, type Fault, type Vendor } from '../../src/emulator/index.js'
import { authorization, createPaths } from './support/ask.js'
import { contractOf } from './support/contract.js'
import { createClock } from './support/clock.js'
import { secretIn } from './support/create-everywhere.js'
import { askForKey, drain, failureOf, last, vendors } from './support/faulty.js'

const start = new Date('2026-05-01T12:00:00.000Z')

function setUp(fault: Fault) {
  const { now } = createClock(start)
  const emulator = createEmulator({ seed: 1, now })
  emulator.faults.add(fault)
  return emulator
}

/** What the same create is answered without a fault. */
async function plain(vendor: Vendor): Promise<{ text: string; status: number; headers: Headers }> {
  const response = await askForKey(createEmulator({ seed: 1, now: () => start }), vendor)
  return { text: await response.text(), status: response.status, headers: response.headers }
}

describe.each(vendors)('at %s', (vendor) => {
  const contract = contractOf(vendor)

  it.each([
    ['reset-before', false],
    ['lost-response', true],
  ] as const)('%s rejects as a cut connection does', async (kind, done) => {
    const emulator = setUp({ kind })
    const { error, code } = await failureOf(askForKey(emulator, vendor))
    expect([error instanceof TypeError, error.name, error.message, code]).toEqual([
      true,
      'TypeError',
      'fetch failed',
      'ECONNRESET',
    ])
    expect(last(emulator)).toEqual({ operation: 'create', status: null, fault: kind, done })
    expect(emulator.keys(vendor)).toHaveLength(done ? 1 : 0)
  })

  it.each<[Fault, number, boolean]>([
    [{ kind: 'error-before-commit' }, 500, false],
    [{ kind: 'error-after-commit' }, 500, true],
    [{ kind: 'error-after-commit', status: 502 }, 502, true],
    [{ kind: 'error-before-commit', status: 408 }, 408, false],
    [{ kind: 'rate-limited' }, 429, false],
    [{ kind: 'unavailable' }, 503, false],
    [{ kind: 'unavailable', retryAfter: 5 }, 503, false],
    [{ kind: 'echo-credential' }, 400, false],
    [{ kind: 'echo-credential', status: 500 }, 500, false],
  ])('%o is told in the vendor’s own form', async (fault, status, done) => {
    const emulator = setUp(fault)
    const response = await askForKey(emulator, vendor)
    const body: unknown = await response.json()
    expect(response.status).toBe(status)
    expect(contract.responseFaults('POST', createPaths[vendor], status, body)).toEqual([])
    expect(last(emulator)).toEqual({ operation: 'create', status, fault: fault.kind, done })
    expect(emulator.keys(vendor)).toHaveLength(done ? 1 : 0)
  })

  it('slow answers all the same', async () => {
    const emulator = setUp({ kind: 'slow', delayMs: 1 })
    expect((await (await askForKey(emulator, vendor)).text()) === (await plain(vendor)).text).toBe(true)
    expect(last(emulator)).toMatchObject({ fault: 'slow', done: true })
  })

  it.each(['headers', 'body'] as const)('slow %s are given up at once', async (late) => {
    const emulator = setUp({ kind: 'slow', late, delayMs: 600_000 })
    const caller = new AbortController()
    const read = async (): Promise<unknown> =>
      (await askForKey(emulator, vendor, { init: { signal: caller.signal } })).text()
    const failed = failureOf(read())
    await vi.waitUntil(() => emulator.requests.length > 0)
    caller.abort(new Error('enough'))
    expect((await failed).error.message).toBe('enough')
    expect(last(emulator)).toMatchObject({ fault: 'slow', done: true })
  })

  it('slow can send the headers first', async () => {
    const emulator = setUp({ kind: 'slow', late: 'body', delayMs: 1 })
    const response = await askForKey(emulator, vendor)
    expect(await response.text()).toBe((await plain(vendor)).text)
    expect(last(emulator)).toMatchObject({ fault: 'slow', done: true })
  })

  it('stalled-body goes on for ever, until the caller gives up', async () => {
    const emulator = setUp({ kind: 'stalled-body', afterBytes: 5 })
    const caller = new AbortController()
    const response = await askForKey(emulator, vendor, { init: { signal: caller.signal } })
    const { text } = await plain(vendor)
    expect(response.headers.get('content-length')).toBe(String(Buffer.byteLength(text)))
    const reader = response.body?.getReader()
    expect((await reader?.read())?.value).toHaveLength(5)
    const more = failureOf(Promise.resolve(reader?.read()))
    caller.abort(new Error('enough'))
    expect((await more).error.message).toBe('enough')
    expect(last(emulator)).toMatchObject({ fault: 'stalled-body', done: true })
  })

  it('stalled-body lets go of a body that is cancelled', async () => {
    const emulator = setUp({ kind: 'stalled-body' })
    const response = await askForKey(emulator, vendor)
    const reader = response.body?.getReader()
    await reader?.read()
    const more = reader?.read()
    await reader?.cancel()
    expect(await more).toEqual({ done: true, value: undefined })
  })

  it('truncated-body breaks off with an error', async () => {
    const emulator = setUp({ kind: 'truncated-body' })
    const response = await askForKey(emulator, vendor)
    const size = Number(response.headers.get('content-length'))
    const { bytes, error } = await drain(response)
    expect([bytes, error instanceof TypeError, error?.message]).toEqual([
      Math.floor(size / 2),
      true,
      'terminated',
    ])
    expect(last(emulator)).toMatchObject({ fault: 'truncated-body', done: true, status: response.status })
  })

  it('truncated-body can end as if that were all', async () => {
    const emulator = setUp({ kind: 'truncated-body', ending: 'clean', afterBytes: 7 })
    const response = await askForKey(emulator, vendor)
    const text = await response.text()
    expect([text, response.headers.get('content-length')]).toEqual([
      (await plain(vendor)).text.slice(0, 7),
      '7',
    ])
  })

  it.each(['cut', 'clean'] as const)(
    'truncated-body with the ending %s never lets all through',
    async (ending) => {
      const emulator = setUp({ kind: 'truncated-body', ending, afterBytes: 1_000_000 })
      const { bytes } = await drain(await askForKey(emulator, vendor))
      expect(bytes).toBe(Buffer.byteLength((await plain(vendor)).text) - 1)
    },
  )

  it.each([
    [{ kind: 'html' }, 200, true],
    [{ kind: 'html', status: 502, done: false }, 502, false],
  ] as const)('%o is a page of somebody else', async (fault, status, done) => {
    const emulator = setUp(fault)
    const response = await askForKey(emulator, vendor)
    expect([response.status, response.headers.get('content-type')]).toEqual([
      status,
      'text/html; charset=utf-8',
    ])
    expect(await response.text()).toMatch(/^<!doctype html>/)
    expect(last(emulator).done).toBe(done)
    expect(emulator.keys(vendor)).toHaveLength(done ? 1 : 0)
  })

  it('wrong-content-type changes the label and nothing else', async () => {
    const { text } = await plain(vendor)
    const emulator = setUp({ kind: 'wrong-content-type' })
    const response = await askForKey(emulator, vendor)
    expect(response.headers.get('content-type')).toBe('text/plain')
    expect((await response.text()) === text).toBe(true)
    const contentType = 'application/json; charset=utf-8'
    const other = await askForKey(setUp({ kind: 'wrong-content-type', contentType }), vendor)
    expect(other.headers.get('content-type')).toBe(contentType)
  })

  it('created-201 is the success that the vendor does not have', async () => {
    const { text } = await plain(vendor)
    const emulator = setUp({ kind: 'created-201' })
    const response = await askForKey(emulator, vendor)
    expect(response.status).toBe(vendor === 'flow' ? 200 : 201)
    expect((await response.text()) === text).toBe(true)
  })

  it('created-201 leaves a refusal alone', async () => {
    const emulator = setUp({ kind: 'created-201' })
    const response = await askForKey(emulator, vendor, { init: { headers: {} } })
    expect(response.status).toBeGreaterThanOrEqual(400)
    expect(last(emulator).fault).toBe(null)
  })

  it('redirect does nothing and sends elsewhere', async () => {
    const emulator = setUp({ kind: 'redirect', times: 3 })
    const response = await askForKey(emulator, vendor, { init: { redirect: 'manual' } })
    expect(response.status).toBe(307)
    expect(response.headers.get('location')).toMatch(/^https:\/\/elsewhere\.invalid\//)
    expect(last(emulator)).toMatchObject({ fault: 'redirect', done: false })
    for (const redirect of ['error', 'follow'] as const) {
      const { error } = await failureOf(askForKey(emulator, vendor, { init: { redirect } }))
      expect([error instanceof TypeError, error.message]).toEqual([true, 'fetch failed'])
    }
    expect(emulator.keys(vendor)).toEqual([])
  })

  it('redirect sends where it is told to', async () => {
    const location = 'https://other.example.com/here'
    const emulator = setUp({ kind: 'redirect', location, status: 302 })
    const response = await askForKey(emulator, vendor, { init: { redirect: 'manual' } })
    expect([response.status, response.headers.get('location')]).toEqual([302, location])
  })

  it('echo-credential says what it was sent', async () => {
    const emulator = setUp({ kind: 'echo-credential' })
    const text = await (await askForKey(emulator, vendor)).text()
    expect(text.includes(authorization(emulator, vendor)['authorization'] ?? '-')).toBe(true)
    expect(text).toContain('Build')
  })

  it('a refusal of the vendor’s own is not done, whatever hits it', async () => {
    for (const kind of ['lost-response', 'error-after-commit', 'html', 'slow'] as const) {
      const emulator = setUp(kind === 'slow' ? { kind, delayMs: 0 } : { kind })
      await askForKey(emulator, vendor, { init: { headers: {} } }).catch(() => null)
      expect(last(emulator)).toMatchObject({ fault: kind, done: false })
    }
  })
})

describe('faults in what has no body', () => {
  it.each(['stalled-body', 'truncated-body', 'wrong-content-type', 'missing-field'] as const)(
    '%s waits for an answer that has one',
    async (kind) => {
      const emulator = createEmulator()
      await askForKey(emulator, 'flow')
      const [id = ''] = emulator.keys('flow').map((key) => key.id)
      emulator.faults.add({ kind })
      const headers = authorization(emulator, 'flow')
      const url = `https://flow.example.com/api-keys/${id}`
      expect((await emulator.fetch(url, { method: 'DELETE', headers })).status).toBe(204)
      expect(last(emulator)).toMatchObject({ fault: null, done: true })
      await askForKey(emulator, 'flow')
      expect(last(emulator).fault).toBe(kind)
    },
  )
})

describe('faults keep to themselves', () => {
  it('what they saw', async () => {
    const emulator = setUp({ kind: 'echo-credential', times: Infinity })
    const secret = secretIn('clerk', (await plain('clerk')).text)
    for (const vendor of vendors) {
      await askForKey(emulator, vendor, {
        init: { body: JSON.stringify({ secret }) },
      })
    }
    const { unkey, clerk, factify, flow } = emulator.credentials
    const seen = JSON.stringify([emulator.requests, emulator.faults])
    const hidden = [secret, unkey.rootKey, clerk.secretKey, factify.apiKey, flow.token]
    expect(hidden.map((each) => seen.includes(each))).toEqual(hidden.map(() => false))
  })
})
