import { type CreateKeyResult, type KeyClient, KeymuxError, type Secret } from 'keymux'
import { createEmulator, type Emulator, type HeldKey } from 'keymux/emulator'
import { handlers } from 'keymux/msw'
import { setupWorker } from 'msw/browser'
import type { Call, Outcome } from './call.js'
import { uncoverHarmlessIn } from './exchange.js'
import { harmlessWords } from './harmless-words.js'
import { Recorder } from './recorder.js'
import { hooksTelling, type Moment } from './timeline.js'
import { clientOf, type VendorId, vendorIds } from './vendors.js'

/** A key whose secret this page holds. */
export interface OwnKey {
  readonly id: string
  readonly name: string
  readonly secret: Secret
}

/** What an upstream holds, by what matters most. */
export interface Census {
  readonly keys: number
  readonly live: number
  /** Live keys whose secret nobody has. */
  readonly orphans: number
}

/** Short, since nobody wants to watch a fault for a quarter of a minute. */
const timeout = { attemptMs: 2500, totalMs: 12_000, settleMs: 1500 }

/** The upstreams in this page, the clients on top of them, and what was done with them. */
export class Lab {
  readonly emulator: Emulator
  readonly recorder: Recorder
  readonly #clients: ReadonlyMap<VendorId, KeyClient>
  readonly #listeners = new Map<VendorId, (moment: Omit<Moment, 'at'>) => void>()
  readonly #own = new Map<VendorId, OwnKey[]>()
  #aheadMs = 0

  constructor(seed: number) {
    this.emulator = createEmulator({ seed, now: () => new Date(Date.now() + this.#aheadMs) })
    this.recorder = new Recorder(this.emulator)
    this.#clients = new Map(vendorIds.map((vendor) => [vendor, this.newClient(vendor)]))
  }

  /** Lets the service worker answer for the vendors. Rejects where the browser has none, as outside a secure context. */
  async start(): Promise<void> {
    const worker = setupWorker(...handlers({ fetch: this.recorder.fetch, origins: this.emulator.origins }))
    await worker.start({
      quiet: true,
      onUnhandledRequest: 'bypass',
      serviceWorker: { url: new URL('mockServiceWorker.js', document.baseURI).pathname },
    })
  }

  newClient(vendor: VendorId): KeyClient {
    const hooks = hooksTelling((moment) => this.#listeners.get(vendor)?.(moment))
    return clientOf(vendor, this.emulator.credentials, { hooks, timeout, dangerouslyAllowBrowser: true })
  }

  client(vendor: VendorId): KeyClient {
    const client = this.#clients.get(vendor)
    if (client === undefined) throw new Error(`There is no vendor ${vendor}.`)
    return client
  }

  /** Makes a call and notes all of it. `spoken` is what the caller says in it: no secret, and so shown as it is. */
  async call<T>(
    vendor: VendorId,
    operation: string,
    act: (keys: KeyClient) => Promise<T>,
    spoken: readonly string[] = [],
  ): Promise<Call<T>> {
    const moments: Moment[] = []
    const startedAt = new Date()
    const at = performance.now()
    this.#listeners.set(vendor, (moment) => moments.push({ ...moment, at: performance.now() }))
    const recording = this.recorder.record(vendor)
    const outcome = await outcomeOf(async () => act(this.client(vendor)))
    recording.stop()
    this.#listeners.delete(vendor)
    const harmless = harmlessWords(this.emulator, vendor, outcome, spoken)
    const exchanges = recording.exchanges().map((exchange) => uncoverHarmlessIn(exchange, harmless))
    return {
      vendor,
      operation,
      startedAt,
      at,
      durationMs: performance.now() - at,
      exchanges,
      moments,
      outcome,
    }
  }

  /** Keeps a new key, newest first. */
  hold(vendor: VendorId, { id, key, secret }: CreateKeyResult<unknown>): void {
    this.keep(vendor, { id, name: key.name ?? id, secret })
  }

  keep(vendor: VendorId, key: OwnKey): void {
    this.#own.set(vendor, [key, ...this.own(vendor)])
  }

  own(vendor: VendorId): readonly OwnKey[] {
    return this.#own.get(vendor) ?? []
  }

  /** What the upstream itself holds of a key; undefined where it keeps no record of it. */
  heldAt(vendor: VendorId, id: string): HeldKey | undefined {
    return this.emulator.keys(vendor).find((key) => key.id === id)
  }

  census(vendor: VendorId): Census {
    const keys = this.emulator.keys(vendor)
    const live = keys.filter(({ state }) => state === 'active')
    const own = new Set(this.own(vendor).map(({ id }) => id))
    return { keys: keys.length, live: live.length, orphans: live.filter(({ id }) => !own.has(id)).length }
  }

  /** Moves the upstreams' clock. */
  pass(milliseconds: number): void {
    this.#aheadMs += milliseconds
  }

  get now(): Date {
    return new Date(Date.now() + this.#aheadMs)
  }
}

async function outcomeOf<T>(act: () => Promise<T>): Promise<Outcome<T>> {
  try {
    return { ok: true, value: await act() }
  } catch (error) {
    if (KeymuxError.is(error)) return { ok: false, error }
    throw error
  }
}
