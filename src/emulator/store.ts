import type { Vendor } from './vendor.js'

/** Whether a key works, and if it does not, why. */
export type HeldKeyState = 'active' | 'disabled' | 'revoked' | 'expired'

/** What an upstream holds about one key: never its secret. */
export interface HeldKey {
  readonly id: string
  readonly name: string | null
  readonly description: string | null
  /** Unkey's `externalId`, Clerk's `subject`, Factify's organization, Flow's user. */
  readonly owner: string | null
  /** Unkey's `meta`, Clerk's `claims`; null where there is none. */
  readonly metadata: unknown
  /** Unkey's permissions, Clerk's scopes. */
  readonly scopes: readonly string[]
  readonly state: HeldKeyState
  readonly createdAt: Date
  readonly updatedAt: Date | null
  readonly lastUsedAt: Date | null
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
  readonly #byHash = new Map<string, R>()
  readonly #kept = new WeakMap<R, string>()
  readonly #describe: (record: R, now: Date) => HeldKey

  constructor(describe: (record: R, now: Date) => HeldKey) {
    this.#describe = describe
  }

  /** Adds a key. `secret` is given only where the vendor itself can read it again; else the hash is all that stays. */
  insert(record: R, secret?: string): void {
    this.#records.set(record.id, record)
    this.#byHash.set(record.hash, record)
    if (secret !== undefined) this.#kept.set(record, secret)
  }

  values(): IterableIterator<R> {
    return this.#records.values()
  }

  described(now: Date): HeldKey[] {
    return [...this.#records.values()].map((record) => this.#describe(record, now))
  }

  hasHash(hash: string): boolean {
    return this.#byHash.has(hash)
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

  /** Whether the secret with this hash belongs to a key of any vendor. */
  knows(hash: string): boolean {
    return [...this.#tables.values()].some((table) => table.hasHash(hash))
  }
}
