import { http, type HttpHandler, HttpResponse } from 'msw'

import { KeymuxError } from '../core/index.js'
import { ConnectionCut } from '../emulator/connection-cut.js'
import { hosts } from '../emulator/vendor.js'

/** Where the handlers stand, as far as that is not known. */
export interface HandlersOptions {
  /** Flow's base URL, which is the one its client has. Default: `http://localhost:8000`. */
  readonly flow?: string
}

/** What the handlers need of an emulator. */
export interface Answering {
  /** Answers a request as the vendor at its URL would: `fetch` of an emulator. */
  fetch(request: Request): Promise<Response>
  /** Where else it answers than at the vendors that are known: `origins` of an emulator. */
  readonly origins?: readonly string[]
}

/**
 * MSW handlers that answer on the vendors' real hosts, so that code under test needs no `baseUrl`.
 *
 * @throws KeymuxError `configuration` if `flow` is not a URL
 * @example
 * import { setupServer } from 'msw/node'   // or setupWorker from 'msw/browser'
 *
 * const emulator = createEmulator({ seed: 1 })
 * const server = setupServer(...handlers(emulator))
 * server.listen({ onUnhandledRequest: 'error' })
 */
export function handlers(emulator: Answering, options: HandlersOptions = {}): HttpHandler[] {
  const flow = flowUrl(options.flow ?? 'http://localhost:8000')
  const prefix = flow.pathname.replace(/\/+$/, '')
  // Clones, since MSW and whoever listens to its events may read the request too.
  const known = Object.keys(hosts).map((host) => `https://${host}`)
  return [
    ...[...new Set([...(emulator.origins ?? []), ...known])].map((origin) =>
      http.all(`${origin}/*`, ({ request }) => answer(emulator, request.clone())),
    ),
    http.all(`${flow.origin}${prefix}/*`, ({ request }) => answer(emulator, below(request.clone(), prefix))),
  ]
}

async function answer(emulator: Answering, request: Request): Promise<Response> {
  try {
    // A redirect as it is: MSW follows it, or does not, as the caller wants.
    return await emulator.fetch(new Request(request, { redirect: 'manual' }))
  } catch (error) {
    // Anything that is thrown here MSW would answer with a 500. Whoever has given up gets no answer anyway.
    if (error instanceof ConnectionCut || request.signal.aborted) return HttpResponse.error()
    throw error
  }
}

function flowUrl(text: string): URL {
  if (URL.canParse(text)) return new URL(text)
  throw new KeymuxError({ code: 'configuration', message: 'The option flow of handlers() must be a URL.' })
}

/** The request without the path that Flow is served below: the emulator does not know where it stands. */
function below(request: Request, prefix: string): Request {
  const url = new URL(request.url)
  url.pathname = url.pathname.slice(prefix.length)
  return new Request(url, request)
}
