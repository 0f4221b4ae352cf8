import type { KeyClient } from 'keymux'
import { clerk, type ClerkOwnedCreateInput, type ClerkSubjectClient } from 'keymux/clerk'
import {
  createEmulator,
  type Emulator,
  type EmulatorOptions,
  type HeldKey,
  type Vendor,
} from 'keymux/emulator'
import { factify, type FactifyClient, type FactifyCreateInput } from 'keymux/factify'
import { flow, type FlowClient, type FlowCreateInput } from 'keymux/flow'
import { unkey, type UnkeyClient, type UnkeyCreateInput } from 'keymux/unkey'
import { onTestFinished, vi } from 'vitest'

/** A client of each vendor, and the emulator that they reach over HTTP. */
export interface Life {
  readonly emulator: Emulator
  readonly urls: Readonly<Record<Vendor, string>>
  readonly unkey: UnkeyClient
  /** For the keys of the emulator's user. */
  readonly clerk: ClerkSubjectClient
  readonly factify: FactifyClient
  readonly flow: FlowClient
  /** The same as code sees them that is to work with all vendors. */
  readonly all: Readonly<Record<Vendor, KeyClient>>
}

/** Starts an emulator, which ends with the test. */
export async function live(options: EmulatorOptions = {}): Promise<Life> {
  const emulator = createEmulator({ seed: 1, ...options })
  const server = await emulator.listen()
  onTestFinished(() => server.close())
  const { credentials } = emulator
  const { urls } = server
  const all = {
    unkey: unkey({ ...credentials.unkey, baseUrl: urls.unkey }),
    clerk: clerk({ ...credentials.clerk, baseUrl: urls.clerk }),
    factify: factify({ ...credentials.factify, baseUrl: urls.factify }),
    flow: flow({ ...credentials.flow, baseUrl: urls.flow }),
  }
  return { emulator, urls, all, ...all }
}

export { vendors } from '../../support/key-clients.js'

interface Inputs {
  readonly unkey: UnkeyCreateInput
  readonly clerk: ClerkOwnedCreateInput
  readonly factify: FactifyCreateInput
  readonly flow: FlowCreateInput
}

/** What each vendor takes of what a key may be told. */
export const inputs: Inputs = {
  unkey: {
    name: 'Build',
    owner: 'user_1',
    metadata: { plan: 'pro', nested: { list: [1, null, 'x'] } },
    scopes: ['read', 'write'],
    expiresAt: '30d',
    prefix: 'prod',
  },
  clerk: {
    name: 'Build',
    description: 'For the build.',
    metadata: { plan: 'pro', nested: { list: [1, null, 'x'] } },
    scopes: ['read', 'write'],
    expiresAt: '30d',
  },
  factify: { name: 'Build', expiresAt: '30d' },
  flow: { name: 'Build' },
}

/** Ids of each vendor's form that no key has. */
export const unknownIds: Readonly<Record<Vendor, string>> = {
  unkey: 'key_nobodyhas',
  clerk: `ak_${'0'.repeat(32)}`,
  factify: `key_${'0'.repeat(26)}`,
  flow: '123e4567-e89b-42d3-a456-426614174000',
}

/** What an upstream holds of a key. */
export function held(emulator: Emulator, vendor: Vendor, id: string): HeldKey | undefined {
  const key = emulator.keys(vendor).find((each) => each.id === id)
  return key && { ...key, metadata: unmarked(key.metadata) }
}

/** Without the marker that each create leaves. */
function unmarked(metadata: unknown): unknown {
  if (typeof metadata !== 'object' || metadata === null) return metadata
  return Object.fromEntries(Object.entries(metadata).filter(([name]) => name !== 'keymux_marker'))
}

/** What was asked of a vendor since some moment: `const since = asked(…)`, a call, `since()`. */
export function since({ emulator }: Life): () => readonly string[] {
  const before = emulator.requests.length
  return () => emulator.requests.slice(before).map(({ vendor, operation }) => `${vendor} ${operation}`)
}

/** All of a list, in memory. */
export async function collect<T>(list: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = []
  for await (const each of list) all.push(each)
  return all
}

/** Runs something when so much time has passed, for the clients and the upstreams. */
export async function later<T>(milliseconds: number, run: () => Promise<T>): Promise<T> {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + milliseconds })
  try {
    return await run()
  } finally {
    vi.useRealTimers()
  }
}

export const hour = 3_600_000
