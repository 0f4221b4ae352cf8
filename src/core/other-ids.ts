const known = new WeakMap<object, (id: string) => readonly string[]>()

/** Notes that a client stands before several accounts, in which one secret may have a key each: `find` tells the ids of the others. */
export function tellsOtherIds(client: object, find: (id: string) => readonly string[]): void {
  known.set(client, find)
}

/** Under which other ids the client knows a key's secret by now. */
export function otherIdsOf(client: object, id: string): readonly string[] {
  return known.get(client)?.(id) ?? []
}
