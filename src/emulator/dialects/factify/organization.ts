import { base62Alphabet } from '../../encoding.js'
import { createSortableIds } from '../../ids.js'
import type { Random } from '../../random.js'
import type { KeyTable } from '../../store.js'
import type { FactifyKey } from './record.js'
import { type Timestamp, timestampAt } from './timestamp.js'

/** What an API key has access to. The emulated one is a test key, so what it makes are test keys. */
export class FactifyOrganization {
  readonly id: string
  readonly keys: KeyTable<FactifyKey>
  readonly now: () => Date
  readonly #random: Random
  readonly #sortableId: () => string

  constructor(id: string, keys: KeyTable<FactifyKey>, random: Random, now: () => Date) {
    this.id = id
    this.keys = keys
    this.now = now
    this.#random = random
    this.#sortableId = createSortableIds(random)
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
