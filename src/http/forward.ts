import type { KeymuxError } from '../core/keymux-error.js'
import { quotes, redact } from '../core/redact.js'
import { adviceFor } from './advice.js'
import { answerFailure } from './answer-failure.js'
import { isRedirect, parseJson, type Answer } from './answer.js'
import { configurationError } from './configuration-error.js'
import type { Sender, VendorRequest } from './sender.js'
import { toldBy, vendorError } from './vendor-error.js'

/** Statuses whose answers have no body, by the fetch standard. */
const bodiless = new Set([204, 205, 304])

/** These told how the text came, which is now plain. */
const ofTransport = ['content-encoding', 'content-length', 'transfer-encoding']

/**
 * Sends a ready request through a sender and gives the answer as a new `Response`: same status, headers and text, and in a
 * refusal nothing that quotes the credential. Refuses a URL outside the client's `baseUrl`, which must not see the credential.
 */
export async function forward(sender: Sender, request: Request): Promise<Response> {
  const path = request.url.slice(sender.baseUrl.length)
  if (!request.url.startsWith(sender.baseUrl) || !/^[/?]/.test(path)) {
    throw configurationError(sender.profile, 'a raw call must stay within the `baseUrl` of its client.')
  }
  const { header, option } = sender.profile.credential
  if (request.headers.has(header)) {
    throw configurationError(
      sender.profile,
      `a raw call must not set ${header}: pass \`${option}\` to the client instead.`,
    )
  }
  const reads = request.method === 'GET' || request.method === 'HEAD'
  const asked: VendorRequest = {
    operation: `${request.method} ${path.split('?', 1)[0]}`,
    effect: reads ? 'reads' : 'acts',
    method: request.method,
    path,
    // Not every browser has `request.body`, and `fetch` refuses even an empty one here.
    body: reads ? undefined : (await request.text()) || undefined,
    headers: Object.fromEntries(request.headers),
  }
  const answer = await sender.send(asked, { signal: request.signal })
  const { status } = answer.meta
  // Of the first a `Response` cannot be made; of the other openapi-fetch would make an error that quotes it.
  if (isRedirect(status) || status < 200 || status > 599) throw answerFailure(sender.profile, asked, answer)
  if (status < 400 && answer.text !== '' && answer.body === undefined) throw noJson(sender, asked, answer)
  return new Response(bodiless.has(status) ? null : textFor(answer), { status, headers: headersFor(answer) })
}

function noJson({ profile }: Sender, { operation, effect }: VendorRequest, { meta }: Answer): KeymuxError {
  const mayHaveActed = effect === 'acts'
  const code = mayHaveActed ? 'ambiguous' : 'invalid_response'
  const what = `answered ${operation} with ${meta.status}, but its body is not JSON. ${adviceFor(profile, code)}`
  return vendorError(profile, operation, code, what, { ...toldBy(meta), mayHaveActed })
}

function textFor({ meta, text, body, isWhole, secrets }: Answer): string {
  if (meta.status < 400) return isWhole || text === '' ? text : JSON.stringify(body)
  const clean = redact(text, secrets)
  // JSON can spell any letter as an escape.
  const plain = clean.includes('\\') ? plainText(clean) : ''
  return quotes(plain, secrets) ? redact(plain, secrets) : clean
}

function plainText(text: string): string {
  try {
    return JSON.stringify(parseJson(text)) ?? ''
  } catch {
    return ''
  }
}

function headersFor({ meta }: Answer): Headers {
  const headers = new Headers(meta.headers)
  for (const name of ofTransport) headers.delete(name)
  return headers
}
