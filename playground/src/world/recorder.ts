import type { EmulatedRequest, Emulator } from 'keymux/emulator'
import { coverUrl } from './covered-text.js'
import { coverMessage, type Exchange } from './exchange.js'
import { vendorAt, type VendorId } from './vendors.js'

/** The exchanges of one call, as they go over the wire. */
export interface Recording {
  /** Those so far; a body that is still on its way is there as far as it came. */
  exchanges(): readonly Exchange[]
  stop(): void
}

interface Tape {
  readonly vendor: VendorId
  readonly exchanges: (() => Exchange)[]
}

/** Stands between the service worker and the emulator and notes what goes through. It gives out covered text only. */
export class Recorder {
  readonly #emulator: Emulator
  readonly #tapes = new Set<Tape>()
  /** How long each request takes on top, so that a migration can be watched. */
  latencyMs = 0

  constructor(emulator: Emulator) {
    this.#emulator = emulator
  }

  record(vendor: VendorId): Recording {
    const tape: Tape = { vendor, exchanges: [] }
    this.#tapes.add(tape)
    return {
      exchanges: () => tape.exchanges.map((exchange) => exchange()),
      stop: () => this.#tapes.delete(tape),
    }
  }

  /** What `handlers` of keymux/msw asks in the place of the emulator. */
  readonly fetch = async (request: Request): Promise<Response> => {
    if (this.latencyMs > 0) await new Promise((done) => setTimeout(done, this.latencyMs))
    const tapes = [...this.#tapes].filter(({ vendor }) => vendor === vendorAt(request.url))
    if (tapes.length === 0) return this.#emulator.fetch(request)
    const before = this.#emulator.requests.length
    const asked = {
      method: request.method,
      url: coverUrl(decodeURI(request.url)),
      at: performance.now(),
      request: coverMessage(request.headers, await request.clone().text()),
    }
    const keep = (response: () => Exchange['response']): void => {
      const { fault = null, done = false } = this.#logged(request, before) ?? {}
      for (const { exchanges } of tapes)
        exchanges.push(() => ({ ...asked, response: response(), fault, isDone: done }))
    }
    try {
      const response = await this.#emulator.fetch(request)
      const { status, headers } = response
      const received = textOf(response.clone())
      keep(() => ({ status, ...coverMessage(headers, received()) }))
      return response
    } catch (error) {
      keep(() => null)
      throw error
    }
  }

  #logged(request: Request, before: number): EmulatedRequest | undefined {
    const vendor = vendorAt(request.url)
    return this.#emulator.requests.slice(before).find((entry) => entry.vendor === vendor)
  }
}

/** The text of a body as far as it has come: a fault may keep the rest of it back for ever. */
function textOf(response: Response): () => string {
  let text = ''
  const read = async (): Promise<void> => {
    const decoder = new TextDecoder()
    for await (const bytes of response.body ?? []) text += decoder.decode(bytes, { stream: true })
  }
  // Where it is cut, what came before the cut is what there is to show.
  read().catch(() => undefined)
  return () => text
}
