import type { Vendor } from 'keymux/emulator'

/** What a reader of a vendor's documents knows of its answers. Written from those, not from the adapters. */
export interface Words {
  /** The names that a secret may have in some answer or other, in their documented spelling. */
  readonly secret: readonly string[]
  /** The objects that may lie around the record of a key. */
  readonly envelopes: readonly string[]
  /** Which fields of a verification's answer can say that a key is not valid. */
  readonly verdict: readonly string[]
  /** A change that the vendor takes. */
  readonly patch: object
}

const words: Readonly<Record<Vendor, Words>> = {
  unkey: {
    secret: ['key', 'plaintext'],
    envelopes: ['data'],
    verdict: ['valid', 'code', 'enabled', 'expires', 'permissions'],
    patch: { name: 'Staging' },
  },
  clerk: {
    secret: ['secret'],
    envelopes: [],
    verdict: ['revoked', 'expired', 'scopes'],
    patch: { description: 'Staging' },
  },
  factify: { secret: ['secret'], envelopes: ['api_key'], verdict: [], patch: {} },
  flow: { secret: ['apiKey', 'api_key'], envelopes: [], verdict: [], patch: { name: 'Staging' } },
}

export function wordsOf(vendor: Vendor): Words {
  return words[vendor]
}

/** What a proxy calls the object that it puts around an answer. */
export const proxyEnvelopes: readonly string[] = ['data', 'result', 'response', 'payload', 'api_key']

/** A name in any casing. */
export function sameName(one: string, other: string): boolean {
  return bare(one) === bare(other)
}

function bare(name: string): string {
  return name.replaceAll(/[_-]/g, '').toLowerCase()
}
