import type { KeyClient } from 'keymux'
import { createEmulator, type Emulator, type EmulatorOptions, type Vendor } from 'keymux/emulator'
import { describe, expect, it, onTestFinished } from 'vitest'
import { createClock, type Clock } from '../emulator/support/clock.js'
import { Churn, inOrder, type Pace } from './support/churn.js'
import { keyClients, someInput } from './support/key-clients.js'

interface Walk {
  readonly title: string
  readonly vendor: Vendor
  readonly setup?: EmulatorOptions
  readonly end: 'revoke' | 'delete'
  /** How many requests it may take. Where keys vanish behind an offset, the walk looks for its place again at each page. */
  readonly most: number
}

const walks: readonly Walk[] = [
  { title: 'Unkey', vendor: 'unkey', end: 'revoke', most: 130 },
  { title: 'Clerk', vendor: 'clerk', end: 'revoke', most: 130 },
  { title: 'Clerk, where they are deleted', vendor: 'clerk', end: 'delete', most: 130 },
  { title: 'Factify', vendor: 'factify', end: 'revoke', most: 130 },
  { title: 'Flow', vendor: 'flow', end: 'revoke', most: 130, setup: { flow: { listsInactive: true } } },
  {
    title: 'Flow, where it hides the revoked ones',
    vendor: 'flow',
    end: 'revoke',
    most: 230,
    setup: { flow: { listsInactive: false } },
  },
]

const pageSize = 100

interface World {
  readonly emulator: Emulator
  readonly clock: Clock
  /** Makes a client, which reaches the emulator by a `fetch` that this is wrapped around. */
  client(around?: (send: typeof fetch) => typeof fetch): KeyClient
}

function inProcess({ vendor, setup = {} }: Walk): World {
  const clock = createClock(new Date('2026-05-01T12:00:00.000Z'))
  const emulator = createEmulator({ seed: 1, now: clock.now, ...setup })
  const client: World['client'] = (around = (send) => send) =>
    keyClients[vendor](emulator, { fetch: around(emulator.fetch) })
  return { emulator, clock, client }
}

async function overHttp(walk: Walk): Promise<World> {
  const { emulator, clock } = inProcess(walk)
  const server = await emulator.listen()
  onTestFinished(() => server.close())
  const baseUrl = server.urls[walk.vendor]
  const client: World['client'] = (around = (send) => send) =>
    keyClients[walk.vendor](emulator, { baseUrl, fetch: around(globalThis.fetch) })
  return { emulator, clock, client }
}

/** Factify lets 100 keys a minute be made, by the emulator's clock. */
async function fill(keys: KeyClient, count: number, { wait }: Clock): Promise<void> {
  for (let made = 0; made < count; made += pageSize) {
    await Promise.all(Array.from({ length: pageSize }, () => keys.create(someInput())))
    wait(60_000)
  }
}

/** What came of a walk. */
interface Report {
  readonly ended: number
  readonly made: number
  /** Keys that lived through the walk and did not come. */
  readonly lost: readonly string[]
  readonly twice: readonly string[]
  /** Keys that nobody made. */
  readonly unknown: readonly string[]
  /** How many keys had come in answers and were not given yet, at each request for a page. */
  readonly held: readonly number[]
}

async function walkUnderChange(
  { vendor, end }: Walk,
  { emulator, clock, client }: World,
  count: number,
  pace: Pace,
): Promise<Report> {
  const others = client()
  await fill(others, count, clock)
  const order = inOrder(emulator, vendor)
  const churn = new Churn(others, end, order, pace)
  const seen = new Map<string, number>()
  const waiting = new Set<string>()
  const held: number[] = []
  const keys = client((send) => async (url, init) => {
    held.push([...waiting].filter((id) => !churn.ended.has(id)).length)
    clock.wait(60_000)
    await churn.change()
    const answer = await send(url, init)
    for (const id of idsIn(await answer.clone().json())) if (!seen.has(id)) waiting.add(id)
    return answer
  })
  for await (const { id } of keys.list({ pageSize })) {
    seen.set(id, (seen.get(id) ?? 0) + 1)
    waiting.delete(id)
    churn.saw(id)
  }
  return { ...counted(order, seen, churn), held }
}

function counted(
  order: readonly string[],
  seen: ReadonlyMap<string, number>,
  churn: Churn,
): Omit<Report, 'held'> {
  const all = new Set(order)
  return {
    ended: churn.ended.size,
    made: churn.made.size,
    lost: order.filter((id) => !churn.ended.has(id) && !seen.has(id)),
    twice: [...seen].filter(([, times]) => times > 1).map(([id]) => id),
    unknown: [...seen.keys()].filter((id) => !all.has(id) && !churn.made.has(id)),
  }
}

/** The keys of a page. */
function idsIn(answer: unknown): readonly string[] {
  const { data, items, apiKeys } = answer as Readonly<Record<string, readonly WireKey[] | undefined>>
  return (data ?? items ?? apiKeys ?? []).map(({ id, keyId = id }) => keyId ?? '')
}

interface WireKey {
  readonly id?: string
  readonly keyId?: string
}

const nothingAmiss = { lost: [], twice: [], unknown: [] }

describe('10,000 keys, listed while 1,000 are ended and 1,000 made: each that lives through it comes once', () => {
  it.each(walks)(
    'at $title',
    async (walk) => {
      const report = await walkUnderChange(walk, inProcess(walk), 10_000, { inAll: 1000, aPage: 12 })
      expect(report).toMatchObject({ ...nothingAmiss, ended: 1000, made: 1000 })
      expect(report.held.length).toBeLessThan(walk.most)
      // A page in hand, and one that has to be put back while the walk looks for its place.
      expect(Math.max(...report.held)).toBeLessThanOrEqual(2 * pageSize)
    },
    60_000,
  )
})

describe('and over HTTP, 500 keys while 50 are ended and 50 made', () => {
  it.each(walks)('at $title', async (walk) => {
    const report = await walkUnderChange(walk, await overHttp(walk), 500, { inAll: 50, aPage: 12 })
    expect(report).toMatchObject({ ...nothingAmiss, ended: 50, made: 50 })
  })
})
