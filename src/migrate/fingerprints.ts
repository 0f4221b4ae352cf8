/** Enough that no two of many millions of texts are taken for one another by chance. */
const words = 4
const firstSize = 1024

/**
 * A number for each of very many texts, at 20 bytes a slot and without the texts: a million of them takes 40 MB, where a `Map`
 * would take 200.
 */
export class Fingerprints {
  #keys = new Uint32Array(firstSize * words)
  #values = new Uint32Array(firstSize)
  #count = 0

  get size(): number {
    return this.#count
  }

  /** The number of a text; undefined where it has none. */
  get(text: string): number | undefined {
    const value = this.#values[this.#slot(hash(text))]
    return value === undefined || value === 0 ? undefined : value - 1
  }

  /** @param value below 2^32 - 1 */
  set(text: string, value: number): void {
    if (this.#count * 3 > this.#values.length * 2) this.#grow()
    const key = hash(text)
    const slot = this.#slot(key)
    if (this.#values[slot] === 0) this.#count += 1
    this.#keys.set(key, slot * words)
    this.#values[slot] = value + 1
  }

  has(text: string): boolean {
    return this.get(text) !== undefined
  }

  #slot(key: Uint32Array): number {
    const mask = this.#values.length - 1
    for (let slot = (key[0] ?? 0) & mask; ; slot = (slot + 1) & mask) {
      if (this.#values[slot] === 0) return slot
      const at = slot * words
      if (key.every((word, index) => this.#keys[at + index] === word)) return slot
    }
  }

  #grow(): void {
    const [keys, values] = [this.#keys, this.#values]
    this.#keys = new Uint32Array(keys.length * 2)
    this.#values = new Uint32Array(values.length * 2)
    for (const [index, value] of values.entries()) {
      if (value === 0) continue
      const key = keys.subarray(index * words, (index + 1) * words)
      const slot = this.#slot(key)
      this.#keys.set(key, slot * words)
      this.#values[slot] = value
    }
  }
}

/** A text in 31 bits: enough to tell whether one text has changed, not to tell texts apart. */
export function fingerprint(text: string): number {
  return (hash(text)[1] ?? 0) >>> 1
}

/** 128 bits of a text, at once and anywhere; not against somebody who looks for two that collide. */
function hash(text: string): Uint32Array {
  let [a, b, c, d] = [0x9e3779b9, 0x243f6a88, 0xb7e15162, 0xdeadbeef]
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index)
    a = b ^ Math.imul(a ^ code, 597399067)
    b = c ^ Math.imul(b ^ code, 2869860233)
    c = d ^ Math.imul(c ^ code, 951274213)
    d = a ^ Math.imul(d ^ code, 2716044179)
  }
  a = Math.imul(c ^ (a >>> 18), 597399067)
  b = Math.imul(d ^ (b >>> 22), 2869860233)
  c = Math.imul(a ^ (c >>> 17), 951274213)
  d = Math.imul(b ^ (d >>> 19), 2716044179)
  return Uint32Array.of(a ^ b ^ c ^ d, b ^ a, c ^ a, d ^ a)
}
