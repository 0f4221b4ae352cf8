import type { Fault, FaultKind } from 'keymux/emulator'
import { unkey, type UnkeyClient, type UnkeyOptions } from 'keymux/unkey'
import { expect, it } from 'vitest'
import { live, type Life } from './support/life.js'

const keys = [{ secret: 'a' }, { secret: 'b', metadata: { plan: 'pro' } }]

function clientOf({ emulator, urls }: Life, options: UnkeyOptions = {}): UnkeyClient {
  return unkey({ ...emulator.credentials.unkey, baseUrl: urls.unkey, retry: { limit: 0 }, ...options })
}

function fail({ emulator }: Life, kind: FaultKind, more: Partial<Fault> = {}): void {
  emulator.faults.add({ kind, vendor: 'unkey', operation: 'import', ...more } as Fault)
}

it.each<[FaultKind, Partial<Fault>]>([
  ['lost-response', {}],
  ['reset-before', {}],
  ['error-after-commit', { times: 2 }],
  ['html', {}],
  ['truncated-body', {}],
  ['missing-field', { field: '/data/migrated' }],
])('an import is settled after %s: each key has its id', async (kind, more) => {
  const life = await live()
  fail(life, kind, more)
  const outcomes = await clientOf(life).import(keys)
  const held = life.emulator.keys('unkey').map(({ id }) => id)
  expect(outcomes.map(({ status }) => status)).toEqual(['imported', 'imported'])
  expect(outcomes.map((each) => (each.status === 'imported' ? each.id : '')).toSorted()).toEqual(
    held.toSorted(),
  )
  const { metadata } = await clientOf(life).get(outcomes[1]?.status === 'imported' ? outcomes[1].id : '')
  expect(metadata).toEqual({ plan: 'pro' })
})

it('a key that was there before an import whose answer was lost only exists', async () => {
  const life = await live()
  const client = clientOf(life)
  await client.import(keys.slice(0, 1))
  fail(life, 'lost-response')
  expect((await client.import(keys)).map(({ status }) => status)).toEqual(['exists', 'imported'])
})

it.each<[string, UnkeyOptions, number]>([
  ['without a marker', { marker: false }, 1],
  ['whose answer never comes', {}, 3],
])('an import %s says that it may have been done', async (_, options, times) => {
  const life = await live()
  fail(life, 'lost-response', { times: Infinity })
  const [outcome] = await clientOf(life, options).import(keys)
  expect(outcome).toMatchObject({ status: 'failed', error: { code: 'ambiguous', mayHaveActed: true } })
  expect(life.emulator.requests.filter(({ operation }) => operation === 'import')).toHaveLength(times)
})

it('an import that the caller ends is not settled', async () => {
  const life = await live()
  fail(life, 'slow', { delayMs: 60_000 })
  const leaving = new AbortController()
  const fetch: typeof globalThis.fetch = async (url, init) => {
    const answer = globalThis.fetch(url, init)
    leaving.abort()
    return answer
  }
  const [outcome] = await clientOf(life, { fetch }).import(keys, { signal: leaving.signal })
  expect(outcome).toMatchObject({ status: 'failed', error: { code: 'aborted' } })
  expect(life.emulator.requests.length).toBeLessThan(2)
})
