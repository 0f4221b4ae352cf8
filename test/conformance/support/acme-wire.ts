import { KeymuxError, type CallOptions, type ErrorCode, type HttpMeta, type KeyRecord } from 'keymux'

export type Fields = Record<string, unknown>

/** Asks Acme: the operation that it is for, which an error names, then the path and the body. */
export type Ask = (operation: string, path: string, body: Fields, options?: CallOptions) => Promise<Told>

interface Told {
  readonly answer: Fields
  readonly http: HttpMeta
}

const codes: Readonly<Record<number, ErrorCode>> = {
  400: 'invalid_request',
  401: 'unauthorized',
  404: 'not_found',
}

export function acmeError(code: ErrorCode, operation: string, said: string): KeymuxError {
  const acts = operation === 'create' || operation === 'revoke'
  const mayHaveActed = code === 'ambiguous' || (code === 'invalid_response' && acts)
  return new KeymuxError({ code, message: `Acme: ${said}`, vendor: 'acme', operation, mayHaveActed })
}

export function asker(credential: string, fetch: typeof globalThis.fetch): Ask {
  return async (operation, path, body, { signal } = {}) => {
    if (signal?.aborted === true) throw acmeError('aborted', operation, 'the signal had ended.')
    const headers = { authorization: `Bearer ${credential}` }
    const url = `https://acme.test/${path}`
    const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) }).catch(() => {
      throw acmeError(operation === 'create' ? 'ambiguous' : 'network', operation, 'no answer came.')
    })
    const { status } = response
    if (!response.ok)
      throw acmeError(codes[status] ?? 'unavailable', operation, `it answered with ${status}.`)
    const answer = (await response.json().catch(() => ({}))) as Fields
    if (Object.keys(answer).length === 0)
      throw acmeError('invalid_response', operation, 'its answer cannot be read.')
    const http = { request: { method: 'POST', url }, status, headers: response.headers, requestId: null }
    return { answer, http: { ...http, attempts: 1, durationMs: 0, rateLimit: null } }
  }
}

export function recordOf({ id, metadata = {}, expiresAt, createdAt, reason, ...rest }: Fields): KeyRecord {
  return {
    id: String(id),
    metadata: metadata as Fields,
    ...rest,
    ...(typeof expiresAt === 'number' && { expiresAt: new Date(expiresAt) }),
    ...(typeof createdAt === 'number' && { createdAt: new Date(createdAt) }),
    ...(typeof reason === 'string' && { revocationReason: reason }),
    vendor: {},
  }
}
