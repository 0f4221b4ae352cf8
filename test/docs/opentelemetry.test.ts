import { inspect } from 'node:util'
import { SpanKind, SpanStatusCode, trace } from '@opentelemetry/api'
import { KeymuxError, type KeyClient } from 'keymux'
import { createEmulator, faultKinds, type Emulator, type FaultKind, type Vendor } from 'keymux/emulator'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { traced, tracing } from '../../docs/examples/opentelemetry.js'
import { findLeaks } from '../leaks/find-leaks.js'
import { keyClients, someInput, vendors } from '../vendors/support/key-clients.js'
import { record, stopRecording, type RecordedSpan } from './support/recording-tracer.js'

let spans: RecordedSpan[]
let emulator: Emulator
const answered: string[] = []

beforeAll(() => {
  spans = record()
})
afterAll(stopRecording)
beforeEach(() => {
  spans.length = 0
  answered.length = 0
  emulator = createEmulator({ seed: 1 })
})

/** Notes what comes, less what never ends. */
const noting: typeof fetch = async (input, init) => {
  const response = await emulator.fetch(input, init)
  void response
    .clone()
    .text()
    .then(
      (text) => answered.push(text),
      () => undefined,
    )
  return response
}

function clientOf(vendor: Vendor, kind?: FaultKind): KeyClient {
  const timeout = { attemptMs: kind === 'slow' || kind === 'stalled-body' ? 100 : 15_000 }
  return keyClients[vendor](emulator, { fetch: noting, hooks: tracing, timeout })
}

/** Everything that must not be seen: the credentials, and the secrets in the answers. */
function secrets(): string[] {
  const { unkey, clerk, factify, flow } = emulator.credentials
  const fields = answered.join('\n').matchAll(/"(?:key|secret|apiKey|api_key)": ?"([^"]{12,})"/g)
  return [
    unkey.rootKey,
    clerk.secretKey,
    factify.apiKey,
    flow.token,
    ...Array.from(fields, ([, text = '']) => text),
  ]
}

function leaks(): string[] {
  const text = inspect(spans, {
    depth: Infinity,
    showHidden: true,
    maxArrayLength: null,
    maxStringLength: null,
  })
  return findLeaks(text, { secrets: secrets() })
}

describe('the OpenTelemetry example', () => {
  it('makes one span of a call, with what one wants to know', async () => {
    const keys = clientOf('unkey')
    const created = await traced('create', async () => keys.create(someInput()))
    const [span, ...others] = spans
    expect(others).toEqual([])
    expect(span).toMatchObject({
      name: 'keymux create',
      options: { kind: SpanKind.CLIENT },
      ends: 1,
      status: undefined,
    })
    expect(span?.attributes).toEqual({
      'keymux.vendor': 'unkey',
      'keymux.operation': 'create',
      'http.request.method': 'POST',
      'server.address': 'api.unkey.com',
      'http.request.resend_count': 0,
      'http.response.status_code': 200,
      'keymux.request_id': created.http.requestId,
    })
    expect(secrets().includes(created.secret.reveal())).toBe(true)
    expect(leaks()).toEqual([])
  })

  it('tells of repeats, and keeps calls apart that go on at the same time', async () => {
    const keys = clientOf('unkey')
    emulator.faults.add({ kind: 'rate-limited', vendor: 'unkey', operation: 'list', retryAfter: 0 })
    await Promise.all([
      traced<unknown>('list', async () => keys.list().page()),
      traced<unknown>('create', async () => keys.create(someInput())),
      traced<unknown>('get', async () => keys.get('key_none').catch(() => undefined)),
    ])
    const [list, create, get] = spans
    expect(list?.events).toEqual([['retry', { attempt: 2, 'wait.ms': expect.any(Number), reason: '429' }]])
    expect(list?.attributes).toMatchObject({
      'http.request.resend_count': 1,
      'http.response.status_code': 200,
    })
    expect([create?.attributes['keymux.operation'], create?.events]).toEqual(['create', []])
    expect([get?.attributes['keymux.operation'], get?.attributes['http.response.status_code']]).toEqual([
      'get',
      404,
    ])
  })

  it('says how a call failed, also where no answer came', async () => {
    const keys = clientOf('clerk')
    emulator.faults.add({ kind: 'lost-response', vendor: 'clerk', operation: 'create' })
    await traced('create', async () => keys.create(someInput())).catch(() => undefined)
    expect(spans[0]).toMatchObject({
      ends: 1,
      status: { code: SpanStatusCode.ERROR },
      attributes: { 'error.type': 'ambiguous', 'keymux.may_have_acted': true },
      exceptions: [{ name: 'KeymuxError', code: 'ambiguous' }],
    })
    expect(spans[0]?.attributes).not.toHaveProperty('http.response.status_code')
  })

  it('tells nothing of an error that is not ours, nor anything to a span that is not its own', async () => {
    const keys = clientOf('unkey')
    await trace.getTracer('app').startActiveSpan('app', {}, async () => keys.create(someInput()))
    expect(spans[0]).toMatchObject({ name: 'app', attributes: {}, events: [], ends: 0 })
    const { rootKey } = emulator.credentials.unkey
    const failed = await traced('create', async () => Promise.reject(new Error(rootKey))).catch(() => true)
    expect(failed).toBe(true)
    expect(spans[1]).toMatchObject({
      ends: 1,
      attributes: {},
      exceptions: [],
      status: { code: SpanStatusCode.ERROR },
    })
    expect(leaks()).toEqual([])
  })

  it.each(vendors)('shows no secret and no credential of %s, whatever goes wrong', async (vendor) => {
    const calls = faultKinds.map(async (kind) => {
      const keys = clientOf(vendor, kind)
      const input = someInput()
      emulator.faults.add({ kind, vendor, operation: 'create' })
      return traced('create', async () => keys.create(input)).catch((error: unknown) => {
        if (!KeymuxError.is(error)) throw error
      })
    })
    await Promise.all(calls)
    expect(spans.map(({ ends }) => ends)).toEqual(faultKinds.map(() => 1))
    expect(spans.filter(({ status }) => status !== undefined).length).toBeGreaterThan(5)
    expect(secrets().length).toBeGreaterThan(10)
    expect(leaks()).toEqual([])
  })
})
