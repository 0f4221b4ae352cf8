import { cutBody, lateBody, pause, stalledBody } from './bodies.js'
import type { Slow, StalledBody, TruncatedBody } from './fault.js'
import { answered, type HitCall, type Outcome } from './outcome.js'

type Bytes = Uint8Array<ArrayBuffer>

/** An answer that takes its time. */
export async function slow(
  { delayMs = 1000, late = 'headers' }: Slow,
  call: HitCall,
): Promise<Outcome | null> {
  const { request } = call
  const response = await call.act()
  if (late === 'body') return withBody(response, (bytes) => lateBody(bytes, delayMs, request))
  const deliver = async (): Promise<Response> => {
    await pause(delayMs, request)
    return response
  }
  return { done: response.ok, status: response.status, deliver }
}

/** An answer of which no more than the beginning ever comes. */
export async function stalled({ afterBytes }: StalledBody, call: HitCall): Promise<Outcome | null> {
  return withBody(await call.act(), (bytes) => stalledBody(beginning(bytes, afterBytes), call.request))
}

/** An answer that ends too early. */
export async function truncated(
  { afterBytes, ending = 'cut' }: TruncatedBody,
  call: HitCall,
): Promise<Outcome | null> {
  const response = await call.act()
  if (ending === 'cut') return withBody(response, (bytes) => cutBody(beginning(bytes, afterBytes)))
  const bytes = await bytesOf(response)
  if (bytes.length === 0) return null
  const short = beginning(bytes, afterBytes)
  return answered(new Response(short, headOf(response, short.length)), response.ok)
}

/** An answer whose headers promise all of its body, whatever comes of that; null if it has none. */
async function withBody(
  response: Response,
  sent: (bytes: Bytes) => ReadableStream<Bytes>,
): Promise<Outcome | null> {
  const bytes = await bytesOf(response)
  if (bytes.length === 0) return null
  return answered(new Response(sent(bytes), headOf(response, bytes.length)), response.ok)
}

/** Never all of it: what arrives as a whole is not cut. */
function beginning(bytes: Bytes, length: number | undefined): Bytes {
  return bytes.slice(0, Math.min(length ?? Math.floor(bytes.length / 2), bytes.length - 1))
}

async function bytesOf(response: Response): Promise<Bytes> {
  return new Uint8Array(await response.clone().arrayBuffer())
}

function headOf({ status, headers }: Response, length: number): ResponseInit {
  return { status, headers: { ...Object.fromEntries(headers), 'content-length': String(length) } }
}
