import { Secret } from '../core/index.js'
import { ConnectionCut } from './connection-cut.js'
import { createCredentials, type EmulatorCredentials, type GuestCredentials } from './credentials.js'
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
import { guestOrigins, type GuestVendor, openGuest } from './guest.js'
import { type EmulatorServer, listen, type ListenOptions } from './listen.js'
import { requireOption } from './option-check.js'
import { type EmulatorOptions, type Settings, settingsFrom } from './options.js'
import { createRandom } from './random.js'
import { type EmulatedRequest, safePath } from './request-log.js'
import { type HeldKey, Store } from './store.js'
import { type Vendor, vendorAt, type VendorName } from './vendor.js'

/** Stand-ins for all four upstreams. They share nothing with the providers, so a test that passes here means something. */
export interface Emulator<Guest extends string = never> {
  /** What the upstreams let in, in the options of the factories: `unkey({ ...emulator.credentials.unkey, baseUrl })`. */
  readonly credentials: EmulatorCredentials & GuestCredentials<Guest>
  /** What was asked so far, oldest first, without credentials or secrets. */
  readonly requests: readonly EmulatedRequest[]
  /** Where the vendors from outside answer, for `handlers` of `keymux/msw`: `https://api.acme.example`. */
  readonly origins: readonly string[]
  /** What is to go wrong; nothing, at first. */
  readonly faults: Faults
  /**
   * Answers a request without a socket; can be a client's `fetch` option. The vendors' own hosts lead to them, any
   * other host to Flow, which publishes none. Where a vendor from outside answers is up to that.
   */
  fetch(input: Request | URL | string, init?: RequestInit): Promise<Response>
  /**
   * Serves each upstream on a port of its own on 127.0.0.1. Needs Node. Rejects as Node does where a port is taken.
   * @throws KeymuxError `unsupported` elsewhere: use `fetch` or `keymux/msw` there.
   */
  listen(options?: ListenOptions): Promise<EmulatorServer<Guest>>
  /** What an upstream holds, oldest first; never a secret. */
  keys(vendor: Vendor | Guest): readonly HeldKey[]
  /**
   * The key that a secret belongs to, dead or alive; null if the upstream holds none. A live key whose secret a caller
   * cannot name is an orphan, unless the caller knows of it by its id.
   */
  keyOf(vendor: Vendor | Guest, secret: Secret | string): Promise<HeldKey | null>
}

/**
 * Creates stand-ins for Unkey, Clerk, Factify and Flow that keep what they are told, for tests without a network.
 *
 * With `vendors` there are mocks of others beside them, made of documents.
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
export function createEmulator<const Guest extends string>(
  options: EmulatorOptions<Guest> & { readonly vendors: readonly GuestVendor<Guest>[] },
): Emulator<Guest>
export function createEmulator(options?: EmulatorOptions): Emulator
export function createEmulator<Guest extends string>(options: EmulatorOptions<Guest> = {}): Emulator<Guest> {
  const settings = settingsFrom(options)
  const random = createRandom(settings.seed)
  const store = new Store(settings.now)
  const own = createCredentials(random.stream('credentials'), (name) => plainMigration(settings.unkey, name))
  const origins = guestOrigins(settings.vendors)
  const guests = settings.vendors.map((vendor) => openGuest(vendor, worldOf(vendor.id, settings, store)))
  const credentials = {
    ...own,
    ...Object.fromEntries(guests.map((guest) => [guest.dialect.vendor, guest.credentials])),
  } as EmulatorCredentials & GuestCredentials<Guest>
  const dialects = new Map(
    [...ownDialects(settings, store, own), ...guests.map(({ dialect }) => dialect)].map((dialect) => [
      dialect.vendor,
      dialect,
    ]),
  )
  const faults = new FaultList(dialects, random.stream('faults'))
  const requests: EmulatedRequest[] = []

  const dialectOf = (vendor: VendorName): Dialect => {
    const dialect = dialects.get(vendor)
    requireOption(dialect !== undefined, `knows the vendors ${[...dialects.keys()].join(', ')}`)
    return dialect
  }
  const answer = async (vendor: VendorName, request: Request): Promise<Response> => {
    const dialect = dialectOf(vendor)
    request.signal.throwIfAborted()
    const { status, fault, done, deliver } = await inject(faults, store, dialect, request)
    const path = await safePath(request.url, {
      isId: (text) => store.hasId(vendor, text),
      isKnownHash: (hash) => store.knows(hash),
    })
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
      const vendor = origins.get(new URL(request.url).origin) ?? vendorAt(request.url)
      return asFetchGives(await answer(vendor, request), request)
    },
    faults: { add: (fault) => faults.add(fault), clear: () => faults.clear() },
    listen: (listening = {}) => listen(dialects, answer, listening),
    origins: [...origins.keys()],
    keys: (vendor) => store.keys(dialectOf(vendor).vendor),
    keyOf: async (vendor, secret) => {
      dialectOf(vendor)
      return store.keyOf(vendor, Secret.is(secret) ? await secret.sha256('base64') : await sha256(secret))
    },
  }
}

function worldOf(vendor: VendorName, { seed, now }: Settings, store: Store): World {
  return { random: createRandom(seed).stream(vendor), now, store }
}

function ownDialects(settings: Settings, store: Store, credentials: EmulatorCredentials): readonly Dialect[] {
  const world = (vendor: Vendor): World => worldOf(vendor, settings, store)
  return [
    unkeyDialect(world('unkey'), credentials.unkey, settings.unkey),
    clerkDialect(world('clerk'), credentials.clerk, settings.clerk),
    factifyDialect(world('factify'), credentials.factify, settings.factify),
    flowDialect(world('flow'), credentials.flow, settings.flow),
  ]
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

/**
 * Without a socket nobody is at another origin, so whoever follows there fails as they would at a host that is none. And
 * nothing that comes over one has a body for a HEAD.
 */
function asFetchGives(response: Response, request: Request): Response {
  if (response.headers.has('location') && request.redirect !== 'manual')
    throw new ConnectionCut('before-headers')
  return request.method === 'HEAD' ? new Response(null, response) : response
}
