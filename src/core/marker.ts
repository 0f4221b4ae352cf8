/** The property of a key's metadata that holds the marker of the call that made it. */
export const markerName = 'keymux_marker'

const alphabet = '0123456789abcdefghijklmnopqrstuvwxyz'
const length = 20
const inName = / \[(kmx_[0-9a-z]{20})\]$/

/** Drawn for many markers at a time: asking for random bytes costs as much as all the rest of writing a request. */
let drawn = ''

/** A text that no other call has: about 100 random bits. */
export function newMarker(): string {
  if (drawn === '') drawn = randomText(200 * length)
  const marker = `kmx_${drawn.slice(0, length)}`
  drawn = drawn.slice(length)
  return marker
}

function randomText(size: number): string {
  const bytes = crypto.getRandomValues(new Uint8Array(size))
  return new TextDecoder().decode(bytes.map((byte) => alphabet.charCodeAt(byte % alphabet.length)))
}

/** The marker with a text that the caller chose. */
export function markerOfNonce(nonce: string): string {
  return `kmx_${nonce}`
}

/** The text of a marker, as a caller may have chosen it. */
export function nonceOf(marker: string): string {
  return marker.slice('kmx_'.length)
}

/** A name with a marker at its end, where a vendor stores nothing else. */
export function markedName(name: string, marker: string): string {
  return `${name} [${marker}]`
}

/** The marker at the end of a name. */
export function markerInName(name: unknown): string | undefined {
  return typeof name === 'string' && name.endsWith(']') ? inName.exec(name)?.[1] : undefined
}

/** A name as the caller gave it. */
export function nameWithoutMarker(name: string): string {
  return name.endsWith(']') ? name.replace(inName, '') : name
}
