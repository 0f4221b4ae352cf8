import { base62Alphabet } from '../../encoding.js'
import { createSortableIds } from '../../ids.js'
import type { Random } from '../../random.js'
import type { KeyTable } from '../../store.js'
import type { FactifySettings } from './options.js'
import type { FactifyKey } from './record.js'
import { type Timestamp, timestampAt } from './timestamp.js'
import { FactifyUsage } from './usage.js'

/** The largest number that an answer can hold, an int32. */
export const largest: number = 2 ** 31 - 1

/** What an API key has access to. The emulated one is a test key, so what it makes are test keys. */
export class FactifyOrganization {
  readonly id: string
  readonly keys: KeyTable<FactifyKey>
  readonly now: () => Date
  readonly usage: FactifyUsage = new FactifyUsage()
  /** The limit of each key that has a quota of its own; null is a quota without a limit. */
  readonly quotas: Map<string, number | null> = new Map()
  readonly monthlyQuota: number
  readonly userId: string
  // Private, since no inspector prints those.
  readonly #userToken: string | null
  readonly #random: Random
  readonly #sortableId: () => string

  constructor(
    id: string,
    keys: KeyTable<FactifyKey>,
    random: Random,
    now: () => Date,
    settings: FactifySettings,
  ) {
    this.id = id
    this.keys = keys
    this.now = now
    this.monthlyQuota = settings.monthlyQuota ?? largest
    this.userId = `user_${createSortableIds(random.stream('user'))()}`
    this.#userToken = settings.userToken
    this.#random = random
    this.#sortableId = createSortableIds(random)
  }

  get userToken(): string | null {
    return this.#userToken
  }

  keyId(): string {
    return `key_${this.#sortableId()}`
  }

  /** The part in base32 is a point in time and not secret; the 43 characters after it are. */
  secret(): string {
    return `ffy_test_${this.#sortableId()}${this.#random.text(base62Alphabet, 43)}`
  }

  /** A moment with nanoseconds, as Factify writes it. */
  timestamp(date: Date): Timestamp {
    return timestampAt(date, this.#random.text('0123456789', 6))
  }
}
