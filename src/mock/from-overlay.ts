import { KeymuxError } from '../core/index.js'
import { type GuestVendor, guestVendor } from '../emulator/guest.js'
import { GenerationError } from '../generator/generation-error.js'
import { isJsonObject, type JsonObject, type JsonValue } from '../generator/json.js'
import { modelOf } from '../generator/model-of.js'
import type { VendorModel } from '../generator/model.js'
import { createMockDialect } from './dialect.js'
import { serverUrlOf } from './server-url.js'

/** How a mock is called and where it is. */
export interface MockOptions<Id extends string = string> {
  /** What the emulator calls it. Default: the overlay's `vendor` in lower case. */
  readonly id?: Id
  /** Where it answers. Default: the document's first server, or `https://<id>.test` where that is no URL of its own. */
  readonly baseUrl?: string
}

/**
 * A stand-in for any vendor, made of its OpenAPI document and the overlay that says what that means to keymux: for the
 * `vendors` of `createEmulator`. It keeps what it is told, refuses what the document refuses, and answers with all that the
 * document promises; faults, the log and the ways in are those of the emulator.
 *
 * It is derived from the same overlay as the client, and says so in the header `X-Keymux-Mock` of every answer: it shows that
 * your code works, and never that the overlay is right. What a vendor does beyond its document it does not do.
 *
 * @param document the vendor's document as an object, such as `JSON.parse` or a YAML parser gives
 * @param overlay the overlay as an object
 * @throws KeymuxError `configuration` for a document or an overlay that cannot be understood
 * @example
 * const emulator = createEmulator({ seed: 1, vendors: [fromOverlay(document, overlay, { id: 'acme' })] })
 * const keys = acme({ ...emulator.credentials.acme, fetch: emulator.fetch })
 */
export function fromOverlay<const Id extends string = string>(
  document: object,
  overlay: object,
  options: MockOptions<Id> = {},
): GuestVendor<Id> {
  const { id: wanted, baseUrl, ...unknown } = options
  const [unknownOption] = Object.keys(unknown)
  refuseUnless(unknownOption === undefined, `has no option ${unknownOption}`)
  const model = understood(document, overlay, wanted)
  const id = (wanted ?? model.root.vendor.toLowerCase()) as Id
  refuseUnless(/^[a-z][a-z0-9-]*$/.test(id), `needs an id of small letters, digits and hyphens`)
  const url = baseUrl ?? serverUrlOf(model) ?? `https://${id}.test`
  refuseUnless(/^https?:/.test(url) && URL.canParse(url), 'needs an http(s) URL as its baseUrl')
  return guestVendor(id, url, (world) => createMockDialect({ ...model, id }, url, world))
}

function understood(document: object, overlay: object, id = 'mock'): VendorModel {
  const sources = { document: 'the document', overlay: 'the overlay' }
  const [plainDocument, plainOverlay] = [copyOf(document, 'document'), copyOf(overlay, 'overlay')]
  try {
    return modelOf(id, plainDocument, plainOverlay, sources)
  } catch (error) {
    if (!(error instanceof GenerationError)) throw error
    throw new KeymuxError({ code: 'configuration', message: `fromOverlay: ${error.message}` })
  }
}

/** A copy in which no two places share an object, as the aliases of YAML do: an overlay changes one place at a time. */
function copyOf(given: object, what: string): JsonObject {
  const text = textOf(given)
  const copy = text === undefined ? undefined : (JSON.parse(text) as JsonValue)
  if (isJsonObject(copy)) return copy
  throw new KeymuxError({
    code: 'configuration',
    message: `fromOverlay needs the ${what} as an object, as JSON.parse or a YAML parser gives it.`,
  })
}

function textOf(given: object): string | undefined {
  try {
    return JSON.stringify(given)
  } catch {
    return undefined
  }
}

function refuseUnless(holds: boolean, message: string): void {
  if (!holds) throw new KeymuxError({ code: 'configuration', message: `fromOverlay ${message}.` })
}
