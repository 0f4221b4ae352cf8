// Types only: nothing of this is left when the module runs.
import type * as Http from 'node:http'

import { KeymuxError } from '../core/index.js'
import { ConnectionCut } from './connection-cut.js'
import type { Dialect } from './dialect.js'
import { refuseUnknown, requireOption } from './option-check.js'
import type { Vendor, VendorName } from './vendor.js'

/** The upstreams on ports of this machine. */
export interface EmulatorServer<Guest extends string = never> {
  /** A `baseUrl` for each vendor's client; Clerk's ends in `/v1`, as its real one does. */
  readonly urls: Readonly<Record<Vendor | Guest, string>>
  /** Stops listening and cuts the connections that are still open. */
  close(): Promise<void>
}

/** Where the upstreams listen. */
export interface ListenOptions {
  /** The port of the first upstream (Unkey); Clerk, Factify and Flow have the three that follow, and vendors from outside those after. Default: any that are free. */
  readonly port?: number
}

type Answer = (vendor: VendorName, request: Request) => Promise<Response>

/** Starts one HTTP server per vendor. Where one cannot be started, none is left. */
export async function listen<Guest extends string>(
  dialects: ReadonlyMap<VendorName, Dialect>,
  answer: Answer,
  { port, ...unknown }: ListenOptions,
): Promise<EmulatorServer<Guest>> {
  refuseUnknown(unknown)
  const lastPort = 65_536 - dialects.size
  requireOption(
    port === undefined || (Number.isInteger(port) && port >= 1 && port <= lastPort),
    `needs a port from 1 to ${lastPort}`,
  )
  const { createServer } = await loadHttp()
  const servers = [...dialects.values()].map(({ vendor, basePath }) => ({
    vendor,
    basePath,
    // Never the server's own end of an idle connection: to a client that sends just then it would be a fault that nobody asked for.
    server: createServer(
      { keepAliveTimeout: 0 },
      (incoming, outgoing) => void serve(incoming, outgoing, (request) => answer(vendor, request)),
    ),
  }))
  const starting = await Promise.allSettled(
    servers.map(async ({ vendor, basePath, server }, index) => {
      const origin = await start(server, port === undefined ? 0 : port + index)
      return { vendor, server, url: origin + basePath }
    }),
  )
  const failed = starting.find((each) => each.status === 'rejected')
  const started = starting.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []))
  if (failed !== undefined) {
    await Promise.all(started.map(({ server }) => stop(server)))
    throw failed.reason
  }
  return {
    urls: Object.fromEntries(started.map(({ vendor, url }) => [vendor, url])) as Record<
      Vendor | Guest,
      string
    >,
    close: async () => {
      await Promise.all(started.map(({ server }) => stop(server)))
    },
  }
}

// Loaded here and nowhere else, so that everything but listen() works in a browser.
async function loadHttp(): Promise<typeof Http> {
  try {
    if (!hasSockets()) throw new Error('There is nothing to listen on.')
    return await import('node:http')
  } catch {
    const message = 'The emulator can listen() in Node only. Use emulator.fetch, or keymux/msw.'
    throw new KeymuxError({ code: 'unsupported', message })
  }
}

/**
 * Whether this is Node, or what can stand for it. A page reports the very attempt to load what its Content-Security-Policy does
 * not allow, and a Worker at Cloudflare has a `node:http` whose servers no port leads to.
 */
function hasSockets(): boolean {
  const { process, navigator } = globalThis as {
    process?: { versions?: { node?: unknown } }
    navigator?: { userAgent?: unknown }
  }
  return process?.versions?.node !== undefined && navigator?.userAgent !== 'Cloudflare-Workers'
}

function start(server: Http.Server, port: number): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', () => {
      const address = server.address()
      if (typeof address === 'object' && address !== null) resolve(`http://127.0.0.1:${address.port}`)
    })
  })
}

function stop(server: Http.Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })
}

async function serve(
  incoming: Http.IncomingMessage,
  outgoing: Http.ServerResponse,
  answer: (request: Request) => Promise<Response>,
): Promise<void> {
  const gone = new AbortController()
  outgoing.once('close', () => gone.abort())
  try {
    await send(await answer(await requestFrom(incoming, gone.signal)), outgoing)
  } catch (error) {
    if (gone.signal.aborted || outgoing.destroyed) return
    if (error instanceof ConnectionCut) return cutConnection(outgoing)
    // A fault of the emulator's own, which must not pass for a vendor's answer.
    if (!outgoing.headersSent) outgoing.writeHead(500, { 'content-type': 'text/plain' })
    outgoing.end(`The keymux emulator failed: ${String(error)}`)
  }
}

/** Sends an answer as it comes, since what is wrong with it may be just that. */
async function send(response: Response, outgoing: Http.ServerResponse): Promise<void> {
  outgoing.writeHead(response.status, Object.fromEntries(response.headers))
  outgoing.flushHeaders()
  for await (const chunk of response.body ?? []) {
    await new Promise<void>((resolve, reject) => {
      outgoing.write(chunk, (error) => (error ? reject(error) : resolve()))
    })
  }
  outgoing.end()
}

/** By a reset; but where a part of the answer is on its way by an end, as a reset could overtake it. */
function cutConnection(outgoing: Http.ServerResponse): void {
  if (outgoing.headersSent) outgoing.destroy()
  else outgoing.socket?.resetAndDestroy()
}

async function requestFrom(incoming: Http.IncomingMessage, signal: AbortSignal): Promise<Request> {
  const { method = 'GET', url = '/', headersDistinct } = incoming
  const chunks: Uint8Array[] = []
  for await (const chunk of incoming) chunks.push(chunk as Uint8Array)
  const bodiless = method === 'GET' || method === 'HEAD'
  return new Request(`http://127.0.0.1${url}`, {
    method,
    signal,
    headers: Object.entries(headersDistinct).flatMap(([name, values]) =>
      (values ?? []).map((value): [string, string] => [name, value]),
    ),
    ...(!bodiless && { body: Buffer.concat(chunks) }),
  })
}
