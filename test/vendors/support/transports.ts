import { setupServer } from 'msw/node'
import { createEmulator, type Emulator, type Vendor } from 'keymux/emulator'
import { handlers } from 'keymux/msw'
import type { VendorCase } from './vendor-case.js'

/** An emulator that a client can reach, and how. */
export interface Reached {
  readonly emulator: Emulator
  /** What the factory has to be told to get there. */
  readonly options: { readonly baseUrl?: string }
  /** The URL that Flow's environment variable would have. */
  readonly baseUrl: string
  close(): Promise<void>
}

/** A way from a client to the emulator. */
export interface Transport {
  readonly title: string
  reach(vendorCase: VendorCase): Promise<Reached>
}

const flowUrl = 'https://flow.example.com/api/v1'

/** The vendors' own hosts, to show that no client needs to be told of them. */
const hosts: Readonly<Record<Vendor, string>> = {
  unkey: 'https://api.unkey.com',
  clerk: 'https://api.clerk.com/v1',
  factify: 'https://api.factify.com',
  flow: flowUrl,
}

const sockets: Transport = {
  title: 'over HTTP',
  async reach({ vendor, emulator: options }) {
    const emulator = createEmulator({ seed: 1, ...options })
    const server = await emulator.listen()
    const baseUrl = server.urls[vendor]
    return { emulator, options: { baseUrl }, baseUrl, close: () => server.close() }
  },
}

const mocked: Transport = {
  title: "through MSW on the vendor's own host",
  async reach({ vendor, emulator: options }) {
    const emulator = createEmulator({ seed: 1, ...options })
    const server = setupServer(...handlers(emulator, { flow: flowUrl }))
    server.listen({ onUnhandledRequest: 'error' })
    const close = async (): Promise<void> => server.close()
    const told = vendor === 'flow' ? { baseUrl: flowUrl } : {}
    return { emulator, options: told, baseUrl: hosts[vendor], close }
  },
}

export const transports: readonly Transport[] = [sockets, mocked]
