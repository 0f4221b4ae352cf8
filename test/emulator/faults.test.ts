import { readFile } from 'node:fs/promises'

import { describe, expect, it } from 'vitest'

import { KeymuxError } from '../../src/core/index.js'
import {
  createEmulator,
  type Emulator,
  type Fault,
  type FaultKind,
  faultKinds,
} from '../../src/emulator/index.js'
import { askForKey, askForKeys, last, vendors } from './support/faulty.js'

/** The statuses of so many creates, one after the other. */
async function statuses(emulator: Emulator, count: number): Promise<(number | null)[]> {
  const before = emulator.requests.length
  for (let made = 0; made < count; made += 1) {
    await askForKey(emulator, 'unkey').catch(() => null)
  }
  return emulator.requests.slice(before).map(({ status }) => status)
}

/** Which of 300 creates a fault hits that is drawn for each. */
async function hitsOf(seed: number): Promise<boolean[]> {
  const emulator = createEmulator({ seed })
  emulator.faults.add({ kind: 'unavailable', times: Infinity, probability: 0.3 })
  return (await statuses(emulator, 300)).map((status) => status === 503)
}

describe('emulator.faults', () => {
  it('has every kind of the design', async () => {
    const [, page = ''] = /^## Faults$(.*?)^## /ms.exec(await readFile('docs/emulator.md', 'utf8')) ?? []
    const told = [...page.matchAll(/^\| `([a-z0-9-]+)` /gm)].map(([, kind]) => kind)
    expect(told).toEqual([...faultKinds])
  })

  it.each(faultKinds)('takes %s with no more than its kind', (kind: FaultKind) => {
    const { faults } = createEmulator()
    expect(faults.add({ kind }).hits).toBe(0)
    expect(faults.add({ kind, vendor: 'unkey', operation: 'create', times: 2, probability: 0.5 }).hits).toBe(
      0,
    )
  })

  it('hits once unless told otherwise, and tells it', async () => {
    const emulator = createEmulator()
    const handle = emulator.faults.add({ kind: 'unavailable' })
    expect(await statuses(emulator, 3)).toEqual([503, 200, 200])
    expect(handle.hits).toBe(1)
    expect(emulator.requests.map(({ fault, done }) => [fault, done])).toEqual([
      ['unavailable', false],
      [null, true],
      [null, true],
    ])
  })

  it('hits as often as told, for ever if told so', async () => {
    const emulator = createEmulator()
    emulator.faults.add({ kind: 'unavailable', times: 2 })
    expect(await statuses(emulator, 3)).toEqual([503, 503, 200])
    const handle = emulator.faults.add({ kind: 'unavailable', times: Infinity })
    expect(new Set(await statuses(emulator, 20))).toEqual(new Set([503]))
    handle.remove()
    expect(await statuses(emulator, 1)).toEqual([200])
    expect(handle.hits).toBe(20)
  })

  it('takes them in the order in which they came', async () => {
    const emulator = createEmulator()
    emulator.faults.add({ kind: 'unavailable' })
    emulator.faults.add({ kind: 'rate-limited', times: 2 })
    expect(await statuses(emulator, 4)).toEqual([503, 429, 429, 200])
  })

  it('forgets all of them at once', async () => {
    const emulator = createEmulator()
    emulator.faults.add({ kind: 'unavailable', times: 5 })
    emulator.faults.add({ kind: 'rate-limited' })
    emulator.faults.clear()
    expect(await statuses(emulator, 2)).toEqual([200, 200])
  })

  it('hits only the vendor and the operation that it is for', async () => {
    const emulator = createEmulator()
    emulator.faults.add({ kind: 'unavailable', vendor: 'clerk', operation: 'list' })
    await askForKey(emulator, 'clerk')
    await askForKeys(emulator, 'unkey')
    await askForKeys(emulator, 'clerk')
    expect(emulator.requests.map(({ fault }) => fault)).toEqual([null, null, 'unavailable'])
  })

  it.each([
    ['revoke', 'keys.deleteKey'],
    ['delete', 'keys.deleteKey'],
    ['recover', 'keys.getKey'],
    ['get', 'keys.getKey'],
  ] as const)('knows what %s is at Unkey', async (operation, path) => {
    const emulator = createEmulator()
    emulator.faults.add({ kind: 'unavailable', operation, vendor: 'unkey' })
    await emulator.fetch(`https://api.unkey.com/v2/${path}`, { method: 'POST' })
    expect(last(emulator)).toMatchObject({ fault: 'unavailable', status: 503 })
  })

  it('hits what the vendor has no route for, if it is for anything', async () => {
    const emulator = createEmulator()
    emulator.faults.add({ kind: 'unavailable' })
    expect((await emulator.fetch('https://api.clerk.com/v1/users')).status).toBe(503)
  })

  it('hits as likely as told, and the same requests for the same seed', async () => {
    const [first, again, other] = [await hitsOf(1), await hitsOf(1), await hitsOf(2)]
    expect(first).toEqual(again)
    expect(first).not.toEqual(other)
    const hits = first.filter(Boolean).length
    expect(hits).toBeGreaterThan(60)
    expect(hits).toBeLessThan(120)
  })

  it('draws for a vendor alone, whatever the others are asked', async () => {
    const [alone, among] = [createEmulator({ seed: 1 }), createEmulator({ seed: 1 })]
    for (const emulator of [alone, among]) {
      emulator.faults.add({ kind: 'unavailable', times: Infinity, probability: 0.5 })
      for (let made = 0; made < 20; made += 1) {
        if (emulator === among) await askForKey(emulator, 'clerk')
        await askForKey(emulator, 'flow')
      }
    }
    const [one, other] = [alone, among].map(({ requests }) =>
      requests.filter(({ vendor }) => vendor === 'flow'),
    )
    expect(one).toEqual(other)
  })

  it('never hits with a probability of 0', async () => {
    const emulator = createEmulator()
    emulator.faults.add({ kind: 'unavailable', times: Infinity, probability: 0 })
    expect(await statuses(emulator, 20)).toEqual(Array.from({ length: 20 }, () => 200))
  })

  it('gives the same ids and secrets with faults as without', async () => {
    const [plain, faulty] = [createEmulator({ seed: 1 }), createEmulator({ seed: 1 })]
    faulty.faults.add({ kind: 'reset-before' })
    faulty.faults.add({ kind: 'missing-field', times: Infinity })
    await askForKey(faulty, 'clerk').catch(() => null)
    await askForKey(faulty, 'clerk')
    await askForKey(plain, 'clerk')
    expect(faulty.keys('clerk').map(({ id }) => id)).toEqual(plain.keys('clerk').map(({ id }) => id))
  })

  it('does not change with the object that it was given', async () => {
    const emulator = createEmulator()
    const fault: { kind: 'unavailable'; vendor: 'unkey' | 'flow' } = { kind: 'unavailable', vendor: 'flow' }
    emulator.faults.add(fault)
    fault.vendor = 'unkey'
    expect(await statuses(emulator, 1)).toEqual([200])
  })

  it('waits for an answer that it can change', async () => {
    const emulator = createEmulator()
    const handle = emulator.faults.add({ kind: 'missing-field', field: '/data' })
    await askForKey(emulator, 'flow')
    expect([last(emulator).fault, handle.hits]).toEqual([null, 0])
    await askForKey(emulator, 'unkey')
    expect([last(emulator).fault, handle.hits]).toEqual(['missing-field', 1])
    await askForKey(emulator, 'unkey')
    expect(last(emulator).fault).toBe(null)
  })

  it('does not come back once it is out, though it found nothing to change', async () => {
    const emulator = createEmulator()
    const handle = emulator.faults.add({ kind: 'missing-field', field: '/data' })
    const asked = askForKey(emulator, 'flow')
    handle.remove()
    emulator.faults.add({ kind: 'missing-field', field: '/data' })
    const askedAgain = askForKey(emulator, 'flow')
    emulator.faults.clear()
    await Promise.all([asked, askedAgain])
    await askForKey(emulator, 'unkey')
    expect(emulator.requests.map(({ fault }) => fault)).toEqual([null, null, null])
  })

  it.each<[string, unknown, string]>([
    ['what is no fault', null, 'kind'],
    ['an unknown kind', { kind: 'meteor' }, 'lost-response'],
    ['an unknown vendor', { kind: 'slow', vendor: 'acme' }, 'vendor'],
    ['an unknown operation', { kind: 'slow', operation: 'frobnicate' }, 'frobnicate'],
    ['an operation of nobody', { kind: 'slow', operation: 1 }, 'operation'],
    ['an operation that the vendor has not', { kind: 'slow', vendor: 'flow', operation: 'get' }, 'of flow'],
    ['no times at all', { kind: 'slow', times: 0 }, 'times'],
    ['half a time', { kind: 'slow', times: 1.5 }, 'times'],
    ['more than certainty', { kind: 'slow', probability: 2 }, 'probability'],
    ['an unknown option', { kind: 'slow', color: 'red' }, 'color'],
    ['an option of another kind', { kind: 'reset-before', delayMs: 5 }, 'delayMs'],
    ['a delay into the past', { kind: 'slow', delayMs: -1 }, 'delayMs'],
    ['a delay that no timer has', { kind: 'slow', delayMs: 2 ** 31 }, 'delayMs'],
    ['a lag of an hour', { kind: 'replica-lag', delayMs: 3_600_000 }, 'delayMs'],
    ['a lag of what has none', { kind: 'replica-lag', operation: 'verify' }, 'verify'],
    ['an error that is none', { kind: 'error-after-commit', status: 200 }, 'status'],
    ['a redirect that is none', { kind: 'redirect', status: 304 }, 'status'],
    ['a page that cannot be', { kind: 'html', status: 204 }, 'status'],
    ['a wait that is no time', { kind: 'rate-limited', retryAfter: 'soon' }, 'retryAfter'],
    ['a date that is none', { kind: 'unavailable', retryAfter: new Date('soon') }, 'retryAfter'],
    ['a field that is no pointer', { kind: 'null-field', field: 'data.keyId' }, 'field'],
    ['the whole answer as a field', { kind: 'null-field', field: '' }, 'field'],
    ['one spared field that is no list', { kind: 'null-field', spare: '/data' }, 'spare'],
    ['a place that is no URL', { kind: 'redirect', location: 'over there' }, 'location'],
    ['a header in a header', { kind: 'wrong-content-type', contentType: 'a\r\nb: c' }, 'contentType'],
    ['an ending without end', { kind: 'truncated-body', ending: 'open' }, 'ending'],
    ['less than no bytes', { kind: 'stalled-body', afterBytes: -1 }, 'afterBytes'],
    ['half done', { kind: 'html', done: 'half' }, 'done'],
    ['a part that is never late', { kind: 'slow', late: 'trailers' }, 'late'],
  ])('refuses %s', (_, fault, named) => {
    const { faults } = createEmulator()
    const add = (): unknown => faults.add(fault as Fault)
    expect(add).toThrow(KeymuxError)
    expect(add).toThrow(
      expect.objectContaining({ code: 'configuration', message: expect.stringContaining(named) }),
    )
  })

  it('takes an option that is left undefined as none', () => {
    const { faults } = createEmulator()
    expect(() => faults.add({ kind: 'slow', vendor: undefined } as unknown as Fault)).not.toThrow()
  })

  it.each(vendors)('takes every operation of %s by its name', (vendor) => {
    const { faults } = createEmulator()
    expect(() => faults.add({ kind: 'slow', vendor, operation: 'create' })).not.toThrow()
  })
})
