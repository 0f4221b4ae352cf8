import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { createEmulator, type Emulator } from '../../src/emulator/index.js'
import type { Subject } from './subject.js'

/** What a vendor's client talks to: an emulator, with something wrong on the way. */
export interface Upstream {
  readonly emulator: Emulator
  readonly baseUrl: string
  /** The creates that arrived, oldest first. */
  readonly creates: () => number
  /** The secrets that were sent, as far as this is known here. */
  readonly sent: readonly string[]
  close(): Promise<void>
}

type Fault = Parameters<Emulator['faults']['add']>[0]
type Vendor = Subject['vendor']

/** The same secrets in every run, so that whatever quotes a part of one does so in every run. */
const seed = 1

/** An emulator over real sockets, with one of its own faults. */
export async function faulty(vendor: Vendor, fault: Fault): Promise<Upstream> {
  const emulator = createEmulator({ seed })
  emulator.faults.add({ operation: 'create', ...fault, vendor })
  const { urls, close } = await emulator.listen()
  const creates = (): number => emulator.requests.filter(({ operation }) => operation === 'create').length
  return { emulator, baseUrl: urls[vendor], creates, sent: [], close }
}

/** A create as it came over the wire. */
export interface Arrived {
  readonly atMs: number
  readonly headers: Headers
  readonly body: string
}

/** The exchange that a hand-made fault has in its hands. */
export interface Exchange {
  /** The creates so far, this one the last. */
  readonly creates: readonly Arrived[]
  /** Lets the vendor do what it is asked for, and gives its answer. */
  act(): Promise<Response>
  readonly outgoing: ServerResponse
}

/** An emulator behind a server of our own, for faults that the emulator does not have. Only creates are hit. */
export async function handMade(
  vendor: Vendor,
  answerCreate: (exchange: Exchange) => Promise<Response | null>,
): Promise<Upstream & { readonly arrived: readonly Arrived[] }> {
  const emulator = createEmulator({ seed })
  const arrived: Arrived[] = []
  const sent: string[] = []
  const answer = async (incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> => {
    const request = await requestFrom(vendor, incoming)
    const act = (): Promise<Response> => emulator.fetch(request.clone())
    if (!isCreate(request)) return send(await act(), outgoing)
    arrived.push({ atMs: performance.now(), headers: request.headers, body: await request.clone().text() })
    const response = await answerCreate({ creates: arrived, act, outgoing })
    if (response === null) return
    sent.push(...secretsIn(await response.clone().text()))
    await send(response, outgoing)
  }
  const server = createServer((incoming, outgoing) => void answer(incoming, outgoing))
  const origin = await start(server)
  return {
    emulator,
    baseUrl: baseUrlAt(origin, vendor),
    creates: () => arrived.length,
    arrived,
    sent,
    close: () => stop(server),
  }
}

/** An upstream at which nothing is wrong. */
export function healthy(vendor: Vendor): ReturnType<typeof handMade> {
  return handMade(vendor, async ({ act }) => act())
}

/** Nobody listens there: the system gives a port below 1024 to nobody, one that was closed a moment ago to whoever asks next. */
const deadOrigin = 'http://127.0.0.1:2'

/** An address at which nobody listens. */
export async function refusing(vendor: Vendor): Promise<Upstream> {
  const upstream = await healthy(vendor)
  await upstream.close()
  return { ...upstream, baseUrl: baseUrlAt(deadOrigin, vendor), close: async () => {} }
}

function baseUrlAt(origin: string, vendor: Vendor): string {
  return vendor === 'clerk' ? `${origin}/v1` : origin
}

function isCreate({ method, url }: Request): boolean {
  return method === 'POST' && /\/(keys\.createKey|api_keys)$/.test(new URL(url).pathname)
}

/** What the emulated vendors call a secret in their answers, also where the JSON around it is broken. */
function secretsIn(text: string): string[] {
  return [...text.matchAll(/"(?:key|secret)":\s*["~]([\w+/=-]+)/g)].flatMap(([, secret]) => secret ?? [])
}

async function requestFrom(vendor: Vendor, incoming: IncomingMessage): Promise<Request> {
  const { method = 'GET', url = '/', headers } = incoming
  const chunks: Uint8Array[] = []
  for await (const chunk of incoming) chunks.push(chunk as Uint8Array)
  const origin = vendor === 'clerk' ? 'https://api.clerk.com' : 'https://api.unkey.com'
  return new Request(origin + url, {
    method,
    headers: Object.entries(headers).map(([name, value]): [string, string] => [name, String(value)]),
    ...(chunks.length > 0 && { body: Buffer.concat(chunks) }),
  })
}

async function send(response: Response, outgoing: ServerResponse): Promise<void> {
  outgoing.writeHead(response.status, Object.fromEntries(response.headers))
  outgoing.end(await response.text())
}

function start(server: Server): Promise<string> {
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      if (typeof address === 'object' && address !== null) resolve(`http://127.0.0.1:${address.port}`)
    })
  })
}

function stop(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })
}
