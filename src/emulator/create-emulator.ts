import { KeymuxError } from '../core/index.js'
import { createCredentials, type EmulatorCredentials } from './credentials.js'
import type { Dialect, World } from './dialect.js'
import { clerkDialect } from './dialects/clerk/index.js'
import { factifyDialect } from './dialects/factify/index.js'
import { flowDialect } from './dialects/flow/index.js'
import { unkeyDialect } from './dialects/unkey/index.js'
import { type EmulatorServer, listen } from './listen.js'
import { type EmulatorOptions, type Settings, settingsFrom } from './options.js'
import { createRandom } from './random.js'
import { type EmulatedRequest, safePath } from './request-log.js'
import { type HeldKey, Store } from './store.js'
import { type Vendor, vendorAt, vendors } from './vendor.js'

/** Stand-ins for all four upstreams. They share nothing with the providers, so a test that passes here means something. */
export interface Emulator {
  /** What the upstreams let in, in the options of the factories: `unkey({ ...emulator.credentials.unkey, baseUrl })`. */
  readonly credentials: EmulatorCredentials
  /** What was asked so far, oldest first, without credentials or secrets. */
  readonly requests: readonly EmulatedRequest[]
  /**
   * Answers a request without a socket; can be a client's `fetch` option. The vendors' own hosts lead to them, any
   * other host to Flow, which publishes none.
   */
  fetch(input: Request | URL | string, init?: RequestInit): Promise<Response>
  /**
   * Serves each upstream on a port of its own on 127.0.0.1. Needs Node.
   * @throws KeymuxError `unsupported` elsewhere: use `fetch` or `keymux/msw` there.
   */
  listen(): Promise<EmulatorServer>
  /** What an upstream holds, oldest first; never a secret. */
  keys(vendor: Vendor): readonly HeldKey[]
}

/**
 * Creates stand-ins for Unkey, Clerk, Factify and Flow that keep what they are told, for tests without a network.
 *
 * With a `seed` every id, secret and credential is the same in each run. The secrets are predictable and worthless.
 *
 * @throws KeymuxError `configuration` for an option that is unknown or out of range
 * @example
 * const emulator = createEmulator({ seed: 1 })
 * const keys = unkey({ ...emulator.credentials.unkey, fetch: emulator.fetch })
 * await keys.create({ name: 'CI' })
 * emulator.keys('unkey')   // [{ id: 'key_…', name: 'CI', state: 'active', … }]
 */
export function createEmulator(options: EmulatorOptions = {}): Emulator {
  const settings = settingsFrom(options)
  const random = createRandom(settings.seed)
  const store = new Store()
  const credentials = createCredentials(random.stream('credentials'))
  const dialects = createDialects(settings, store, credentials)
  const requests: EmulatedRequest[] = []

  const answer = async (vendor: Vendor, request: Request): Promise<Response> => {
    const dialect = dialects[vendor]
    request.signal.throwIfAborted()
    const response = await dialect.fetch(request)
    const path = await safePath(request.url, (hash) => store.knows(hash))
    const { method } = request
    requests.push(
      Object.freeze({
        vendor,
        operation: dialect.operationOf(request),
        method,
        path,
        status: response.status,
      }),
    )
    request.signal.throwIfAborted()
    return response
  }

  return {
    credentials,
    get requests() {
      return [...requests]
    },
    fetch: async (input, init) => {
      const request = asFetchSends(input, init)
      return answer(vendorAt(request.url), request)
    },
    listen: () => listen(dialects, answer),
    keys: (vendor) => {
      if (vendors.includes(vendor)) return store.keys(vendor, settings.now())
      throw new KeymuxError({
        code: 'configuration',
        message: `The emulator knows the vendors ${vendors.join(', ')}.`,
      })
    },
  }
}

function createDialects(
  settings: Settings,
  store: Store,
  credentials: EmulatorCredentials,
): Readonly<Record<Vendor, Dialect>> {
  const random = createRandom(settings.seed)
  const world = (vendor: Vendor): World => ({ random: random.stream(vendor), now: settings.now, store })
  return {
    unkey: unkeyDialect(world('unkey'), credentials.unkey, settings.unkey),
    clerk: clerkDialect(world('clerk'), credentials.clerk, settings.clerk),
    factify: factifyDialect(world('factify'), credentials.factify, settings.factify),
    flow: flowDialect(world('flow'), credentials.flow, settings.flow),
  }
}

/**
 * A request of its own, with what every fetch sends unless told otherwise: `Accept` with any type, which a Request gets
 * only on its way out.
 */
function asFetchSends(input: Request | URL | string, init?: RequestInit): Request {
  const request = new Request(input, init)
  if (!request.headers.has('accept')) request.headers.set('accept', '*/*')
  return request
}
