/** The property of a moved key's metadata that names the key it was made of, at the vendor that it came from. */
export const movedFromName = 'keymux_moved_from'

/** What stands there: `clerk:ak_…`. */
export function keyReference(vendor: string, id: string): string {
  return `${vendor}:${id}`
}

/** The id of the key that this metadata's key was made of, where it came from that vendor. */
export function movedFrom(metadata: object, vendor: string): string | undefined {
  const reference: unknown = Object.hasOwn(metadata, movedFromName)
    ? (metadata as Record<string, unknown>)[movedFromName]
    : undefined
  const start = keyReference(vendor, '')
  return typeof reference === 'string' && reference.length > start.length && reference.startsWith(start)
    ? reference.slice(start.length)
    : undefined
}
