import { sha256 } from '@noble/hashes/sha2.js'

/** As long as nearly every secret; a longer text takes a buffer of its own. */
const shortBytes = 256

/** Turns a secret into what its answer is kept under. */
export type SecretHash = (secret: string) => string

/**
 * SHA-256 over 64 random bytes and the text, the first 128 bits of it as a string of 8 characters: what is kept tells nothing
 * of the secret to whoever does not guess it whole, nor can anybody look for two texts of the same hash without the random
 * bytes, which never leave this closure. Synchronous, since Web Crypto's own digest takes ten times what a cached answer may.
 */
export function secretHash(): SecretHash {
  // One whole block: all that a secret of up to 55 bytes then costs is one more.
  const keyed = sha256.create().update(crypto.getRandomValues(new Uint8Array(64)))
  const work = sha256.create()
  const digest = new Uint8Array(work.outputLen)
  const words = new Uint16Array(digest.buffer)
  const encoder = new TextEncoder()
  const short = new Uint8Array(shortBytes)
  // Made once: a view takes as long as a look into a map.
  const views = Array.from({ length: shortBytes + 1 }, (_, length) => short.subarray(0, length))

  return (secret) => {
    const bytes = bytesOf(secret, encoder, short, views)
    // The public `clone()` makes an object with buffers at each call, which costs as much as the hash.
    // oxlint-disable-next-line no-underscore-dangle
    keyed._cloneInto(work)
    work.update(bytes).digestInto(digest)
    // Both would hold the secret until the next one comes.
    work.destroy()
    bytes.fill(0)
    return textOf(words)
  }
}

function bytesOf(
  secret: string,
  encoder: TextEncoder,
  short: Uint8Array,
  views: readonly Uint8Array[],
): Uint8Array {
  // A character is at most 3 bytes in UTF-8.
  if (secret.length * 3 > short.length) return encoder.encode(secret)
  return views[encoder.encodeInto(secret, short).written] ?? short
}

/** Word by word, since to spread a typed array takes longer than to hash. */
function textOf(words: Uint16Array): string {
  const at = (index: number): number => words[index] ?? 0
  return String.fromCharCode(at(0), at(1), at(2), at(3), at(4), at(5), at(6), at(7))
}
