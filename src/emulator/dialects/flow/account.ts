import { hexAlphabet } from '../../encoding.js'
import { uuid } from '../../ids.js'
import type { Random } from '../../random.js'
import type { KeyTable } from '../../store.js'
import type { FlowKey } from './record.js'

export const keyPrefix = 'flow_'

/** The user whom the token belongs to. */
export class FlowAccount {
  readonly userId: string
  readonly keys: KeyTable<FlowKey>
  readonly now: () => Date
  readonly #random: Random

  constructor(keys: KeyTable<FlowKey>, random: Random, now: () => Date) {
    this.userId = uuid(random)
    this.keys = keys
    this.now = now
    this.#random = random
  }

  keyId(): string {
    return uuid(this.#random)
  }

  /** The form of the one published example: two groups of hex digits, of which only the first has a known length. */
  secret(): string {
    return `${keyPrefix}${this.#random.text(hexAlphabet, 8)}_${this.#random.text(hexAlphabet, 32)}`
  }
}

/** The user behind the credential. When the account was made is not of this world, so it is a fixed day. */
export function userOnWire({ userId }: FlowAccount): unknown {
  return {
    id: userId,
    email: 'ada@example.com',
    first_name: 'Ada',
    last_name: 'Example',
    username: null,
    image_url: null,
    org_id: null,
    is_active: true,
    clerk_id: null,
    created_at: '2026-01-01T00:00:00Z',
    updated_at: '2026-01-01T00:00:00Z',
  }
}
