import { type Entry, Journal } from './journal.js'
import { LateKeys } from './late-keys.js'
import type { VendorName } from './vendor.js'

/** Whether a key works, and if it does not, why. */
export type HeldKeyState = 'active' | 'disabled' | 'revoked' | 'expired'

/** What an upstream holds about one key: never its secret. */
export interface HeldKey {
  /** The vendor's id of the key, which is not its secret. */
  readonly id: string
  /** Null where it has none: only Unkey lets it be left out. */
  readonly name: string | null
  /** Clerk's `description`; null where there is none. */
  readonly description: string | null
  /** Unkey's `externalId`, Clerk's `subject`, Factify's organization, Flow's user. */
  readonly owner: string | null
  /** Unkey's `meta`, Clerk's `claims`; null where there is none. */
  readonly metadata: unknown
  /** Unkey's permissions, Clerk's scopes. */
  readonly scopes: readonly string[]
  /** Whether it works by now, by the emulator's clock. */
  readonly state: HeldKeyState
  /** When it was made, by the emulator's clock. */
  readonly createdAt: Date
  /** When it was last changed; null where the vendor keeps no such time, or it never was. */
  readonly updatedAt: Date | null
  /** When it was last used; null where the vendor keeps no such time, or it never was. */
  readonly lastUsedAt: Date | null
  /** From when on it does not work any more; null where it never expires. */
  readonly expiresAt: Date | null
}

/** What every vendor's record has. */
export interface StoredKey {
  readonly id: string
  /** SHA-256 of the secret in base64: what an upstream looks a presented secret up by. */
  readonly hash: string
}

/** Keys as a read of an upstream sees them, in the order of their making. */
export interface Keys<R extends StoredKey> {
  get(id: string): R | undefined
  /** The key that a presented secret belongs to, by the secret's hash. */
  byHash(hash: string): R | undefined
  values(): IterableIterator<R>
}

/** How long a read can lag behind at most, unless a vendor's setup asks for more. */
export const longestLagMs = 600_000

/** The keys of one vendor. */
export class KeyTable<R extends StoredKey> implements Keys<R> {
  // Private fields, since no inspector prints those: a kept secret must not come out of a log of the emulator.
  readonly #entries = new Map<string, Entry<R>>()
  readonly #idsByHash = new Map<string, string>()
  // Of removed keys too: what was a secret once is not to be shown.
  readonly #hashesEver = new Set<string>()
  readonly #journal: Journal<R>
  readonly #now: () => Date
  readonly #describe: (record: R, now: Date) => HeldKey
  #made = 0
  #removed = 0

  constructor(describe: (record: R, now: Date) => HeldKey, now: () => Date, keepMs: number) {
    this.#describe = describe
    this.#now = now
    this.#journal = new Journal(now, keepMs)
  }

  /** Grows with every key that comes or goes. */
  get comings(): number {
    return this.#made + this.#removed
  }

  /** Adds a key. `secret` is given only where the vendor itself can read it again; else the hash is all that stays. */
  insert(record: R, secret?: string): void {
    this.#put({ record, place: this.#made, secret: secret ?? null })
    this.#made += 1
  }

  get(id: string): R | undefined {
    return this.#entries.get(id)?.record
  }

  hasId(id: string): boolean {
    return this.#entries.has(id)
  }

  byHash(hash: string): R | undefined {
    return this.get(this.#idsByHash.get(hash) ?? '')
  }

  /** The secret of a key, where the vendor kept it. */
  secretOf(id: string): string | undefined {
    return this.#entries.get(id)?.secret ?? undefined
  }

  /** Puts a changed record in the place of the one with its id; nothing if that is gone. */
  replace(record: R): void {
    const before = this.#entries.get(record.id)
    if (before === undefined) return
    if (before.record.hash !== record.hash) this.#idsByHash.delete(before.record.hash)
    this.#put({ ...before, record })
  }

  remove(id: string): void {
    const before = this.#entries.get(id)
    if (before === undefined) return
    this.#journal.note(id, before)
    this.#entries.delete(id)
    this.#idsByHash.delete(before.record.hash)
    this.#removed += 1
  }

  *values(): Generator<R> {
    for (const { record } of this.#entries.values()) yield record
  }

  /** The keys as a read that lags behind by some milliseconds sees them, and further behind during a stall. */
  seen(lagMs: number): Keys<R> {
    const unseen = this.#journal.unseen(lagMs)
    return unseen.size === 0 ? this : new LateKeys(this.#entries, unseen)
  }

  /** Hides what is written from here on from `seen`, for some milliseconds. */
  stall(forMs: number): void {
    this.#journal.stall(forMs)
  }

  described(): HeldKey[] {
    const now = this.#now()
    return [...this.values()].map((record) => this.#describe(record, now))
  }

  /** The key whose secret has this hash, as a test may see it. */
  describedByHash(hash: string): HeldKey | null {
    const record = this.byHash(hash)
    return record === undefined ? null : this.#describe(record, this.#now())
  }

  /** Whether a secret with this hash is or was the secret of a key. */
  hasHash(hash: string): boolean {
    return this.#hashesEver.has(hash)
  }

  #put(entry: Entry<R>): void {
    const { id, hash } = entry.record
    this.#journal.note(id, this.#entries.get(id) ?? null)
    this.#entries.set(id, entry)
    this.#idsByHash.set(hash, id)
    this.#hashesEver.add(hash)
  }
}

/** All that the emulated upstreams hold: one table of keys per vendor. */
export class Store {
  readonly #now: () => Date
  readonly #tables = new Map<
    VendorName,
    Pick<KeyTable<never>, 'described' | 'describedByHash' | 'hasId' | 'hasHash' | 'stall'>
  >()

  constructor(now: () => Date) {
    this.#now = now
  }

  /** Opens a vendor's table; `describe` turns its record into what a test may see of it. */
  open<R extends StoredKey>(
    vendor: VendorName,
    describe: (record: R, now: Date) => HeldKey,
    keepMs: number = longestLagMs,
  ): KeyTable<R> {
    const table = new KeyTable<R>(describe, this.#now, keepMs)
    this.#tables.set(vendor, table)
    return table
  }

  keys(vendor: VendorName): HeldKey[] {
    return this.#tables.get(vendor)?.described() ?? []
  }

  /** The vendor's key whose secret has this hash. */
  keyOf(vendor: VendorName, hash: string): HeldKey | null {
    return this.#tables.get(vendor)?.describedByHash(hash) ?? null
  }

  /** Whether a vendor has a key of this id. */
  hasId(vendor: VendorName, id: string): boolean {
    return this.#tables.get(vendor)?.hasId(id) ?? false
  }

  /** Whether the secret with this hash belongs or belonged to a key of any vendor. */
  knows(hash: string): boolean {
    return [...this.#tables.values()].some((table) => table.hasHash(hash))
  }

  /** Hides what is written at a vendor from here on from its reads, for some milliseconds. */
  stall(vendor: VendorName, forMs: number): void {
    this.#tables.get(vendor)?.stall(forMs)
  }
}
