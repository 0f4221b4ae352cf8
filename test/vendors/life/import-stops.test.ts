import { unkey, type UnkeyClient } from 'keymux/unkey'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { errorOf } from '../support/outcome.js'
import { live, since, type Life } from './support/life.js'

const many = Array.from({ length: 1200 }, (_, index) => ({ secret: `secret-${index}` }))

/** A client whose second batch is answered with this. */
function failingOnce({ emulator, urls }: Life, status: number): { keys: UnkeyClient; asked: () => number } {
  let asked = 0
  const fetch: typeof globalThis.fetch = async (url, init) => {
    asked += 1
    return asked === 2 ? new Response('{}', { status }) : globalThis.fetch(url, init)
  }
  const { credentials } = emulator
  const keys = unkey({ ...credentials.unkey, baseUrl: urls.unkey, fetch, retry: { limit: 0 } })
  return { keys, asked: () => asked }
}

describe('an import whose later batch fails', () => {
  it.each([
    [401, 'unauthorized'],
    [403, 'forbidden'],
  ])('for the credential, with %i, ends: what is left is failed, unsent', async (status, code) => {
    const { keys, asked } = failingOnce(await live(), status)
    const outcomes = await keys.import(many)
    expect(asked()).toBe(2)
    expect(outcomes.map((outcome) => outcome.status)).toEqual([
      ...many.slice(0, 500).map(() => 'imported'),
      ...many.slice(500).map(() => 'failed'),
    ])
    expect(outcomes[1199]).toMatchObject({ error: { code, mayHaveActed: false } })
  })

  it('for another reason goes on with the next', async () => {
    const { keys, asked } = failingOnce(await live(), 400)
    const outcomes = await keys.import(many)
    expect(asked()).toBe(3)
    expect([outcomes[499]?.status, outcomes[500]?.status, outcomes[1000]?.status]).toEqual([
      'imported',
      'failed',
      'imported',
    ])
  })
})

it('an import without metadata is held against the schema, as a create is', async () => {
  const life = await live()
  const { credentials } = life.emulator
  const metadataSchema = z.object({ plan: z.string() })
  const keys = unkey({ ...credentials.unkey, baseUrl: life.urls.unkey, metadataSchema })
  const asked = since(life)
  const error = await errorOf(keys.import([{ secret: 'a', metadata: { plan: 'pro' } }, { secret: 'b' }]))
  expect(error).toMatchObject({ code: 'invalid_request', issues: [{ path: 'keys[1].metadata.plan' }] })
  expect(asked()).toEqual([])
})
