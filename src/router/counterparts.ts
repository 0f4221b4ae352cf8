import QuickLRU from 'quick-lru'
import type { CallOptions } from '../core/call-options.js'
import { movedFrom } from '../core/moved-from.js'
import type { Sides } from './sides.js'

/**
 * Which key at the primary was made of which at the secondary. Kept here of the moves of this process; those of others are
 * found by what each move leaves in the new key's metadata.
 */
export class Counterparts {
  readonly #sides: Sides
  readonly #byOld: QuickLRU<string, string>
  readonly #byNew: QuickLRU<string, string>

  constructor(sides: Sides, max: number) {
    this.#sides = sides
    this.#byOld = new QuickLRU({ maxSize: max })
    this.#byNew = new QuickLRU({ maxSize: max })
  }

  note(oldId: string, newId: string): void {
    this.#byOld.set(oldId, newId)
    this.#byNew.set(newId, oldId)
  }

  forget(oldId: string, newId: string): void {
    this.#byOld.delete(oldId)
    this.#byNew.delete(newId)
  }

  oldOf(newId: string): string | undefined {
    return this.#byNew.get(newId)
  }

  newOf(oldId: string): string | undefined {
    return this.#byOld.get(oldId)
  }

  /** The key at the primary that was made of this one, looked for among its owner's where the owner is known; null where there is none. */
  async find(oldId: string, owner: string | undefined, options?: CallOptions): Promise<string | null> {
    const known = this.newOf(oldId)
    if (known !== undefined) return known
    const { primary, secondary } = this.#sides
    const byOwner = owner !== undefined && primary.capabilities.filters.includes('owner')
    for await (const { id, metadata, state } of primary.list(byOwner ? { owner } : {}, options)) {
      // A dead one may be left of a move that was taken back.
      if (movedFrom(metadata, secondary.vendor) !== oldId || state === 'revoked') continue
      this.note(oldId, id)
      return id
    }
    return null
  }
}
