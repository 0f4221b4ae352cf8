/** The property of a key's metadata that holds the marker of the call that made it. */
export const markerName = 'keymux_marker'

const alphabet = '0123456789abcdefghijklmnopqrstuvwxyz'
const start = 'kmx_'
const length = start.length + 20
const inName = / \[(kmx_[0-9a-z]{20})\]$/

/**
 * Drawn for many markers at a time: asking for random bytes costs as much as all the rest of writing a request. No more than 40,
 * since a longer loop gets V8 to compile it at once, by which the first key of a process came milliseconds later.
 */
let drawn = ''

/** A text that no other call has: about 100 random bits. */
export function newMarker(): string {
  if (drawn === '') drawn = randomMarkers(40)
  const marker = drawn.slice(0, length)
  drawn = drawn.slice(length)
  return marker
}

/** One after the other, each with its start: JSON would copy a text that is put together of two. */
function randomMarkers(count: number): string {
  const codes = crypto.getRandomValues(new Uint8Array(count * length)).map((byte, at) => {
    const place = at % length
    return place < start.length ? start.charCodeAt(place) : alphabet.charCodeAt(byte % alphabet.length)
  })
  return new TextDecoder().decode(codes)
}

/** The marker with a text that the caller chose. */
export function markerOfNonce(nonce: string): string {
  return start + nonce
}

/** The text of a marker, as a caller may have chosen it. */
export function nonceOf(marker: string): string {
  return marker.slice(start.length)
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
