import type { Effect } from '../../../src/http/effect.js'
import type { ClientOptions, Credential } from '../../../src/core/client-options.js'
import { isFields } from '../../../src/core/input-check.js'
import { prefixOf } from '../../../src/core/prefix-of.js'
import { textAt } from '../../../src/core/text-at.js'
import type { ErrorCode } from '../../../src/core/error-codes.js'
import { KeymuxError } from '../../../src/core/keymux-error.js'
import type { CreateCall } from '../../../src/http/calls.js'
import { clientContext, type ClientContext } from '../../../src/http/client-context.js'
import { Sender, type VendorRequest } from '../../../src/http/sender.js'
import type { VendorProfile } from '../../../src/http/vendor-profile.js'

/** Texts that must come out nowhere. */
export const credential = 'acme_root_Qw8ErTyUiOpAsDfGhJkL'
export const secret = 'prod_Zx9CvBnM5aSdFgHjKlPoIu'

/** A vendor that is none of the four: what the sender does must not depend on which it is. */
export const profile: VendorProfile = {
  id: 'acme',
  name: 'Acme',
  baseUrl: 'https://api.acme.example/v1',
  baseUrlEnv: 'ACME_BASE_URL',
  credential: { option: 'apiKey', env: 'ACME_API_KEY', header: 'authorization', scheme: 'Bearer' },
  rateLimit: {
    limit: 'x-limit',
    remaining: 'x-remaining',
    reset: 'x-reset',
    unit: 'seconds-from-now',
  },
  advice: {},
  replicaLagMs: 0,
  requestId: (body, headers) => textAt(body, 'requestId') ?? headers.get('x-request-id') ?? undefined,
  readFailure: (body) => ({
    code: textAt(body, 'is') as ErrorCode | undefined,
    vendorCode: textAt(body, 'code'),
    message: textAt(body, 'message'),
    issues: textAt(body, 'at') === undefined ? [] : [{ path: textAt(body, 'at') ?? '', message: 'no' }],
  }),
}

export function senderWith(
  fetch: unknown,
  options: ClientOptions = {},
  key: Credential | undefined = credential,
): Sender {
  return new Sender(profile, key, { fetch: fetch as typeof globalThis.fetch, ...options })
}

export function contextWith(fetch: unknown, options: ClientOptions = {}): ClientContext {
  return clientContext(senderWith(fetch, options))
}

export function asking(effect: Effect, more: Partial<VendorRequest> = {}): VendorRequest {
  return { operation: 'create', effect, method: 'POST', path: '/keys', body: '{"name":"CI"}', ...more }
}

/** A create as an adapter prepares it: `{ id, secret, note }` is the whole record. */
export function creating(): CreateCall<Record<never, never>, unknown> {
  return {
    request: asking('acts'),
    read: (body) => {
      const from = isFields(body) ? body : {}
      const text = textAt(from, 'secret')
      return {
        id: textAt(from, 'id'),
        secret: text,
        prefix: prefixOf(text, ['prod_']),
        metadata: {},
        key: { vendor: Object.fromEntries(Object.entries(from).filter(([name]) => name !== 'secret')) },
        warnings: [],
      }
    },
  }
}

export const created: string = JSON.stringify({ id: 'key_1', secret, requestId: 'req_1' })

export function json(body: unknown, status = 200, headers: Record<string, string> = {}): Response {
  return new Response(JSON.stringify(body), {
    status,
    headers: { 'content-type': 'application/json', ...headers },
  })
}

/** A `fetch` that gives these one after the other, the last for ever, and notes what it was asked. */
export interface Stub {
  (url: unknown, init?: RequestInit): Promise<Response>
  readonly asked: { url: string; init: RequestInit; headers: Record<string, string> }[]
}

type Step = () => Response | Promise<Response>

export function answering(...steps: readonly Step[]): Stub {
  const asked: Stub['asked'] = []
  const stub = async (url: unknown, init: RequestInit = {}): Promise<Response> => {
    asked.push({ url: String(url), init, headers: init.headers as Record<string, string> })
    const step = steps[Math.min(asked.length, steps.length) - 1]
    if (step === undefined) throw new Error('The stub has no answer.')
    return step()
  }
  return Object.assign(stub, { asked })
}

export function failing(error: unknown): Step {
  return async () => {
    throw error
  }
}

/** What Node's `fetch` rejects with. */
export function networkError(code: string, more: object = {}): TypeError {
  return new TypeError('fetch failed', {
    cause: Object.assign(new Error(`${code} happened`), { code, ...more }),
  })
}

export async function errorOf(call: Promise<unknown>): Promise<KeymuxError> {
  try {
    await call
  } catch (error) {
    if (KeymuxError.is(error)) return error
    throw error
  }
  throw new Error('The call did not fail.')
}
