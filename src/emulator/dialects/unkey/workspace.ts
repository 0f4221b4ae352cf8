import { base58, base62Alphabet } from '../../encoding.js'
import type { Random } from '../../random.js'
import type { KeyTable } from '../../store.js'
import { UnkeyAccess } from './access.js'
import type { UnkeyMigration, UnkeySettings } from './options.js'
import { RatelimitCounters } from './ratelimits.js'
import { UnkeyRbac } from './rbac.js'
import type { RatelimitInput, UnkeyIdentity, UnkeyKey, UnkeyRatelimit } from './record.js'
import { apiNotFound, keyNotFound } from './refusals.js'
import { Replica } from './replica.js'

/** A named set of keys. */
export interface UnkeyApi {
  readonly id: string
  readonly name: string
  /** Whether its keys can be recoverable. */
  readonly storesEncrypted: boolean
  readonly isProtected: boolean
}

/** What a root key has access to. Writes go to `keys`; whatever looks a key up asks the replica, but verification. */
export class UnkeyWorkspace {
  readonly keys: KeyTable<UnkeyKey>
  readonly replica: Replica
  readonly now: () => Date
  readonly settings: UnkeySettings
  readonly access: UnkeyAccess
  readonly rbac: UnkeyRbac
  readonly ratelimitCounters: RatelimitCounters = new RatelimitCounters()
  readonly #apis = new Map<string, UnkeyApi>()
  readonly #identities = new Map<string, UnkeyIdentity>()
  // The hashes of softly deleted keys, which no import can have again.
  readonly #buried = new Set<string>()
  readonly #random: Random
  readonly #order: Random

  constructor(
    keys: KeyTable<UnkeyKey>,
    random: Random,
    now: () => Date,
    apiId: string,
    settings: UnkeySettings,
  ) {
    this.keys = keys
    this.now = now
    this.settings = settings
    this.access = new UnkeyAccess(settings.rootKeyPermissions)
    this.replica = new Replica(keys, settings.replicaLagMs)
    this.#random = random
    this.#order = random.stream('order')
    const rbacIds = random.stream('rbac')
    this.rbac = new UnkeyRbac((prefix) => `${prefix}_${rbacIds.text(base62Alphabet, 16)}`, settings.roles)
    const isProtected = settings.deleteProtection
    this.#apis.set(apiId, { id: apiId, name: 'emulated', storesEncrypted: true, isProtected })
  }

  /** A new id: a prefix and random letters and digits. */
  id(prefix: string, length: number): string {
    return `${prefix}_${this.#random.text(base62Alphabet, length)}`
  }

  /** A new secret: random bytes in base58, after the prefix if there is one. What is not said is the key space's default. */
  secret(asked: { readonly prefix?: string; readonly byteLength?: number }): {
    readonly secret: string
    readonly start: string
  } {
    const { secrets } = this.settings
    const { prefix = secrets.prefix, byteLength = secrets.byteLength } = asked
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

  /** Rate limits with ids of their own. What a limit has too much is not kept: its schema is the one that is open. */
  ratelimits(limits: readonly RatelimitInput[]): readonly UnkeyRatelimit[] {
    return limits.map(({ name, limit, duration, autoApply }) => ({
      id: this.id('rl', 16),
      name,
      limit,
      duration,
      autoApply,
    }))
  }

  /** Texts in no order, as Unkey gives permissions. */
  shuffled(texts: readonly string[]): readonly string[] {
    return texts
      .map((text) => ({ text, place: this.#order.text(base62Alphabet, 4) }))
      .toSorted((a, b) => (a.place < b.place ? -1 : 1))
      .map(({ text }) => text)
  }

  api(id: string): UnkeyApi {
    const api = this.#apis.get(id)
    if (api === undefined) throw apiNotFound()
    return api
  }

  /** Storing encrypted keys is turned on by Unkey and not by this call, so what it makes does not. */
  addApi(name: string): UnkeyApi {
    const api = { id: this.id('api', 9), name, storesEncrypted: false, isProtected: false }
    this.#apis.set(api.id, api)
    return api
  }

  /** Takes an API away with its keys, whose hashes stay taken. */
  removeApi({ id }: UnkeyApi): void {
    this.#apis.delete(id)
    for (const key of this.keys.values()) if (key.apiId === id) this.remove(key, { permanent: false })
  }

  /** How a migration's keys are hashed; null if there is no such migration. */
  migration(id: string): UnkeyMigration | null {
    const { migrations } = this.settings
    if (migrations !== null) return Object.hasOwn(migrations, id) ? (migrations[id] ?? null) : null
    return /^(mig|m)_/.test(id) ? 'sha256' : null
  }

  /** A key by its id, as far as the replica knows; a deleted one is not found. */
  key(id: string, lagMs = 0): UnkeyKey {
    const key = this.replica.get(id, lagMs)
    if (key === undefined) throw keyNotFound()
    return key
  }

  isHashTaken(hash: string): boolean {
    return this.keys.byHash(hash) !== undefined || this.#buried.has(hash)
  }

  insert(key: UnkeyKey, secret?: string): void {
    this.keys.insert(key, secret)
  }

  /** Changes a key as it is by now, which need not be how the replica shows it; nothing if it was deleted meanwhile. */
  change(id: string, changes: (key: UnkeyKey) => Partial<UnkeyKey>): void {
    const key = this.keys.get(id)
    if (key === undefined) return
    this.keys.replace({ ...key, ...changes(key) })
  }

  /** Deletes a key. Only a permanent deletion frees its hash. */
  remove(key: UnkeyKey, { permanent }: { readonly permanent: boolean }): void {
    if (!permanent) this.#buried.add(key.hash)
    this.keys.remove(key.id)
  }
}
