import type { VerifyReason } from '../core/verify-key.js'

/** Why a request is not let in: what the vendor says of its key, or why the vendor had no say. */
export type RejectionReason = VerifyReason | 'missing_credential' | 'malformed_credential' | 'unavailable'

/** How a reason is told over HTTP. */
export interface Rejection {
  readonly status: 400 | 401 | 403 | 429 | 503
  /** The code of RFC 6750, where one fits. A request without a credential is told none. */
  readonly error?: 'invalid_request' | 'invalid_token' | 'insufficient_scope'
  readonly title: string
  /** A sentence for whoever holds the key; that of a missing or malformed credential is made of the request. */
  readonly detail: string
}

// Only who presents the very secret learns that its key has expired or was revoked: that helps its holder and nobody else.
// `usage_exceeded` is a quota, for which draft-ietf-httpapi-ratelimit-headers has 429 as well.
export const rejections: Readonly<Record<RejectionReason, Rejection>> = {
  missing_credential: { status: 401, title: 'API key missing', detail: '' },
  malformed_credential: {
    status: 400,
    error: 'invalid_request',
    title: 'API key malformed',
    detail: '',
  },
  not_found: invalid('API key unknown', 'There is no such key: it is mistyped or was deleted.'),
  expired: invalid('API key expired', 'The key has expired.'),
  revoked: invalid('API key revoked', 'The key was revoked.'),
  disabled: invalid('API key disabled', 'The key is disabled.'),
  insufficient_scopes: {
    status: 403,
    error: 'insufficient_scope',
    title: 'Scope missing',
    detail: 'The key lacks a scope that this request needs.',
  },
  forbidden: { status: 403, title: 'API key refused', detail: 'The key may not be used for this request.' },
  rate_limited: {
    status: 429,
    title: 'Rate limit exceeded',
    detail: 'The key was used too often in too short a time.',
  },
  usage_exceeded: {
    status: 429,
    title: 'Quota exceeded',
    detail: 'The key has used up what it may be used for.',
  },
  unavailable: {
    status: 503,
    title: 'Key check unavailable',
    detail: 'The key cannot be checked at the moment. It may be good: try again later.',
  },
}

function invalid(title: string, detail: string): Rejection {
  return { status: 401, error: 'invalid_token', title, detail }
}
