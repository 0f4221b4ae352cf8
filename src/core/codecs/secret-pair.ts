/** How a secret of two parts (a public and a secret key, an id and a password) is one text. */
interface SecretPair {
  /** Undefined without the second part; without the first, which may then be told elsewhere, the second alone. */
  join(first: string | undefined, second: string | undefined, separator: string): string | undefined
  /** Undefined for a text that is no such pair. */
  split(text: string, separator: string): readonly [first: string, second: string] | undefined
}

/** One after the other, as they are. */
export const plainPair: SecretPair = {
  join: (first, second, separator) =>
    first === undefined || second === undefined ? second : first + separator + second,
  split: (text, separator) => {
    const at = text.indexOf(separator)
    const [first, second] = [text.slice(0, at), text.slice(at + separator.length)]
    return at < 1 || second === '' ? undefined : [first, second]
  },
}

/** The same in base64, as a header of HTTP wants it. */
export const base64Pair: SecretPair = {
  join: (first, second, separator) => {
    if (first === undefined || second === undefined) return second
    return btoa(String.fromCharCode(...new TextEncoder().encode(first + separator + second)))
  },
  split: (text, separator) => {
    const pair = decoded(text)
    return pair === undefined ? undefined : plainPair.split(pair, separator)
  },
}

function decoded(text: string): string | undefined {
  try {
    const bytes = Uint8Array.from(atob(text), (character) => character.charCodeAt(0))
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return undefined
  }
}
