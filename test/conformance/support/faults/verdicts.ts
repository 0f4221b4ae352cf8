import { KeymuxError } from 'keymux'
import { notFound, verdicts } from '../altering.js'
import type { Broken } from '../broken.js'

export const verdictFaults: readonly Broken[] = [
  [
    'takes a revoked key for a good one',
    'verify: a revoked key is not valid',
    /verify says `valid: true` of a revoked key/,
    (good) => ({
      verify: async (secret, options) => {
        const { key, http, warnings } = await good.verify(secret, options)
        return key === undefined || http === null ? notFound : { valid: true, key, http, warnings }
      },
    }),
  ],
  [
    'throws for a bad key',
    'verify: an unknown secret is not valid, and no error',
    /verify failed with `not_found` where it must not/,
    (good) => ({
      verify: async (secret, options) => {
        const verdict = await good.verify(secret, options)
        if (verdict.valid) return verdict
        const message = 'Acme knows no such key.'
        throw new KeymuxError({ code: 'not_found', vendor: 'acme', operation: 'verify', message })
      },
    }),
  ],
  [
    'takes a refused credential for a bad key',
    'verify: a refused credential is an error, never a bad key',
    /A verify with a credential that the vendor refuses was accepted; it must be refused with `unauthorized`/,
    verdicts((verdict) => verdict ?? notFound),
  ],
  [
    'takes trouble at the vendor for a bad key',
    'verify: trouble at the vendor is an error, never a verdict',
    /A verify that is answered with a 500 was accepted/,
    verdicts((verdict) => verdict ?? notFound),
  ],
  [
    'does not look at the scopes',
    'verify: a key without one of the scopes is not valid',
    /verify says `valid: true` of a key that has one of two scopes/,
    (good) => ({ verify: async (secret) => good.verify(secret) }),
  ],
  [
    'knows words of its own for why not',
    'verify: an unknown secret is not valid, and no error',
    /verify tells "NOT_FOUND" as the reason, which is none of not_found, /,
    verdicts(() => ({ ...notFound, reason: 'NOT_FOUND' as 'not_found' })),
  ],
]
