/** The same, begun at another place in each round: what always came after the same one would always clear up after it. */
export function rotated<Item>(items: readonly Item[], round: number): Item[] {
  const at = items.length === 0 ? 0 : round % items.length
  return [...items.slice(at), ...items.slice(0, at)]
}
