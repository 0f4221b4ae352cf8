import type { Verdict } from 'keymux'
import type { VerifyingClient } from 'keymux/cache'

/** What the vendor was asked. */
export interface Counts {
  requests: number
}

/** A vendor that answers at once: what is measured is the cache alone. */
export function upstream(counts: Counts): VerifyingClient {
  return {
    vendor: 'acme',
    verify: async (secret) => {
      counts.requests += 1
      return String(secret).startsWith('bad') ? refused() : valid(String(secret))
    },
  }
}

function valid(id: string): Verdict {
  const [createdAt, expiresAt] = [new Date(), new Date(Date.now() + 86_400_000)]
  const key = { id, name: 'CI', owner: 'user_1', metadata: { plan: 'pro' }, scopes: ['read'] }
  return {
    valid: true,
    key: { ...key, state: 'active', createdAt, expiresAt, vendor: {} },
    http,
    warnings: [],
  }
}

function refused(): Verdict {
  return { valid: false, reason: 'not_found', http: null, warnings: [] }
}

const http = {
  request: { method: 'POST', url: 'https://acme.test/verify' },
  status: 200,
  headers: new Headers(),
  requestId: null,
  attempts: 1,
  durationMs: 1,
  rateLimit: null,
}
