/** How many scopes are remembered, counted once for each list that goes on with it; what is asked in an app is far less. */
const most = 1000
/** In characters: a longer one is no scope of an app's, and nothing to remember. */
const longestScope = 64

/** What a list goes on with, and its own name if it was asked for. */
interface Place {
  readonly next: Map<string, Place>
  name: string | undefined
}

/**
 * Short names for lists of scopes, since the same few are asked for again and again: to find one takes a tenth of the time
 * that writing it out does, and joined to a hash it is a string that need not be copied together for each look into the cache.
 */
export class ScopeLists {
  readonly #root: Place = { next: new Map(), name: undefined }
  #places = 0
  #names = 0

  /** The name of a list, the same each time and no other list's; undefined for what is no list of scopes, or one too many. */
  nameOf(list: readonly unknown[]): string | undefined {
    let place = this.#root
    for (const scope of list) {
      if (typeof scope !== 'string') return undefined
      const next = place.next.get(scope) ?? this.#add(place, scope)
      if (next === undefined) return undefined
      place = next
    }
    return (place.name ??= `#${(this.#names += 1).toString(36)}`)
  }

  #add({ next }: Place, scope: string): Place | undefined {
    if (this.#places === most || scope.length > longestScope) return undefined
    this.#places += 1
    const place: Place = { next: new Map(), name: undefined }
    next.set(scope, place)
    return place
  }
}
