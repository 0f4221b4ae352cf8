import { Secret } from '../core/index.js'
import { ConnectionCut } from './connection-cut.js'
import { createCredentials, type EmulatorCredentials } from './credentials.js'
import type { Dialect, World } from './dialect.js'
import { clerkDialect } from './dialects/clerk/index.js'
import { factifyDialect } from './dialects/factify/index.js'
import { flowDialect } from './dialects/flow/index.js'
import { unkeyDialect } from './dialects/unkey/index.js'
import { plainMigration } from './dialects/unkey/options.js'
import { sha256 } from './encoding.js'
import type { Faults } from './faults/fault.js'
import { FaultList } from './faults/fault-list.js'
import { inject } from './faults/inject.js'
import { type EmulatorServer, listen, type ListenOptions } from './listen.js'
import { requireOption } from './option-check.js'
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
  /** What is to go wrong; nothing, at first. */
  readonly faults: Faults
  /**
   * Answers a request without a socket; can be a client's `fetch` option. The vendors' own hosts lead to them, any
   * other host to Flow, which publishes none.
   */
  fetch(input: Request | URL | string, init?: RequestInit): Promise<Response>
  /**
   * Serves each upstream on a port of its own on 127.0.0.1. Needs Node. Rejects as Node does where a port is taken.
   * @throws KeymuxError `unsupported` elsewhere: use `fetch` or `keymux/msw` there.
   */
  listen(options?: ListenOptions): Promise<EmulatorServer>
  /** What an upstream holds, oldest first; never a secret. */
  keys(vendor: Vendor): readonly HeldKey[]
  /**
   * The key that a secret belongs to, dead or alive; null if the upstream holds none. A live key whose secret a caller
   * cannot name is an orphan, unless the caller knows of it by its id.
   */
  keyOf(vendor: Vendor, secret: Secret | string): Promise<HeldKey | null>
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
  const store = new Store(settings.now)
  const credentials = createCredentials(random.stream('credentials'), (name) =>
    plainMigration(settings.unkey, name),
  )
  const dialects = createDialects(settings, store, credentials)
  const faults = new FaultList(dialects, random.stream('faults'))
  const requests: EmulatedRequest[] = []

  const answer = async (vendor: Vendor, request: Request): Promise<Response> => {
    const dialect = dialects[vendor]
    request.signal.throwIfAborted()
    const { status, fault, done, deliver } = await inject(faults, store, dialect, request)
    const path = await safePath(request.url, (hash) => store.knows(hash))
    const { method } = request
    const operation = dialect.operationOf(request)
    requests.push(Object.freeze({ vendor, operation, method, path, status, fault, done }))
    request.signal.throwIfAborted()
    return deliver()
  }

  return {
    credentials,
    get requests() {
      return [...requests]
    },
    fetch: async (input, init) => {
      const request = asFetchSends(input, init)
      return asFetchGives(await answer(vendorAt(request.url), request), request)
    },
    faults: { add: (fault) => faults.add(fault), clear: () => faults.clear() },
    listen: (listening = {}) => listen(dialects, answer, listening),
    keys: (vendor) => {
      refuseUnknownVendor(vendor)
      return store.keys(vendor)
    },
    keyOf: async (vendor, secret) => {
      refuseUnknownVendor(vendor)
      return store.keyOf(vendor, Secret.is(secret) ? await secret.sha256('base64') : await sha256(secret))
    },
  }
}

function refuseUnknownVendor(vendor: Vendor): void {
  requireOption(vendors.includes(vendor), `knows the vendors ${vendors.join(', ')}`)
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

/** Without a socket nobody is at another origin, so whoever follows there fails as they would at a host that is none. */
function asFetchGives(response: Response, request: Request): Response {
  if (response.headers.has('location') && request.redirect !== 'manual')
    throw new ConnectionCut('before-headers')
  return response
}
