import type { ErrorCode } from '../../src/core/error-codes.js'

/** What docs/errors.md says of a code besides what the code itself needs of it. */
export interface Meaning {
  /** In a few words, for the table of all codes. */
  readonly short: string
  /** At length, a paragraph each. */
  readonly long: readonly string[]
  /** The HTTP statuses that mean it where the vendor's own code does not tell. */
  readonly statuses?: string
}

/** By code, so that none is without a meaning: what is missing or too much here does not compile. */
export const meanings: Readonly<Record<ErrorCode, Meaning>> = {
  configuration: {
    short: 'the client was made wrongly',
    long: [
      'A credential, `apiId`, `organizationId` or `baseUrl` is missing, a credential would be exposed in a browser, an option is of the wrong kind. The message names the option and its environment variable. Nothing was sent.',
    ],
  },
  unsupported: {
    short: 'the vendor has no such thing',
    long: [
      'The vendor has no such field or operation: Flow keeps no metadata, Factify no owner. keymux drops nothing silently, so it refuses. Nothing was sent. Of `error.reconcile()`: the create carried no marker, so its key cannot be told from others.',
    ],
  },
  invalid_request: {
    short: 'a value breaks a rule of the vendor',
    long: [
      "`issues` lists each one with its path. When keymux noticed, nothing was sent and the path is your option (`vendor.credits.remaining`); when only the vendor noticed, the path is the vendor's own.",
    ],
    statuses: '400, 422 and any other 4xx that is not named here',
  },
  unauthorized: {
    short: 'the credential is not accepted',
    long: [
      'The credential is missing, mistyped, expired or for another environment. Unkey answers a missing or malformed one with 400, keymux says `unauthorized` all the same.',
    ],
    statuses: '401',
  },
  forbidden: {
    short: 'the credential may not do this',
    long: ['The credential is known, and lacks a permission.'],
    statuses: '403',
  },
  not_found: {
    short: 'what an id names is not there',
    long: ['What an id names is not there, or not for this credential.'],
    statuses: '404, 410',
  },
  conflict: {
    short: 'it exists already',
    long: ['What was to be made is there already: at Clerk, a key of that name.'],
    statuses: '409',
  },
  rate_limited: {
    short: 'too many calls',
    long: [
      'keymux repeats such a call by itself, waiting as long as the vendor asks if that fits into `timeout.totalMs`; this error means that it did not help. `retryAfterMs` says how long to wait.',
    ],
    statuses: '429',
  },
  quota_exceeded: {
    short: 'a quota of the account is used up',
    long: [
      'A quota of the account is used up, for the month at Factify. Waiting a minute does not help, so it is never repeated.',
    ],
    statuses: '402',
  },
  unavailable: {
    short: 'the vendor could not serve the call',
    long: [
      'The vendor said so before it did anything (a 503 with `Retry-After`), or a read failed at the vendor.',
      'Also a verification that failed at the vendor. Then `mayHaveActed` is true, which means that credits may have been spent.',
      "Also from a create with `onAmbiguous: 'reconcile'` that was lost three times in a row: each time it was settled, and no key is left behind.",
    ],
    statuses: '5xx, of a call that only reads or verifies; of any other call that is `ambiguous`',
  },
  timeout: {
    short: 'the time was over',
    long: [
      '`timeout.attemptMs` or `timeout.totalMs` was over, or the vendor answered 408. `mayHaveActed` says whether the request was out by then.',
    ],
    statuses: '408',
  },
  network: {
    short: 'the vendor could not be reached',
    long: [
      'The name was not found, or the connection was refused; or the connection was lost during a call that only reads. Nothing was done. Of a verification whose connection was lost, with `mayHaveActed`: credits may have been spent.',
    ],
  },
  aborted: {
    short: 'your `signal` ended the call',
    long: ['Your `signal` ended the call. `mayHaveActed` says whether the request was out by then.'],
  },
  invalid_response: {
    short: 'the answer cannot be used',
    long: [
      'The answer was a success that holds the id or the secret, but not both: what it holds is in `error.id` and `error.secret` (a `Secret`), so that nothing is lost. Store the secret, or revoke the key; `error.reconcile()` does so.',
      'Also a 307 or 308 that keymux does not follow, since it leads to another origin; an answer to a reading call that is too large; and, from `raw`, a success that is not JSON.',
    ],
  },
  ambiguous: {
    short: 'the vendor may have done it, and nobody can tell',
    long: [
      'The vendor may have made a key, and its secret did not come back: the connection was lost; the answer held neither id nor secret; its status was a 5xx, a 499 or any other redirect; or it was a refusal with a key in it (then `error.id` and `error.secret` hold what was there).',
      'Of a create or a rotation, `await error.reconcile()` finds out and leaves no key that nobody holds. Where the error has none, or it rejects: look for the key by its name at the vendor, and revoke it, before you create another.',
    ],
    statuses:
      '5xx, 499 and redirects other than 307 and 308, of a call with side effects; but a 503 with `Retry-After` is `unavailable`',
  },
}
