import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import type { CreateKeyResult } from '../../../src/core/create-key.js'
import type { MetadataSchema } from '../../../src/core/metadata-schema.js'
import { asStored, clientContext, type ClientContext } from '../../../src/http/client-context.js'
import { createKey } from '../../../src/http/operations/create-key.js'
import { getKey } from '../../../src/http/operations/get-key.js'
import { listKeys } from '../../../src/http/operations/list-keys.js'
import { updateKey } from '../../../src/http/operations/update-key.js'
import { findLeaks } from '../../leaks/find-leaks.js'
import { printingsOfError } from '../../leaks/printings.js'
import {
  answering,
  created,
  creating,
  errorOf,
  json,
  secret,
  senderWith,
  type Stub,
} from '../support/acme.js'
import { keyCall, listCall } from '../support/acme-keys.js'

const plan = z.object({ plan: z.enum(['free', 'pro']) })
const hiddenText = 'sk_live_Zx9CvBnM5aSdFgHjKlPoIu'

type Validate = MetadataSchema['~standard']['validate']

/** A schema that nobody's library made. */
function schemaOf(validate: Validate): MetadataSchema {
  return { '~standard': { version: 1, vendor: 'hand', validate } }
}

function contextOf(fetch: Stub, schema: MetadataSchema): ClientContext {
  return clientContext(senderWith(fetch, { retry: { limit: 0 } }), schema)
}

async function create(
  schema: MetadataSchema,
  metadata: unknown,
  fetch = answering(() => new Response(created)),
): Promise<CreateKeyResult<object>> {
  return createKey(contextOf(fetch, schema), creating(), undefined, metadata)
}

const later = schemaOf(async (value) => {
  await new Promise((resolve) => setImmediate(resolve))
  const { until } = value as { until?: string }
  return until === undefined
    ? { issues: [{ message: 'must have an end', path: [{ key: 'until' }] }] }
    : { value: { until: new Date(until) } }
})

describe('metadata that is given', () => {
  it('is sent where the schema allows it', async () => {
    expect(await create(plan, { plan: 'pro' })).toMatchObject({ id: 'key_1' })
    expect(await create(later, { until: '2026-01-01' })).toMatchObject({ id: 'key_1' })
  })

  it.each<[string, MetadataSchema, unknown, string]>([
    ['a wrong value', plan, { plan: 'gold' }, 'metadata.plan'],
    ['no value', plan, {}, 'metadata.plan'],
    ['none at all', plan, undefined, 'metadata.plan'],
    ['what a schema finds later', later, {}, 'metadata.until'],
    [
      'a fault deep inside',
      z.object({ a: z.array(z.object({ b: z.string() })) }),
      { a: [{ b: 'x' }, { b: 1 }] },
      'metadata.a.1.b',
    ],
    ['a fault of all of it', schemaOf(() => ({ issues: [{ message: 'no' }] })), {}, 'metadata'],
    [
      'a fault at a symbol',
      schemaOf(() => ({ issues: [{ message: 'no', path: [Symbol('s')] }] })),
      {},
      'metadata.Symbol(s)',
    ],
  ])('is refused with %s, before anything is sent', async (_, schema, metadata, path) => {
    const fetch = answering(() => new Response(created))
    const error = await errorOf(create(schema, metadata, fetch))
    expect(error).toMatchObject({
      code: 'invalid_request',
      operation: 'create',
      mayHaveActed: false,
      issues: [{ path }],
    })
    expect(error.message).toContain(`\`${path}\``)
    expect(fetch.asked).toEqual([])
  })

  it.each<[string, Validate]>([
    [
      'throws',
      () => {
        throw new Error(`bad ${hiddenText}`)
      },
    ],
    [
      'throws no error',
      () => {
        throw hiddenText
      },
    ],
    ['rejects', async () => Promise.reject(new TypeError(hiddenText, { cause: new Error(hiddenText) }))],
    ['gives nothing', () => undefined as unknown as ReturnType<Validate>],
    ['gives broken issues', () => ({ issues: [null] }) as unknown as ReturnType<Validate>],
    [
      'gives a broken path',
      () => ({ issues: [{ message: 'x', path: [null] }] }) as unknown as ReturnType<Validate>,
    ],
  ])('is refused by a schema that %s', async (_, validate) => {
    const fetch = answering(() => new Response(created))
    const error = await errorOf(create(schemaOf(validate), { token: hiddenText }, fetch))
    expect(error).toMatchObject({
      code: 'invalid_request',
      mayHaveActed: false,
      issues: [{ path: 'metadata' }],
    })
    expect(error.message).toContain('the schema itself failed')
    expect(findLeaks(Object.values(printingsOfError(error)).join('\n'), { secrets: [hiddenText] })).toEqual(
      [],
    )
    expect(fetch.asked).toEqual([])
  })

  it.each<[string, object, string]>([
    ['whole', { token: hiddenText }, `Invalid token "${hiddenText}"`],
    ['deep inside', { a: [{ b: hiddenText }] }, `Got ${hiddenText}.`],
    ['in part', { token: hiddenText }, `Invalid token "${hiddenText.slice(0, 20)}…"`],
    [
      'beside a part of it',
      { short: hiddenText.slice(0, 12), token: hiddenText },
      `Got ${hiddenText} and ${hiddenText.slice(0, 12)}`,
    ],
    ['as JSON', { token: `a"b\n${hiddenText}` }, JSON.stringify({ token: `a"b\n${hiddenText}` })],
  ])('is not quoted in the error: %s', async (_, metadata, message) => {
    const error = await errorOf(
      create(
        schemaOf(() => ({ issues: [{ message, path: ['token'] }] })),
        metadata,
      ),
    )
    expect(findLeaks(Object.values(printingsOfError(error)).join('\n'), { secrets: [hiddenText] })).toEqual(
      [],
    )
    expect(error.message).toContain('[redacted]')
  })

  it('is not quoted in the error, were it a number', async () => {
    const error = await errorOf(
      create(
        schemaOf((value) => ({ issues: [{ message: `not ${JSON.stringify(value)}` }] })),
        { pin: 471_199 },
      ),
    )
    expect(JSON.stringify(error)).not.toContain('471199')
  })

  it('leaves the schema’s own words whole where it holds next to nothing', async () => {
    const error = await errorOf(create(z.object({ a: z.number() }), { a: 'e', b: '' }))
    expect(error.issues[0]?.message).toBe('Invalid input: expected number, received string')
  })

  it('is checked in a change, where it is given', async () => {
    const fetch = answering(() => json({ id: 'key_1', meta: { plan: 'pro' } }))
    const update = async (metadata?: object | null): Promise<unknown> =>
      updateKey(contextOf(fetch, plan), 'key_1', keyCall('settles', 'update'), undefined, { metadata })
    expect(await errorOf(update({ plan: 5 }) as Promise<unknown>)).toMatchObject({
      code: 'invalid_request',
      operation: 'update',
    })
    expect(fetch.asked).toEqual([])
    for (const metadata of [undefined, null, { plan: 'free' }])
      expect(await update(metadata)).toMatchObject({ id: 'key_1', metadata: { plan: 'pro' }, warnings: [] })
  })
})

function stored(meta: unknown): Stub {
  return answering(() => json({ id: 'key_1', meta }))
}

async function read(schema: MetadataSchema, meta: unknown): Promise<unknown> {
  return getKey(contextOf(stored(meta), schema), 'key_1', keyCall(), undefined)
}

describe('metadata that is stored', () => {
  it('is what the schema makes of it', async () => {
    expect(await read(plan, { plan: 'pro', more: 1 })).toMatchObject({
      metadata: { plan: 'pro' },
      warnings: [],
    })
    expect(await read(later, { until: '2026-01-01' })).toMatchObject({
      metadata: { until: new Date('2026-01-01') },
    })
  })

  it.each<[string, MetadataSchema, string]>([
    ['does not fit', plan, 'metadata.plan'],
    ['does not fit, as is found later', later, 'metadata.until'],
    [
      'makes the schema throw',
      schemaOf(() => {
        throw new Error(hiddenText)
      }),
      'metadata',
    ],
    ['makes the schema reject', schemaOf(async () => Promise.reject(new Error(hiddenText))), 'metadata'],
    [
      'makes the schema give nothing',
      schemaOf(() => undefined as unknown as ReturnType<Validate>),
      'metadata',
    ],
    [
      'makes the schema give no list',
      schemaOf(() => ({ issues: null }) as unknown as ReturnType<Validate>),
      'metadata',
    ],
    [
      'makes the schema give a broken path',
      schemaOf(() => ({ issues: [{ message: '', path: [null] }] }) as unknown as ReturnType<Validate>),
      'metadata',
    ],
  ])('comes as it is, with a warning, where it %s', async (_, schema, path) => {
    const result = await read(schema, { plan: hiddenText })
    expect(result).toMatchObject({
      metadata: { plan: hiddenText },
      warnings: [{ code: 'invalid_metadata', path }],
    })
    const { warnings } = result as { warnings: unknown }
    expect(findLeaks(JSON.stringify(warnings), { secrets: [hiddenText] })).toEqual([])
  })

  it('comes with one warning for each place', async () => {
    const issues = [
      { message: 'a', path: ['x'] },
      { message: 'b', path: ['x'] },
      { message: 'c', path: ['y'] },
    ]
    expect(
      await read(
        schemaOf(() => ({ issues })),
        {},
      ),
    ).toMatchObject({ warnings: [{ path: 'metadata.x' }, { path: 'metadata.y' }] })
  })

  it('never costs the secret of a key that was made', async () => {
    let calls = 0
    const schema = schemaOf((value) => {
      calls += 1
      if (calls > 1) return { issues: [null] } as unknown as ReturnType<Validate>
      return { value: value as object }
    })
    const result = await create(schema, {})
    expect(result.secret.reveal() === secret).toBe(true)
    expect(result.warnings).toMatchObject([{ code: 'invalid_metadata', path: 'metadata' }])
  })

  it('never ends a list', async () => {
    const fetch = answering(() =>
      json({
        keys: [
          { id: 'a', meta: { plan: 5 } },
          { id: 'b', meta: { plan: 'pro' } },
        ],
      }),
    )
    const list = listKeys(contextOf(fetch, plan), listCall('cursor'), {}, undefined)
    const found: unknown[] = []
    for await (const { metadata } of list) found.push(metadata)
    expect(found).toEqual([{ plan: 5 }, { plan: 'pro' }])
    expect((await list.page()).warnings).toMatchObject([{ code: 'invalid_metadata' }])
  })

  it('is left alone where it goes from one key to another', async () => {
    const context = asStored(contextOf(stored({ until: 'soon' }), later))
    expect(await getKey(context, 'key_1', keyCall(), undefined)).toMatchObject({
      metadata: { until: 'soon' },
      warnings: [],
    })
  })
})
