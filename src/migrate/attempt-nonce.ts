import { Secret } from '../core/secret.js'

const alphabet = '0123456789abcdefghijklmnopqrstuvwxyz'

/** The nonce of an attempt to make a key: always the same, so that it can be looked for after a crash, and no other's. */
export async function attemptNonce(migration: string, id: string, attempt: number): Promise<string> {
  // Not a secret: it is the digest that is wanted.
  const digest = await new Secret(JSON.stringify([migration, id, attempt])).sha256('hex')
  return Array.from({ length: 20 }, (_, index) => {
    const byte = Number.parseInt(digest.slice(index * 2, index * 2 + 2), 16)
    return alphabet[byte % alphabet.length]
  }).join('')
}
