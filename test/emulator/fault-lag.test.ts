import { describe, expect, it } from 'vitest'

import { createEmulator, type UnkeySetup } from '../../src/emulator/index.js'
import { authorization, bases } from './support/ask.js'
import { createClock } from './support/clock.js'
import { createBody } from './support/create-everywhere.js'
import { askForKey, askForKeys, last, listed, vendors } from './support/faulty.js'

const start = new Date('2026-05-01T12:00:00.000Z')

function setUp(unkey: UnkeySetup = {}) {
  const { now, wait } = createClock(start)
  return { emulator: createEmulator({ seed: 1, now, unkey }), wait }
}

describe.each(vendors)('replica-lag at %s', (vendor) => {
  it('hides what a write did, for a while', async () => {
    const { emulator, wait } = setUp()
    await askForKey(emulator, vendor)
    emulator.faults.add({ kind: 'replica-lag', operation: 'create', delayMs: 500 })
    const body = JSON.stringify(createBody(emulator, vendor, 'Other'))
    expect((await askForKey(emulator, vendor, { init: { body } })).ok).toBe(true)
    expect(last(emulator)).toMatchObject({ fault: 'replica-lag', done: true })
    expect(emulator.keys(vendor)).toHaveLength(2)
    expect(await listed(emulator, vendor)).toBe(1)
    wait(499)
    expect(await listed(emulator, vendor)).toBe(1)
    wait(1)
    expect(await listed(emulator, vendor)).toBe(2)
  })

  it('shows one read the keys as they were', async () => {
    const { emulator, wait } = setUp()
    await askForKey(emulator, vendor)
    emulator.faults.add({ kind: 'replica-lag', operation: 'list', delayMs: 500, times: 2 })
    expect(await listed(emulator, vendor)).toBe(0)
    expect(last(emulator)).toMatchObject({ fault: 'replica-lag', done: true })
    wait(500)
    expect(await listed(emulator, vendor)).toBe(1)
  })

  it('hits once, whichever comes first', async () => {
    const { emulator } = setUp()
    emulator.faults.add({ kind: 'replica-lag', vendor })
    await askForKey(emulator, vendor)
    expect([await listed(emulator, vendor), await listed(emulator, vendor)]).toEqual([0, 0])
    expect(emulator.requests.map(({ fault }) => fault)).toEqual(['replica-lag', null, null])
  })

  it('comes on top of another fault', async () => {
    const { emulator, wait } = setUp()
    emulator.faults.add({ kind: 'replica-lag', operation: 'create' })
    emulator.faults.add({ kind: 'lost-response', operation: 'create' })
    await askForKey(emulator, vendor).catch(() => null)
    expect(last(emulator)).toMatchObject({ fault: 'lost-response', done: true })
    expect(await listed(emulator, vendor)).toBe(0)
    wait(1000)
    expect(await listed(emulator, vendor)).toBe(1)
  })
})

describe('replica-lag', () => {
  it('hides changes and deletions too, in the order of the keys', async () => {
    const { emulator, wait } = setUp()
    for (const name of ['First', 'Second', 'Third']) {
      await askForKey(emulator, 'clerk', {
        init: { body: JSON.stringify(createBody(emulator, 'clerk', name)) },
      })
    }
    const ids = emulator.keys('clerk').map(({ id }) => id)
    const headers = authorization(emulator, 'clerk')
    emulator.faults.add({ kind: 'replica-lag', operation: 'update' })
    await emulator.fetch(`${bases.clerk}/api_keys/${ids[0]}`, {
      method: 'PATCH',
      headers,
      body: '{"description":"new"}',
    })
    await emulator.fetch(`${bases.clerk}/api_keys/${ids[1]}`, { method: 'DELETE', headers })
    const shown = async (): Promise<unknown> => {
      const { data } = (await (await askForKeys(emulator, 'clerk')).json()) as {
        data: { name: string; description: string | null }[]
      }
      return data.map(({ name, description }) => [name, description])
    }
    expect(await shown()).toEqual([
      ['Third', null],
      ['Second', null],
      ['First', null],
    ])
    expect((await askForKeys(emulator, 'clerk', ids[1])).status).toBe(200)
    wait(1000)
    expect(await shown()).toEqual([
      ['Third', null],
      ['First', 'new'],
    ])
    expect((await askForKeys(emulator, 'clerk', ids[1])).status).toBe(404)
  })

  it('makes a new key unknown to get and recover at Clerk, and to get and whoami at Unkey', async () => {
    const { emulator } = setUp()
    emulator.faults.add({ kind: 'replica-lag', operation: 'create', times: 2 })
    await askForKey(emulator, 'clerk')
    const response = await askForKey(emulator, 'unkey')
    const { data } = (await response.json()) as { data: { keyId: string; key: string } }
    const [id = ''] = emulator.keys('clerk').map((key) => key.id)
    const headers = authorization(emulator, 'clerk')
    const whoami = await emulator.fetch(`${bases.unkey}/v2/keys.whoami`, {
      method: 'POST',
      headers: authorization(emulator, 'unkey'),
      body: JSON.stringify({ key: data.key }),
    })
    const statuses = [
      (await askForKeys(emulator, 'clerk', id)).status,
      (await emulator.fetch(`${bases.clerk}/api_keys/${id}/secret`, { headers })).status,
      (await askForKeys(emulator, 'unkey', data.keyId)).status,
      whoami.status,
    ]
    expect(statuses).toEqual([404, 404, 404, 404])
  })

  it('adds to what Unkey’s replicas always are behind, where it is more', async () => {
    const { emulator, wait } = setUp({ replicaLagMs: 900_000 })
    await askForKey(emulator, 'unkey')
    emulator.faults.add({ kind: 'replica-lag', operation: 'list', delayMs: 100, times: Infinity })
    wait(899_999)
    expect(await listed(emulator, 'unkey')).toBe(0)
    wait(1)
    expect(await listed(emulator, 'unkey')).toBe(1)
  })

  it('goes on for what it holds back when it is taken out', async () => {
    const { emulator, wait } = setUp()
    const handle = emulator.faults.add({ kind: 'replica-lag', times: Infinity })
    await askForKey(emulator, 'flow')
    handle.remove()
    expect(await listed(emulator, 'flow')).toBe(0)
    wait(1000)
    expect(await listed(emulator, 'flow')).toBe(1)
  })

  it('leaves alone what reads no keys', async () => {
    const { emulator } = setUp()
    emulator.faults.add({ kind: 'replica-lag' })
    const headers = authorization(emulator, 'factify')
    await emulator.fetch(`${bases.factify}/v1beta/quota`, { headers })
    expect(last(emulator).fault).toBe(null)
  })
})
