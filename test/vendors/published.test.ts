import { expect, describe, it } from 'vitest'
import { answering } from './support/answering.js'
import { clients, inputs } from './support/at-home.js'
import { startsWith } from './support/outcome.js'
import {
  clerkExample,
  factifyExample,
  flowExample,
  flowSnakeExample,
  published,
  unkeyExample,
  type PublishedExample,
} from './support/published.js'
import type { Input } from './support/vendor-case.js'

function create({ vendor, answer }: PublishedExample, input: Input = inputs[vendor]) {
  return clients[vendor](answering(answer, { status: vendor === 'flow' ? 201 : 200 }).fetch).create(input)
}

describe.each(published)('the published answer of $vendor $about', (example) => {
  it('is read without a warning', async () => {
    const created = await create(example)
    expect(created.id).toBe(example.id)
    expect(created.secret.equals(example.secret)).toBe(true)
    expect(created.prefix).toBe(example.prefix)
    expect(startsWith(created.secret, created.prefix)).toBe(true)
    expect(created.warnings).toEqual([])
    expect(JSON.stringify(created).includes(example.secret)).toBe(false)
  })
})

describe('of each vendor, keymux makes what it says of the key:', () => {
  it('Unkey', async () => {
    const input = {
      name: 'CI',
      owner: 'user_1',
      metadata: { plan: 'pro', list: [1, { deep: null }] },
      scopes: ['read'],
      expiresAt: new Date('2050-01-01T00:00:00Z'),
    }
    const { metadata, http, key } = await create(unkeyExample, input)
    expect(metadata).toEqual(input.metadata)
    expect(metadata).not.toBe(input.metadata)
    expect(http.requestId).toBe('req_1')
    expect(key).toEqual({
      id: unkeyExample.id,
      ...input,
      state: 'active',
      vendor: { keyId: unkeyExample.id },
    })
  })

  it('Clerk', async () => {
    const { metadata, key, http } = await create(clerkExample)
    expect(metadata).toEqual({ foo: 'bar' })
    expect(http.requestId).toBeNull()
    const { secret: _, ...vendor } = clerkExample.answer
    expect(key).toEqual({
      id: clerkExample.id,
      metadata: { foo: 'bar' },
      name: 'My API Key',
      description: 'Deploys',
      owner: 'user_2xhFjEI5X2qWRvtV13BzSj8H6Dk',
      scopes: ['read', 'write'],
      state: 'active',
      expiresAt: new Date('2025-07-28T22:55:16.590Z'),
      createdAt: new Date('2025-07-28T22:55:10.000Z'),
      updatedAt: new Date('2025-07-28T22:55:10.000Z'),
      createdBy: 'user_2xhFjEI5X2qWRvtV13BzSj8H6Dk',
      vendor,
    })
  })

  it('Factify, nanoseconds cut', async () => {
    const { metadata, key } = await create(factifyExample)
    expect(metadata).toEqual({})
    expect(key).toEqual({
      id: factifyExample.id,
      metadata: {},
      name: 'Production',
      hint: 'ffy_prod_01jd4h5...',
      state: 'active',
      expiresAt: new Date('2026-12-31T23:59:59Z'),
      createdAt: new Date('2026-01-15T10:30:00.123Z'),
      vendor: factifyExample.answer['api_key'],
    })
  })

  it.each([flowExample, flowSnakeExample])('Flow $about', async (example) => {
    const { metadata, key, http } = await create(example)
    expect(metadata).toEqual({})
    expect(http.status).toBe(201)
    expect(key).toMatchObject({
      name: 'My API Key',
      owner: '123e4567-e89b-12d3-a456-426614174000',
      createdAt: new Date('2024-03-20T12:00:00Z'),
      lastUsedAt: new Date('2024-03-20T12:00:00Z'),
    })
    expect(key).not.toHaveProperty('state')
    expect(JSON.stringify(key.vendor).includes(example.secret)).toBe(false)
  })
})

it.each([
  ['sk_live', 'sk_live_2cGKbMxRjIzhCxo1IdjH3a', 'sk_live_'],
  [undefined, 'sk_live_2cGKbMxRjIzhCxo1IdjH3a', 'sk_live_'],
  [undefined, '2cGKbMxRjIzhCxo1IdjH3a', null],
  ['prod', '2cGKbMxRjIzhCxo1IdjH3a', null],
  ['sk', 'sk_live_2cGKbMxRjIzhCxo1IdjH3a', 'sk_'],
])("Unkey's prefix, asked for as %j, is found in what came", async (prefix, key, found) => {
  const answer = { ...unkeyExample.answer, data: { keyId: 'key_1', key } }
  expect((await create({ ...unkeyExample, answer }, { prefix })).prefix).toBe(found)
})
