import { KeymuxError, type KeyClient, type Secret } from 'keymux'
import type { ResponseEvent } from '../../src/core/hooks.js'
import { clerk } from 'keymux/clerk'
import { factify } from 'keymux/factify'
import { unkey } from 'keymux/unkey'
import { describe, expect, it } from 'vitest'

/** What the fuzzers came across, each once more by itself. */

const secret = 'prod_2cGKbMxRjIzhCxo1IdjH3arELti7Sdyc8w6XYbvtcyuBowPT'
const id = 'key_2cGKbMxRyIzhCxo1Idjz8q'
const meta = { requestId: 'req_1' }

type Answer = string | Uint8Array<ArrayBuffer> | object

function answering(answer: Answer, init?: ResponseInit): typeof fetch {
  const isText = typeof answer === 'string' || answer instanceof Uint8Array
  return async () => new Response(isText ? answer : JSON.stringify(answer), init)
}

function unkeyAt(fetch: typeof globalThis.fetch, hooks = {}): ReturnType<typeof unkey> {
  return unkey({ rootKey: 'unkey_root', apiId: 'api_1', fetch, hooks, retry: { limit: 0 } })
}

function factifyAt(fetch: typeof globalThis.fetch): KeyClient {
  const organizationId = 'org_01h2xcejqtf2nbrexx3vqjhp41'
  return factify({ apiKey: 'ffy_test_key', organizationId, fetch })
}

async function failureOf(call: Promise<unknown>): Promise<KeymuxError> {
  const thrown: unknown = await call.catch((error: unknown) => error)
  if (KeymuxError.is(thrown)) return thrown
  throw new Error('It is no KeymuxError.')
}

const isIt = (found: Secret | undefined): boolean => found?.equals(secret) === true

describe('the secret of a new key', () => {
  it.each<[string, Answer]>([
    ['in two envelopes', { data: { data: { keyId: id, key: secret } }, meta }],
    ['in an envelope of a proxy', { result: { data: { keyId: id, key: secret }, meta } }],
    ['in an answer in a list', [{ data: { keyId: id, key: secret }, meta }]],
    ['in a list', { data: { keyId: id, key: [secret] }, meta }],
    ['two lists deep', { data: { keyId: id, key: [[secret]] }, meta }],
    ['in a list, beside null', { data: { keyId: id, key: [null, secret] }, meta }],
    ['in itself', { data: { keyId: id, key: { key: secret } }, meta }],
    ['in another spelling, beside one of no use', { data: { keyId: id, key: 17, KEY: secret }, meta }],
    ['in a page', `<style>p{color:red}</style>${JSON.stringify({ data: { keyId: id, key: secret } })}`],
    ['in UTF-16', new Uint8Array(new Uint16Array(codesOf({ data: { keyId: id, key: secret } })).buffer)],
  ])('is found %s', async (_, answer) => {
    const created = await unkeyAt(answering(answer)).create({ name: 'CI' })
    expect([created.id, isIt(created.secret)]).toEqual([id, true])
    expect(created.warnings.map(({ path }) => path)).not.toEqual([])
  })

  it.each<[string, object]>([
    ['a number', { data: { keyId: id, key: 12345678 }, meta }],
    ['two in a list', { data: { keyId: id, key: [secret, `${secret}2`] }, meta }],
    ['in what the caller keeps', { data: { keyId: id, meta: { key: secret } }, meta: { key: secret } }],
  ])('is not taken from %s', async (_, answer) => {
    const error = await failureOf(unkeyAt(answering(answer)).create({ name: 'CI' }))
    expect(error).toMatchObject({ code: 'invalid_response', id })
    expect(error.secret).toBeUndefined()
  })

  it('is not taken from the claims of the caller', async () => {
    const claims = { secret: 'of the caller', id: 'of the caller', data: { secret: 'of the caller' } }
    const keys = clerk({
      secretKey: 'sk_test_key',
      subject: 'user_2xhFjEI5X2qWRvtV13BzSj8H6Dk',
      fetch: answering({ object: 'api_key', claims }),
    })
    const error = await failureOf(keys.create({ name: 'CI key' }))
    expect([error.code, error.id, error.secret]).toEqual(['ambiguous', undefined, undefined])
  })
})

function codesOf(answer: object): number[] {
  return Array.from(JSON.stringify(answer), (character) => character.codePointAt(0) ?? 0)
}

describe('a secret that is read again', () => {
  it.each([401, 500])('is in the error of a refusal with %i that holds it', async (status) => {
    const answer = answering({ data: { keyId: id, plaintext: secret }, meta }, { status })
    const error = await failureOf(unkeyAt(answer).recover(id))
    expect(error).toMatchObject({ status, mayHaveActed: false })
    expect(isIt(error.secret)).toBe(true)
  })

  it('is in the error of an answer that breaks off after it', async () => {
    const text = JSON.stringify({ data: { keyId: id, plaintext: secret }, meta })
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => controller.enqueue(new TextEncoder().encode(text)),
      pull: (controller) => controller.error(new Error('lost')),
    })
    const error = await failureOf(unkeyAt(async () => new Response(body)).recover(id))
    expect(error).toMatchObject({ code: 'network', mayHaveActed: false })
    expect(isIt(error.secret)).toBe(true)
  })
})

describe('a page of a list', () => {
  it('warns of a key without an id', async () => {
    const items = [{ id: ['key_1'] }, { id: 'key_2' }]
    const { keys, warnings } = await factifyAt(answering({ items, pagination: {} }))
      .list()
      .page()
    expect(keys.map((key) => key.id)).toEqual(['key_2'])
    expect(warnings).toContainEqual(expect.objectContaining({ code: 'missing', path: '/0' }))
  })

  it.each<[string, object]>([
    ['another name', { items_v2: [{ id: 'key_1' }], pagination: {} }],
    ['an envelope', { data: { items: [{ id: 'key_1' }], pagination: {} } }],
  ])('whose keys lie under %s is none', async (_, answer) => {
    const error = await failureOf(factifyAt(answering(answer)).list().page())
    expect(error.code).toBe('invalid_response')
  })

  it('may leave out its keys where there are none', async () => {
    const { keys } = await factifyAt(answering({ pagination: { has_more: false } }))
      .list()
      .page()
    expect(keys).toEqual([])
  })
})

describe('a hook', () => {
  it('hears nothing of a new secret that stands in the id of the request', async () => {
    const events: ResponseEvent[] = []
    const response = (event: ResponseEvent): void => void events.push(event)
    const answer = { data: { keyId: id, key: secret }, meta: { requestId: `req ${secret}` } }
    const { http } = await unkeyAt(answering(answer), { response }).create({ name: 'CI' })
    expect([http.requestId, events[0]?.requestId]).toEqual(['req [redacted]', 'req [redacted]'])
  })
})
