import { base64Pair, plainPair } from '../../core/codecs/secret-pair.js'
import type { SecretPair } from '../../generator/field-annotation.js'

/** One text of the two parts of a secret. */
export function joined(pair: SecretPair, first: string, second: string): string {
  return codecOf(pair).join(first, second, pair.separator) ?? ''
}

/** One of the two parts of a secret; undefined where there is none. */
export function partOf(pair: SecretPair | undefined, secret: unknown, place: 0 | 1): string | undefined {
  if (pair === undefined || typeof secret !== 'string') return undefined
  return codecOf(pair).split(secret, pair.separator)?.[place]
}

/** What stands where an answer has the secret once more: its second part where it is a pair in base64, else itself. */
export function hiddenForm(secret: unknown): string | undefined {
  if (typeof secret !== 'string') return undefined
  return base64Pair.split(secret, ':')?.[1] ?? secret
}

function codecOf({ encoded }: SecretPair): typeof plainPair {
  return encoded === 'base64' ? base64Pair : plainPair
}
