/** A repeatable source of bytes and characters. It is predictable on purpose: never use it for a real secret. */
export interface Random {
  bytes(length: number): Uint8Array
  /** A number from 0 to, but not including, 1. */
  fraction(): number
  /** Characters drawn from an alphabet. */
  text(alphabet: string, length: number): string
  /** An independent source, so that what one draws does not shift what another gives. */
  stream(label: string): Random
}

/** Starts a source of randomness; the same seed gives the same values. */
export function createRandom(seed: number | string): Random {
  const next = sfc32(expand(String(seed)))
  const fraction = (): number => next() / 2 ** 32
  return {
    fraction,
    bytes: (length) => Uint8Array.from({ length }, () => next() >>> 24),
    text: (alphabet, length) =>
      Array.from({ length }, () => alphabet.charAt(fraction() * alphabet.length)).join(''),
    stream: (label) => createRandom(`${seed}/${label}`),
  }
}

/** Spreads a text over four 32-bit words: FNV-1a to read it, splitmix32 to spread it. */
function expand(text: string): [number, number, number, number] {
  let state = 0x811c9dc5
  for (const character of text) state = Math.imul(state ^ (character.codePointAt(0) ?? 0), 0x01000193)
  const word = (): number => {
    state = (state + 0x9e3779b9) | 0
    let mixed = Math.imul(state ^ (state >>> 16), 0x21f0aaad)
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97)
    return (mixed ^ (mixed >>> 15)) >>> 0
  }
  return [word(), word(), word(), word()]
}

/** The "small fast counting" generator: 128 bits of state, so that streams do not run into one another. */
function sfc32([first, second, third, counter]: [number, number, number, number]): () => number {
  let [a, b, c, d] = [first, second, third, counter]
  return () => {
    const sum = (((a + b) | 0) + d) | 0
    d = (d + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = (((c << 21) | (c >>> 11)) + sum) | 0
    return sum >>> 0
  }
}
