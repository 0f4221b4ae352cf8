import type { Vendor } from './vendor.js'

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

/** The keys of one vendor, in the order of their making. */
export class KeyTable<R extends StoredKey> {
  // Private fields, since no inspector prints those: a kept secret must not come out of a log of the emulator.
  readonly #records = new Map<string, R>()
  readonly #idsByHash = new Map<string, string>()
  readonly #kept = new Map<string, string>()
  // Of removed keys too: what was a secret once is not to be shown.
  readonly #hashesEver = new Set<string>()
  readonly #describe: (record: R, now: Date) => HeldKey

  constructor(describe: (record: R, now: Date) => HeldKey) {
    this.#describe = describe
  }

  /** Adds a key. `secret` is given only where the vendor itself can read it again; else the hash is all that stays. */
  insert(record: R, secret?: string): void {
    this.#records.set(record.id, record)
    this.#index(record)
    if (secret !== undefined) this.#kept.set(record.id, secret)
  }

  get(id: string): R | undefined {
    return this.#records.get(id)
  }

  /** The key that a presented secret belongs to, by the secret's hash. */
  byHash(hash: string): R | undefined {
    return this.#records.get(this.#idsByHash.get(hash) ?? '')
  }

  /** The secret of a key, where the vendor kept it. */
  secretOf(id: string): string | undefined {
    return this.#kept.get(id)
  }

  /** Puts a changed record in the place of the one with its id. */
  replace(record: R): void {
    const before = this.#records.get(record.id)
    if (before !== undefined && before.hash !== record.hash) this.#idsByHash.delete(before.hash)
    this.#records.set(record.id, record)
    this.#index(record)
  }

  remove(id: string): void {
    const record = this.#records.get(id)
    if (record === undefined) return
    this.#records.delete(id)
    this.#idsByHash.delete(record.hash)
    this.#kept.delete(id)
  }

  values(): IterableIterator<R> {
    return this.#records.values()
  }

  described(now: Date): HeldKey[] {
    return [...this.#records.values()].map((record) => this.#describe(record, now))
  }

  /** Whether a secret with this hash is or was the secret of a key. */
  hasHash(hash: string): boolean {
    return this.#hashesEver.has(hash)
  }

  #index({ id, hash }: R): void {
    this.#idsByHash.set(hash, id)
    this.#hashesEver.add(hash)
  }
}

/** All that the emulated upstreams hold: one table of keys per vendor. */
export class Store {
  readonly #tables = new Map<Vendor, Pick<KeyTable<never>, 'described' | 'hasHash'>>()

  /** Opens a vendor's table; `describe` turns its record into what a test may see of it. */
  open<R extends StoredKey>(vendor: Vendor, describe: (record: R, now: Date) => HeldKey): KeyTable<R> {
    const table = new KeyTable<R>(describe)
    this.#tables.set(vendor, table)
    return table
  }

  keys(vendor: Vendor, now: Date): HeldKey[] {
    return this.#tables.get(vendor)?.described(now) ?? []
  }

  /** Whether the secret with this hash belongs or belonged to a key of any vendor. */
  knows(hash: string): boolean {
    return [...this.#tables.values()].some((table) => table.hasHash(hash))
  }
}
