import { describe, expect, it } from 'vitest'

import { createEmulator, type Emulator, type Vendor } from '../../src/emulator/index.js'
import { authorization, bases, createPaths } from './support/ask.js'
import { createClock } from './support/clock.js'
import { createBody } from './support/create-everywhere.js'
import { hashOf } from './support/unkey.js'

const many = 10_000

interface Page {
  readonly ids: readonly string[]
  /** What to ask for the next page; null if this is the last. */
  readonly next: string | null
}

type Ask = (path: string, body?: object) => Promise<unknown>

/** Reads one page the way each vendor wants it: by offset until the total, or by cursor until there is none. */
const pages: Readonly<Record<Vendor, (emulator: Emulator, ask: Ask, next: string) => Promise<Page>>> = {
  async unkey(emulator, ask, cursor) {
    const { apiId } = emulator.credentials.unkey
    const { data, pagination } = (await ask('/v2/apis.listKeys', {
      apiId,
      ...(cursor !== '' && { cursor }),
    })) as { data: { keyId: string }[]; pagination: { cursor?: string; hasMore: boolean } }
    return {
      ids: data.map(({ keyId }) => keyId),
      next: pagination.hasMore ? (pagination.cursor ?? '') : null,
    }
  },
  async clerk(emulator, ask, offset) {
    const { subject } = emulator.credentials.clerk
    const path = `/api_keys?subject=${subject}&limit=100&offset=${offset || 0}`
    const { data, total_count: total } = (await ask(path)) as { data: { id: string }[]; total_count: number }
    const end = Number(offset) + data.length
    return { ids: data.map(({ id }) => id), next: end < total ? String(end) : null }
  },
  async factify(emulator, ask, token) {
    const { organizationId } = emulator.credentials.factify
    const path = `/v1beta/api-keys?organization_id=${organizationId}&page_size=100`
    const { items = [], pagination } = (await ask(token === '' ? path : `${path}&page_token=${token}`)) as {
      items?: { id: string }[]
      pagination: { next_page_token?: string }
    }
    return { ids: items.map(({ id }) => id), next: pagination.next_page_token ?? null }
  },
  async flow(_, ask, offset) {
    const { apiKeys, pagination } = (await ask(`/api-keys?limit=100&offset=${offset || 0}`)) as {
      apiKeys: { id: string }[]
      pagination: { totalCount: number }
    }
    const end = Number(offset) + apiKeys.length
    return { ids: apiKeys.map(({ id }) => id), next: end < pagination.totalCount ? String(end) : null }
  },
}

function setUp(vendor: Vendor) {
  const { now, wait } = createClock(new Date('2026-05-01T12:00:00.000Z'))
  const emulator = createEmulator({ seed: 1, now })
  const headers = authorization(emulator, vendor)
  const ask: Ask = async (path, body) => {
    const post = body !== undefined && { method: 'POST', body: JSON.stringify(body) }
    const response = await emulator.fetch(bases[vendor] + path, { headers, ...post })
    if (!response.ok) throw new Error(`${vendor} answered ${response.status}`)
    return response.json()
  }
  return { emulator, wait, ask }
}

async function fill(vendor: Vendor, { emulator, wait, ask }: ReturnType<typeof setUp>): Promise<void> {
  if (vendor === 'unkey') {
    const keys = Array.from({ length: many }, (_, index) => ({ hash: hashOf(String(index)) }))
    const { apiId } = emulator.credentials.unkey
    await ask('/v2/keys.migrateKeys', { migrationId: 'mig_1', apiId, keys })
    return
  }
  // Factify lets 100 keys a minute be made.
  const [batch, path] = [100, createPaths[vendor]]
  for (let made = 0; made < many; made += batch) {
    const names = Array.from({ length: batch }, (_, index) => `Key ${made + index}`)
    await Promise.all(names.map((name) => ask(path, createBody(emulator, vendor, name))))
    wait(60_000)
  }
}

describe('a walk over 10,000 keys', () => {
  it.each<Vendor>(['unkey', 'clerk', 'factify', 'flow'])(
    'of %s sees each once, in its order, within two seconds',
    async (vendor) => {
      const world = setUp(vendor)
      await fill(vendor, world)
      const made = world.emulator.keys(vendor).map(({ id }) => id)
      const seen: string[] = []
      const started = performance.now()
      for (let next: string | null = ''; next !== null;) {
        const page: Page = await pages[vendor](world.emulator, world.ask, next)
        seen.push(...page.ids)
        next = page.next
      }
      const took = performance.now() - started
      const sorted = made.toSorted()
      const inOrder = { unkey: sorted, clerk: made.toReversed(), factify: sorted, flow: made }[vendor]
      expect(seen.length).toBe(many)
      expect(seen.join() === inOrder.join()).toBe(true)
      expect(took).toBeLessThan(2000)
    },
    60_000,
  )
})
