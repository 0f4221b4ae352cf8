import { redact } from '../core/redact.js'
import { configurationError } from './configuration-error.js'
import type { Sender } from './sender.js'

/** Statuses whose answers have no body, by the fetch standard. */
const bodiless = new Set([101, 103, 204, 205, 304])

/**
 * Sends a ready request through a sender and gives the answer as a new `Response`: same status, headers and text, and in a
 * refusal nothing that quotes the credential. Refuses a URL outside the client's `baseUrl`, which must not see the credential.
 */
export async function forward(sender: Sender, request: Request): Promise<Response> {
  const path = request.url.slice(sender.baseUrl.length)
  if (!request.url.startsWith(sender.baseUrl) || !/^[/?]/.test(path)) {
    throw configurationError(sender.profile, 'a raw call must stay within the `baseUrl` of its client.')
  }
  const text = request.body === null ? undefined : await request.text()
  const reads = request.method === 'GET' || request.method === 'HEAD'
  const answer = await sender.send(
    {
      operation: `${request.method} ${path.split('?', 1)[0]}`,
      effect: reads ? 'reads' : 'acts',
      method: request.method,
      path,
      body: text,
      headers: ownHeaders(request, sender),
    },
    { signal: request.signal },
  )
  const { status, headers } = answer.meta
  const body = status < 400 ? answer.text : redact(answer.text, answer.secrets)
  return new Response(bodiless.has(status) ? null : body, { status, headers })
}

function ownHeaders(request: Request, sender: Sender): Record<string, string> {
  const headers = Object.fromEntries(request.headers)
  delete headers[sender.profile.credential.header]
  return headers
}
