import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import type { ImportKeyInput, ImportOutcome } from '../../../src/core/import-keys.js'
import { KeymuxError } from '../../../src/core/keymux-error.js'
import { Secret } from '../../../src/core/secret.js'
import type { Hashed, ImportPlan } from '../../../src/http/calls.js'
import { clientContext } from '../../../src/http/client-context.js'
import { importKeys } from '../../../src/http/operations/import-keys.js'
import { findLeaks } from '../../leaks/find-leaks.js'
import { printingsOfError } from '../../leaks/printings.js'
import {
  answering,
  asking,
  contextWith,
  errorOf,
  failing,
  json,
  networkError,
  secret,
  senderWith,
  type Stub,
} from '../support/acme.js'
import { watchRejections } from '../support/watch.js'

const noList = (): never => expect.fail('Without a marker nothing is looked for.')

watchRejections()

type Input = ImportKeyInput<object>

interface Answered {
  readonly imported?: { hash: string; id: string }[]
  readonly existing?: string[]
}

/** Acme's import: it takes `{ keys }` and answers `{ imported, existing }`; a name of `bad` is refused before. */
function prepare(keys: readonly Hashed<Input>[]): ImportPlan {
  keys.forEach(({ name }, index) => {
    if (name === 'bad') throw new KeymuxError({ code: 'invalid_request', message: `keys[${index}].name` })
  })
  return {
    batch: (start, end) => ({
      request: asking('acts', {
        operation: 'import',
        path: '/import',
        body: JSON.stringify({ keys: keys.slice(start, end) }),
      }),
      read: (body) => {
        const { imported = [], existing = [] } = (body ?? {}) as Answered
        return { imported, existing, warnings: [] }
      },
    }),
  }
}

function sentIn(fetch: Stub): Hashed<Input>[][] {
  return fetch.asked.map(({ init }) => (JSON.parse(String(init.body)) as { keys: Hashed<Input>[] }).keys)
}

/** Takes all keys, but for those that it has already. */
function taking(existing: readonly string[] = []): Stub {
  const fetch: Stub = answering(() => {
    const hashes =
      sentIn(fetch)
        .at(-1)
        ?.map(({ hash }) => hash) ?? []
    const imported = hashes
      .filter((hash) => !existing.includes(hash))
      .map((hash) => ({ hash, id: `key_${hash.slice(0, 6)}` }))
    return json({ imported: imported.toReversed(), existing })
  })
  return fetch
}

async function importAt(
  fetch: Stub,
  keys: readonly Input[],
  signal?: AbortSignal,
): Promise<readonly ImportOutcome[]> {
  return importKeys(contextWith(fetch, { retry: { limit: 0 } }), keys, prepare, noList, signal && { signal })
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('base64')
}

const many: Input[] = Array.from({ length: 1200 }, (_, index) => ({
  secret: `secret-${index}`,
  name: `n${index}`,
}))

describe('an import', () => {
  it('sends the SHA-256 hashes of secrets in base64, and never a secret', async () => {
    const fetch = taking()
    const given = { secret: `${secret}ü`, name: 'a', metadata: { plan: 'pro' } }
    const outcomes = await importAt(fetch, [given, { secret: new Secret(secret) }, { hash: hashOf('c') }])
    expect(sentIn(fetch)).toEqual([
      [
        { name: 'a', metadata: { plan: 'pro' }, hash: hashOf(`${secret}ü`) },
        { hash: hashOf(secret) },
        { hash: hashOf('c') },
      ],
    ])
    expect(findLeaks(JSON.stringify([fetch.asked[0]?.init.body, outcomes]), { secrets: [secret] })).toEqual(
      [],
    )
  })

  it('says what became of each key, in the order of the keys', async () => {
    const outcomes = await importAt(taking([hashOf('b')]), [
      { secret: 'a' },
      { secret: 'b' },
      { secret: 'c' },
    ])
    expect(outcomes).toMatchObject([
      { status: 'imported', id: `key_${hashOf('a').slice(0, 6)}`, hash: hashOf('a'), http: { status: 200 } },
      { status: 'exists', hash: hashOf('b'), http: { status: 200 } },
      { status: 'imported', id: `key_${hashOf('c').slice(0, 6)}`, hash: hashOf('c') },
    ])
  })

  it('sends a secret once, as it comes first', async () => {
    const fetch = taking([hashOf('b')])
    const keys = [
      { secret: 'a', name: '1' },
      { secret: 'b', name: '2' },
      { hash: hashOf('a'), name: '3' },
      { secret: new Secret('b'), name: '4' },
    ]
    const outcomes = await importAt(fetch, keys)
    expect(sentIn(fetch)[0]?.map(({ name }) => name)).toEqual(['1', '2'])
    expect(outcomes).toMatchObject([
      { status: 'imported', hash: hashOf('a') },
      { status: 'exists', hash: hashOf('b'), http: { status: 200 } },
      { status: 'exists', hash: hashOf('a'), http: null },
      { status: 'exists', hash: hashOf('b'), http: null },
    ])
  })

  it('of nothing asks nothing', async () => {
    const fetch = taking()
    expect(await importAt(fetch, [])).toEqual([])
    expect(fetch.asked).toEqual([])
  })

  it('goes in batches', async () => {
    const fetch = taking()
    const outcomes = await importAt(fetch, many)
    expect(sentIn(fetch).map((batch) => batch.length)).toEqual([500, 500, 200])
    expect(outcomes.map(({ hash }) => hash)).toEqual(many.map((key) => hashOf(String(key.secret))))
    expect(new Set(outcomes.map(({ status }) => status))).toEqual(new Set(['imported']))
  })
})

describe('an import that goes wrong', () => {
  it.each<[string, () => Response | Promise<Response>, object]>([
    ['is refused', () => json({ message: 'No.' }, 400), { code: 'invalid_request', mayHaveActed: false }],
    ['is lost', failing(networkError('ECONNRESET')), { code: 'ambiguous', mayHaveActed: true }],
  ])('in its second batch, which %s, says so of the keys in that one', async (_, second, expected) => {
    const good = taking()
    const fetch: Stub = Object.assign(
      async (url: unknown, init?: RequestInit) =>
        good.asked.length === 1 && fetch.asked.length === 1 ? again(url, init) : good(url, init),
      { asked: good.asked },
    )
    const again = async (url: unknown, init: RequestInit = {}): Promise<Response> => {
      good.asked.push({ url: String(url), init, headers: {} })
      return second()
    }
    const outcomes = await importAt(fetch, many)
    expect(outcomes.slice(0, 500).every(({ status }) => status === 'imported')).toBe(true)
    expect(outcomes.slice(500, 1000).every(({ status }) => status === 'failed')).toBe(true)
    expect(outcomes.slice(1000).every(({ status }) => status === 'imported')).toBe(true)
    const failed = outcomes[500]
    if (failed?.status !== 'failed') throw new Error('It did not fail.')
    expect(failed.error).toMatchObject({ ...expected, operation: 'import' })
    expect(failed.reason).toBe(failed.error.message)
  })

  it.each<[string, () => Response | Promise<Response>, string]>([
    ['400', () => json({}, 400), 'invalid_request'],
    ['401', () => json({}, 401), 'unauthorized'],
    ['429', () => json({}, 429), 'rate_limited'],
    ['no connection', failing(networkError('ECONNREFUSED')), 'network'],
  ])('at once, with %s, fails as a whole: nothing was done', async (_, answer, code) => {
    const fetch = answering(answer)
    expect(await errorOf(importAt(fetch, many))).toMatchObject({
      code,
      operation: 'import',
      mayHaveActed: false,
    })
    expect(fetch.asked).toHaveLength(1)
  })

  it('at once, and may have been done, says so of each key', async () => {
    const outcomes = await importAt(
      answering(() => json({}, 500)),
      [{ secret: 'a' }, { secret: 'b' }],
    )
    expect(outcomes).toMatchObject([
      { status: 'failed', hash: hashOf('a'), error: { code: 'ambiguous', mayHaveActed: true } },
      { status: 'failed', hash: hashOf('b') },
    ])
  })

  it.each([
    {},
    { imported: [], existing: [] },
    { imported: [{ hash: 'other', id: 'key_1' }] },
    { existing: ['constructor'] },
  ])('with an answer that does not name a key says so: %j', async (body) => {
    const outcomes = await importAt(
      answering(() => json({ ...body, requestId: 'req_1' })),
      [{ secret: 'a' }],
    )
    expect(outcomes).toMatchObject([
      {
        status: 'failed',
        hash: hashOf('a'),
        reason: expect.stringContaining('Import it again') as string,
        error: { code: 'invalid_response', operation: 'import', requestId: 'req_1', mayHaveActed: true },
      },
    ])
  })

  it('in the middle by an abort keeps what was done, and sends no more', async () => {
    const controller = new AbortController()
    const good = taking()
    const fetch: Stub = Object.assign(
      async (url: unknown, init?: RequestInit) => good(url, init).finally(() => controller.abort()),
      { asked: good.asked },
    )
    const outcomes = await importAt(fetch, many, controller.signal)
    expect(fetch.asked).toHaveLength(1)
    expect(outcomes).toHaveLength(1200)
    expect(outcomes[1199]).toMatchObject({
      status: 'failed',
      error: { code: 'aborted', mayHaveActed: false },
    })
  })
})

describe('an import is refused before anything is sent', () => {
  it.each<[string, unknown, string]>([
    ['no list', 'keys', 'keys'],
    ['nothing', undefined, 'keys'],
    ['a hole', Array.from<undefined>({ length: 1 }), 'keys[0]'],
    ['null', [null], 'keys[0]'],
    ['neither secret nor hash', [{ secret: 'a' }, { name: 'x' }], 'keys[1]'],
    ['both', [{ secret, hash: hashOf(secret) }], 'keys[0]'],
    ['null as hash', [{ hash: null }], 'keys[0].hash'],
    ['an empty secret', [{ secret: '' }], 'keys[0].secret'],
    ['a number', [{ secret: 5 }], 'keys[0].secret'],
    ['an object', [{ secret: { value: secret } }], 'keys[0].secret'],
    ['bytes', [{ secret: Buffer.from(secret) }], 'keys[0].secret'],
  ])('with %s', async (_, keys, path) => {
    const fetch = taking()
    const error = await errorOf(importAt(fetch, keys as Input[]))
    expect(error).toMatchObject({
      code: 'invalid_request',
      operation: 'import',
      mayHaveActed: false,
      issues: [{ path }],
    })
    expect(findLeaks(Object.values(printingsOfError(error)).join('\n'), { secrets: [secret] })).toEqual([])
    expect(fetch.asked).toEqual([])
  })

  it('with a key that the vendor would refuse, by its place in the list, though one before it came twice', async () => {
    const fetch = taking()
    const error = await errorOf(
      importAt(fetch, [{ secret: 'a' }, { secret: 'a' }, { secret: 'b', name: 'bad' }]),
    )
    expect(error.message).toBe('keys[2].name')
    expect((await errorOf(importAt(fetch, [{ secret: 'a' }, { secret: 'a', name: 'bad' }]))).message).toBe(
      'keys[1].name',
    )
    expect(fetch.asked).toEqual([])
  })

  it('with metadata that the schema refuses, by its place in the list', async () => {
    const fetch = taking()
    const context = clientContext(senderWith(fetch), z.object({ plan: z.string() }))
    const plans = ['pro', 'free', 5]
    const keys = plans.map((plan) => ({ secret: `of ${plan}`, metadata: { plan } }))
    const error = await errorOf(importKeys(context, keys, prepare, noList, undefined))
    expect(error).toMatchObject({
      code: 'invalid_request',
      operation: 'import',
      issues: [{ path: 'keys[2].metadata.plan' }],
    })
    expect(fetch.asked).toEqual([])
  })
})
