import { _SHA256 } from '@noble/hashes/sha2.js'

const blockBytes = 64
/** What SHA-256 puts behind a text to fill a block, at most: a bit, zeros, and the length in 8 bytes. */
const paddingBytes = blockBytes + 8
/** In characters, as long as nearly every secret; a longer text takes a buffer of its own. */
const shortLength = 85

/** Turns a secret into what its answer is kept under. */
export type SecretHash = (secret: string) => string

/**
 * SHA-256 over 64 random bytes and the text, the first 128 bits of it as a string of 8 characters: what is kept tells nothing
 * of the secret to whoever does not guess it whole, nor can anybody look for two texts of the same hash without the random
 * bytes, which never leave this closure. Synchronous, since Web Crypto's own digest takes ten times what a cached answer may.
 *
 * @param key the random bytes; a test brings its own
 */
export function secretHash(key: Uint8Array = crypto.getRandomValues(new Uint8Array(blockBytes))): SecretHash {
  const keyed = new KeyedSha256(key)
  return (secret) => keyed.hash(secret)
}

/**
 * SHA-256 of a first block that is always the same, and a text, by the library's compression function. What its `update` and
 * `digestInto` do besides, which is to check, to copy and to make views, takes as long as the hash of a short text.
 */
class KeyedSha256 extends _SHA256 {
  /** The state after the first block: all that a text of up to 55 bytes then costs is one more. */
  readonly #keyed
  readonly #short = bufferFor(shortLength)
  readonly #shortView = new DataView(this.#short.buffer)

  constructor(key: Uint8Array) {
    super()
    this.process(new DataView(key.buffer, key.byteOffset, blockBytes), 0)
    this.roundClean()
    this.#keyed = this.get()
  }

  hash(text: string): string {
    const isShort = text.length <= shortLength
    const buffer = isShort ? this.#short : bufferFor(text.length)
    const view = isShort ? this.#shortView : new DataView(buffer.buffer)
    const end = writePadded(text, buffer, view)
    // By number, since to spread a list takes longer than all the rest of this line.
    const k = this.#keyed
    this.set(k[0], k[1], k[2], k[3], k[4], k[5], k[6], k[7])
    for (let offset = 0; offset < end; offset += blockBytes) this.process(view, offset)
    const { A, B, C, D } = this
    // All three would hold the secret, or what it can be told from, until the next one comes.
    buffer.fill(0, 0, end)
    this.set(0, 0, 0, 0, 0, 0, 0, 0)
    this.roundClean()
    return textOf(A, B, C, D)
  }
}

const encoder = new TextEncoder()

/** A character is at most 3 bytes in UTF-8. */
function bufferFor(length: number): Uint8Array<ArrayBuffer> {
  return new Uint8Array(length * 3 + paddingBytes)
}

/** Writes what is hashed after the first block into a buffer of zeros, as FIPS 180-4 pads it, and tells where it ends. */
function writePadded(text: string, buffer: Uint8Array, view: DataView): number {
  const { written } = encoder.encodeInto(text, buffer)
  const end = (written + paddingBytes) & -blockBytes
  buffer[written] = 0x80
  // Of the length in bits, the low half of it; the high half is for texts of 512 MB.
  view.setUint32(end - 4, (blockBytes + written) * 8)
  return end
}

const low = 0xffff

/** Two characters of each of the first four words. */
function textOf(A: number, B: number, C: number, D: number): string {
  return String.fromCharCode(A >>> 16, A & low, B >>> 16, B & low, C >>> 16, C & low, D >>> 16, D & low)
}
