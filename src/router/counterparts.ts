import QuickLRU from 'quick-lru'
import type { CallOptions } from '../core/call-options.js'
import type { KeyRecord } from '../core/key-record.js'
import type { ListQuery } from '../core/list-keys.js'
import { movedFrom } from '../core/moved-from.js'
import type { Settings } from './options.js'

/** The old key, or as much of it as is known. */
export type OldKey = KeyRecord | { readonly id: string; readonly owner?: undefined }

/**
 * Which keys at the primary were made of which at the secondary: one by the move, and more where that one was rotated, since a
 * vendor copies the metadata. Kept here of what this process has seen; the rest is found by what each move leaves in the new
 * key's metadata.
 */
export class Counterparts {
  readonly #settings: Pick<Settings, 'sides' | 'transform'>
  readonly #byOld: QuickLRU<string, readonly string[]>
  readonly #byNew: QuickLRU<string, string>

  constructor(settings: Pick<Settings, 'sides' | 'transform' | 'max'>) {
    this.#settings = settings
    this.#byOld = new QuickLRU({ maxSize: settings.max })
    this.#byNew = new QuickLRU({ maxSize: settings.max })
  }

  note(oldId: string, newId: string): void {
    this.#byOld.set(oldId, [...new Set([...this.madeOf(oldId), newId])])
    this.#byNew.set(newId, oldId)
  }

  forget(oldId: string, newId: string): void {
    const rest = this.madeOf(oldId).filter((id) => id !== newId)
    if (rest.length > 0) this.#byOld.set(oldId, rest)
    else this.#byOld.delete(oldId)
    this.#byNew.delete(newId)
  }

  oldOf(newId: string): string | undefined {
    return this.#byNew.get(newId)
  }

  /** As far as this process has seen. */
  madeOf(oldId: string): readonly string[] {
    return this.#byOld.get(oldId) ?? []
  }

  /** At the other vendor, as far as this process has seen. */
  othersOf(id: string): readonly string[] {
    const oldId = this.oldOf(id)
    return oldId === undefined ? this.madeOf(id) : [oldId]
  }

  /** The keys at the primary that were made of this one, the oldest first: among its owner's where the owner is known, else among all. */
  async find(old: OldKey, options?: CallOptions): Promise<readonly KeyRecord[]> {
    const { primary, secondary } = this.#settings.sides
    const found: KeyRecord[] = []
    for (const query of this.#queriesFor(old))
      for await (const key of primary.list(query, options)) {
        // A dead one may be left of a move that was taken back.
        if (movedFrom(key.metadata, secondary.vendor) !== old.id || key.state === 'revoked') continue
        found.push(key)
      }
    // The one of the same secret is the oldest: a rotation makes another one of it.
    found.sort((one, other) => createdAt(one) - createdAt(other))
    for (const { id } of found) this.note(old.id, id)
    return found
  }

  /** `transform` may have given the new key another owner, or was not there yet when it moved. */
  #queriesFor(old: OldKey): readonly ListQuery[] {
    const { sides, transform } = this.#settings
    if (old.owner === undefined || !sides.primary.capabilities.filters.includes('owner')) return [{}]
    const { owner } = old
    return [...new Set([owner, ownerBy(transform, old) ?? owner])].map((each) => ({ owner: each }))
  }
}

function createdAt(key: KeyRecord): number {
  return key.createdAt?.getTime() ?? 0
}

function ownerBy(transform: Settings['transform'], old: KeyRecord): string | undefined {
  try {
    return transform?.(old)?.owner
  } catch {
    // Such a key does not move.
    return undefined
  }
}
