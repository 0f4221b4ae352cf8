import { base58, base62Alphabet } from '../../encoding.js'
import type { Random } from '../../random.js'
import type { KeyTable } from '../../store.js'
import type { UnkeyIdentity, UnkeyKey } from './record.js'

/** What a root key has access to. */
export class UnkeyWorkspace {
  readonly keys: KeyTable<UnkeyKey>
  readonly now: () => Date
  /** The APIs that keys can be made in. All of them store encrypted keys, so that a key can be recoverable. */
  readonly apiIds: ReadonlySet<string>
  /** Roles that keys can be given. Unlike a permission, a role has to exist before: creating a key never makes one. */
  readonly roles: ReadonlySet<string> = new Set<string>()
  readonly #identities = new Map<string, UnkeyIdentity>()
  readonly #random: Random

  constructor(keys: KeyTable<UnkeyKey>, random: Random, now: () => Date, apiId: string) {
    this.keys = keys
    this.now = now
    this.apiIds = new Set([apiId])
    this.#random = random
  }

  /** A new id: a prefix and random letters and digits. */
  id(prefix: string, length: number): string {
    return `${prefix}_${this.#random.text(base62Alphabet, length)}`
  }

  /** A new secret: random bytes in base58, after the prefix if there is one. */
  secret(prefix: string, byteLength: number): { readonly secret: string; readonly start: string } {
    const lead = prefix === '' ? '' : `${prefix}_`
    const random = base58(this.#random.bytes(byteLength))
    return { secret: lead + random, start: lead + random.slice(0, 4) }
  }

  /** The identity of an `externalId`, made on its first use. */
  identity(externalId: string): UnkeyIdentity {
    const identity = this.#identities.get(externalId) ?? { id: this.id('id', 16), externalId }
    this.#identities.set(externalId, identity)
    return identity
  }
}
