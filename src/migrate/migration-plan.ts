import type { CreateKeyInput } from '../core/create-key.js'
import type { KeyClient } from '../core/key-client.js'
import type { KeyRecord } from '../core/key-record.js'
import type { ListQuery } from '../core/list-keys.js'
import type { Secret } from '../core/secret.js'
import type { Loss, LossKind } from './loss.js'

/**
 * How a key goes over. `preserve`: whoever holds the secret goes on using it, since the target takes its hash. `reissue`: the
 * target makes a new secret, which has to reach the holder. `skip`: it does not go.
 */
export type Strategy = 'preserve' | 'reissue' | 'skip'

/** What the target is told of a key; all of it within the target's limits. */
export type TargetInput = Omit<CreateKeyInput, 'expiresAt'> & {
  /** When the key ends: a moment, since the source's own expiry is one. */
  readonly expiresAt?: Date
  /** The target's own fields, in its own terms. */
  readonly vendor?: Readonly<Record<string, unknown>>
}

/** One key of a plan. */
export interface MigrationItem {
  /** Its id at the source. */
  readonly id: string
  /** What the source calls it; null where it has no name. */
  readonly name: string | null
  /** Whose it is, by the source's ids; null where nobody is told. */
  readonly owner: string | null
  /** How it goes over. */
  readonly strategy: Strategy
  /** Why this strategy, in a sentence. */
  readonly why: string
  /** What it will not be at the target as it was. */
  readonly losses: readonly Loss[]
  /** What the target will be told; null for a key that does not go. */
  readonly input: TargetInput | null
}

/** What a plan can be asked. */
export interface PlanOptions {
  /** Where the keys are. Only read. */
  readonly from: KeyClient
  /** Where they are to go. Not asked anything by a plan. */
  readonly to: KeyClient
  /** Whose keys are to go, by the source's ids. Default: all that one list gives. */
  readonly owners?: readonly string[] | undefined
  /** Or any list of the source: `{ state: 'active' }`. */
  readonly query?: ListQuery | undefined
  /** The owner at the target of keys that have none, or none that it takes. Default: such a key does not go where one is needed. */
  readonly owner?: string | undefined
  /**
   * Changes what the target is told of a key, before it is fitted to the target's limits; null leaves the key where it is.
   *
   * @example
   * transform: (key, input) => ({ ...input, owner: ownersAtTarget.get(key.owner ?? '') })
   */
  readonly transform?:
    ((key: KeyRecord, input: TargetInput) => TargetInput | null | Promise<TargetInput | null>) | undefined
  /**
   * The secret of a key, where you have it: then its holder can go on using it at a target that imports hashes. It is hashed in
   * this process and never written. Undefined for one that you do not have.
   */
  readonly secretFor?:
    ((item: MigrationItem) => Secret | string | undefined | Promise<Secret | string | undefined>) | undefined
  /** The strategy for all keys, where it can be had: `'reissue'` gives every key a new secret. Default: `preserve` where it can be. */
  readonly strategy?: 'preserve' | 'reissue' | undefined
  /**
   * Whether the source gives secrets again is known only by asking: of the first keys (`'first'`, the default), of each key
   * (`'all'`), or not at all (`'none'`: taken for granted).
   */
  readonly probe?: 'first' | 'all' | 'none' | undefined
  /** What becomes of keys of which the source does not say whether they work: they go (the default), or not. */
  readonly unknownState?: 'move' | 'skip' | undefined
  /** Lets the keys carry their marker at the end of the name, where the target keeps no metadata: see docs/migrating.md. */
  readonly marker?: 'name' | undefined
  /** Ends the planning. */
  readonly signal?: AbortSignal | undefined
}

/** How many keys lose a field, and how. */
export interface LossTotal {
  /** Which field, as `KeyRecord` names it. */
  readonly field: string
  /** What becomes of it. */
  readonly kind: LossKind
  /** Why, in a sentence without its full stop. */
  readonly why: string
  /** How many keys it happens to. */
  readonly keys: number
}

/** How long something takes by the vendors' own limits. */
export interface Estimate {
  /** How many calls each vendor will get, at the least. */
  readonly requests: { readonly source: number; readonly target: number }
  /** By the limits that the vendors document; 0 where they document none, and then it is as fast as they answer. */
  readonly leastMinutes: number
  /** What sets the pace; null where no limit does. */
  readonly by: 'source requests' | 'target requests' | 'target creates' | null
}

/** A plan in numbers. */
export interface PlanTotals {
  /** How many keys were looked at. */
  readonly keys: number
  /** How many go on with their secret. */
  readonly preserve: number
  /** How many get a new secret. */
  readonly reissue: number
  /** How many stay. */
  readonly skip: number
  /** Keys that do not go, by the reason. */
  readonly skipped: Readonly<Record<string, number>>
  /** What is lost, and by how many keys. */
  readonly losses: readonly LossTotal[]
  /** How long it takes. */
  readonly estimate: Estimate
}

/** What a migration would do. It holds totals and a fingerprint of each key, not the keys: those are read again as they are needed. */
export interface MigrationPlan {
  /** The vendor that keys leave, by its id: `clerk`. */
  readonly from: string
  /** The vendor that they go to. */
  readonly to: string
  /** When the source was read. */
  readonly plannedAt: Date
  /** The plan in numbers. */
  readonly totals: PlanTotals
  /** The keys, one at a time, read from the source anew. */
  items(): AsyncIterable<MigrationItem>
  /** For programs: totals without the keys. */
  toJSON(): object
  /** For people: a table. */
  toString(): string
}
