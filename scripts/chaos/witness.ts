import type { Emulator, HeldKey, Vendor } from 'keymux/emulator'

/** What a secret of each vendor looks like where it stands in JSON, closing quote included: only that says it is whole. */
const secrets: Readonly<Record<Vendor, RegExp>> = {
  unkey: /"(prod_[1-9A-HJ-NP-Za-km-z]+)"/g,
  clerk: /"(ak_[A-Za-z0-9+/=]{40,})"/g,
  factify: /"(ffy_(?:prod|test)_[A-Za-z0-9]+)"/g,
  flow: /"(flow_[0-9a-f]{8}_[0-9a-f]+)"/g,
}

/** Where a vendor gives the secret of a key once more. */
const again = /\/(keys\.getKey|api_keys\/[^/]+\/secret)$/

/** A secret that reached a client. */
export interface Received {
  readonly secret: string
  /** The key that it was of when it came. */
  readonly key: HeldKey
  /** Whether it came with the answer that told of the key at first, and not by a recovery. */
  readonly isFirst: boolean
}

/**
 * Looks on at what one caller's client sends and receives, and so knows of each readable secret that reached it. Reads answers in
 * its own way, so that it need not believe the client.
 */
export class Witness {
  /** Each request and when and how it ended, without a secret. */
  readonly seen: string[] = []
  readonly #emulator: Emulator
  readonly #vendor: Vendor
  /** Private, so that nothing prints the secrets. */
  readonly #received = new Map<string, { found: Promise<HeldKey | null>; isFirst: boolean }>()

  constructor(emulator: Emulator, vendor: Vendor) {
    this.#emulator = emulator
    this.#vendor = vendor
  }

  /** The secrets that were readable in an answer. */
  async received(): Promise<Received[]> {
    const all = await Promise.all(
      [...this.#received].map(async ([secret, { found, isFirst }]) => ({
        secret,
        isFirst,
        key: await found,
      })),
    )
    return all.flatMap(({ key, ...rest }) => (key === null ? [] : [{ ...rest, key }]))
  }

  readonly fetch: typeof globalThis.fetch = async (input, init) => {
    const { pathname } = new URL(String(input))
    const what = `${init?.method ?? 'GET'} ${pathname}`
    const note = (text: string): void => this.#note(text, !again.test(pathname))
    try {
      const response = await fetch(input, init)
      this.seen.push(`${now()} ${what}: ${response.status}`)
      if (response.body !== null)
        Object.defineProperty(response, 'body', { value: watched(response.body, init?.signal, note) })
      return response
    } catch (error) {
      this.seen.push(`${now()} ${what}: no answer`)
      throw error
    }
  }

  #note(text: string, isFirst: boolean): void {
    for (const [, secret = ''] of text.matchAll(secrets[this.#vendor])) {
      if (this.#received.has(secret)) continue
      this.#received.set(secret, { found: this.#emulator.keyOf(this.#vendor, secret), isFirst })
    }
  }
}

function now(): string {
  return new Date().toISOString().slice(11, -1)
}

/** The same body, chunk by chunk as it is asked for; `note` is told all that has reached the client by then. */
function watched(
  body: ReadableStream<Uint8Array>,
  signal: AbortSignal | null | undefined,
  note: (text: string) => void,
): ReadableStream<Uint8Array> {
  const reader = body.getReader()
  const decoder = new TextDecoder()
  let text = ''
  return new ReadableStream(
    {
      pull: async (controller) => {
        const { done, value } = await reader.read()
        if (done) return controller.close()
        text += decoder.decode(value, { stream: true })
        // What comes after the call was given up reaches nobody.
        if (signal?.aborted !== true) note(text)
        controller.enqueue(value)
      },
      cancel: async (reason) => reader.cancel(reason),
    },
    { highWaterMark: 0 },
  )
}
