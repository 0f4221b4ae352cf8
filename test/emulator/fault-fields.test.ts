import { describe, expect, it } from 'vitest'

import { createEmulator, type Emulator, type Fault, type OddField } from '../../src/emulator/index.js'
import { authorization, bases } from './support/ask.js'
import { askForKey, askForKeys, last, vendors } from './support/faulty.js'

const kinds = ['extra-field', 'missing-field', 'null-field', 'wrong-type'] as const
const now = (): Date => new Date('2026-05-01T12:00:00.000Z')

type Json = Record<string, unknown>

async function bodyOf(response: Promise<Response>): Promise<Json> {
  return (await (await response).json()) as Json
}

/** A create with a fault and one without, from the same seed. */
async function created(fault: Fault): Promise<{ plain: Json; odd: Json; emulator: Emulator }> {
  const [first, second] = [createEmulator({ seed: 1, now }), createEmulator({ seed: 1, now })]
  second.faults.add(fault)
  const plain = await bodyOf(askForKey(first, 'clerk'))
  return { plain, odd: await bodyOf(askForKey(second, 'clerk')), emulator: second }
}

/** The names whose values differ. Values stay out of it: one of them is a secret. */
function different(one: Json, other: Json): string[] {
  const names = new Set([...Object.keys(one), ...Object.keys(other)])
  return [...names].filter((name) => JSON.stringify(one[name]) !== JSON.stringify(other[name]))
}

/** What is missing from the answers to 60 creates at Unkey, each short of one field. */
async function missingFields(spare: readonly string[]): Promise<Set<string>> {
  const emulator = createEmulator({ seed: 1, now })
  emulator.faults.add({ kind: 'missing-field', times: Infinity, spare })
  const missing = new Set<string>()
  for (let made = 0; made < 60; made += 1) {
    const { data, meta } = (await bodyOf(askForKey(emulator, 'unkey'))) as {
      data?: Json
      meta?: Json
    }
    if (data?.['key'] === undefined) missing.add('secret')
    if (data?.['keyId'] === undefined) missing.add('id')
    if (meta?.['requestId'] === undefined) missing.add('request id')
  }
  return missing
}

describe('a fault in a field', () => {
  it.each<[OddField['kind'], string, unknown]>([
    ['missing-field', '/created_at', undefined],
    ['null-field', '/created_at', null],
    ['wrong-type', '/created_at', String(now().getTime())],
    ['wrong-type', '/name', 12345],
    ['wrong-type', '/revoked', 'no'],
    ['wrong-type', '/scopes', {}],
    ['wrong-type', '/description', 0],
    ['unknown-enum', '/type', 'unheard_of'],
    ['unknown-enum', '/name', 'unheard_of'],
    ['extra-field', '/brand_new', { unheard: 'of' }],
  ])('%s makes %s what it is told to, and nothing else', async (kind, field, value) => {
    const { plain, odd, emulator } = await created({ kind, field })
    const name = field.slice(1)
    expect(odd[name]).toEqual(value)
    expect(Object.hasOwn(odd, name)).toBe(value !== undefined)
    expect(different(plain, odd)).toEqual([name])
    expect(last(emulator)).toMatchObject({ fault: kind, done: true, status: 200 })
  })

  it.each(kinds)('%s draws a field from the seed', async (kind) => {
    const [first, second] = [await created({ kind }), await created({ kind })]
    expect(different(first.odd, second.odd)).toEqual([])
    expect(different(first.plain, first.odd)).toHaveLength(1)
  })

  it('spares neither id nor secret, unless told to', async () => {
    expect(await missingFields([])).toEqual(new Set(['secret', 'id', 'request id']))
    expect(await missingFields(['/data/key'])).toEqual(new Set(['id', 'request id']))
    expect(await missingFields(['/data/key', '/data/keyId'])).toEqual(new Set(['request id']))
    expect(await missingFields(['/data'])).toEqual(new Set(['request id']))
  })

  it('waits for another answer where all is spared', async () => {
    const emulator = createEmulator({ seed: 1 })
    emulator.faults.add({ kind: 'null-field', spare: ['/data', '/meta'] })
    await askForKey(emulator, 'unkey')
    expect(last(emulator).fault).toBe(null)
    await askForKey(emulator, 'unkey', { init: { headers: {} } })
    expect(last(emulator).fault).toBe('null-field')
  })

  it('finds a place inside a list, and one whose name has a slash or a tilde', async () => {
    const emulator = createEmulator({ seed: 1 })
    const { subject } = emulator.credentials.clerk
    const claims = { 'a/b~c': 1 }
    await askForKey(emulator, 'clerk', { init: { body: JSON.stringify({ name: 'Build', subject, claims }) } })
    emulator.faults.add({ kind: 'null-field', field: '/data/0/claims/a~1b~0c' })
    expect(await bodyOf(askForKeys(emulator, 'clerk'))).toMatchObject({
      data: [{ claims: { 'a/b~c': null } }],
    })
    emulator.faults.add({ kind: 'missing-field', field: '/data/0' })
    expect(await bodyOf(askForKeys(emulator, 'clerk'))).toMatchObject({ data: [], total_count: 1 })
    emulator.faults.add({ kind: 'extra-field', field: '/data/0/new' })
    expect(await bodyOf(askForKeys(emulator, 'clerk'))).toMatchObject({ data: [{ new: { unheard: 'of' } }] })
  })

  it('does not add what is there', async () => {
    const { plain, odd, emulator } = await created({ kind: 'extra-field', field: '/name' })
    expect(different(plain, odd)).toEqual([])
    expect(last(emulator).fault).toBe(null)
  })

  it('unknown-enum changes a word of a list, in the spelling of the list', async () => {
    const emulator = createEmulator({ seed: 1 })
    emulator.faults.add({ kind: 'unknown-enum', times: Infinity })
    const verdict = await bodyOf(
      emulator.fetch(`${bases.unkey}/v2/keys.verifyKey`, {
        method: 'POST',
        headers: authorization(emulator, 'unkey'),
        body: '{"key":"nobody"}',
      }),
    )
    expect(verdict['data']).toEqual({ valid: false, code: 'UNHEARD_OF' })
    const key = await bodyOf(askForKey(emulator, 'clerk'))
    expect([key['object'], key['type']]).toContain('unheard_of')
    const refused = await bodyOf(askForKey(emulator, 'factify', { init: { headers: {} } }))
    expect(JSON.stringify(refused)).toContain('unheard_of')
    const invalid = await bodyOf(askForKey(emulator, 'flow', { init: { body: '{}' } }))
    expect(JSON.stringify(invalid['detail'])).toMatch(/Not authenticated|unheard_of/)
  })

  it('unknown-enum waits where there is no such word', async () => {
    const emulator = createEmulator({ seed: 1 })
    emulator.faults.add({ kind: 'unknown-enum' })
    for (const vendor of ['unkey', 'factify', 'flow'] as const) await askForKey(emulator, vendor)
    expect(emulator.requests.map(({ fault }) => fault)).toEqual([null, null, null])
    await askForKey(emulator, 'clerk')
    expect(last(emulator).fault).toBe('unknown-enum')
  })

  it.each(vendors)('can be in a refusal of %s', async (vendor) => {
    const emulator = createEmulator({ seed: 1 })
    emulator.faults.add({ kind: 'wrong-type' })
    const response = await askForKey(emulator, vendor, { init: { headers: {} } })
    expect(response.ok).toBe(false)
    expect(last(emulator)).toMatchObject({ fault: 'wrong-type', done: false, status: response.status })
  })
})
