export const base62Alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
export const hexAlphabet = '0123456789abcdef'

// Bitcoin's alphabet: no 0, O, I or l.
const base58Alphabet = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz'

export function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** Standard base64 with its padding. */
export function base64(bytes: Uint8Array): string {
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))
}

export function base64url(bytes: Uint8Array): string {
  return base64(bytes).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
}

/** Base58 as Bitcoin writes it: each leading zero byte is a `1`. */
export function base58(bytes: Uint8Array): string {
  let value = bytes.length === 0 ? 0n : BigInt(`0x${hex(bytes)}`)
  let text = ''
  while (value > 0n) {
    text = base58Alphabet.charAt(Number(value % 58n)) + text
    value /= 58n
  }
  const zeros = bytes.findIndex((byte) => byte !== 0)
  return '1'.repeat(zeros < 0 ? bytes.length : zeros) + text
}

/** SHA-256 of a text, in standard base64 with padding: the form in which Unkey keeps and imports hashes. */
export async function sha256(text: string): Promise<string> {
  return base64(await digest(text))
}

/** SHA-256 of a text in hex, the form of a hash in a prefixed-api-key migration. */
export async function sha256Hex(text: string): Promise<string> {
  return hex(await digest(text))
}

async function digest(text: string): Promise<Uint8Array> {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)))
}
