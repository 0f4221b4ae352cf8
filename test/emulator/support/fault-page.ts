import { setupWorker } from 'msw/browser'

import { createEmulator, type Fault } from '../../../src/emulator/index.js'
import { handlers } from '../../../src/msw/index.js'

// The page of fault-browser.test.ts. It returns no body, since that would hold a secret.

const emulator = createEmulator({ seed: 1 })
const { secretKey, subject } = emulator.credentials.clerk
let made = 0

export interface Met {
  /** The status that came, or the kind of response where that is hidden. */
  readonly status: number | string
  readonly bytes: number
  /** The name of what the page got in place of an answer or of its end. */
  readonly error: string | null
  readonly done: boolean | undefined
}

async function start(): Promise<void> {
  // What no handler takes finds no host: this browser resolves no name.
  await setupWorker(...handlers(emulator)).start({ quiet: true, onUnhandledRequest: 'bypass' })
}

/** Asks for a key with a fault in the way; gives up once some bytes have come, if told to. */
async function meet(fault: Fault, init: RequestInit & { readonly givesUp?: boolean } = {}): Promise<Met> {
  const { givesUp = false, ...rest } = init
  const caller = new AbortController()
  made += 1
  emulator.faults.add(fault)
  let [status, bytes]: [Met['status'], number] = ['none', 0]
  let error: string | null = null
  try {
    const response = await fetch('https://api.clerk.com/v1/api_keys', {
      method: 'POST',
      headers: { authorization: `Bearer ${secretKey}`, 'content-type': 'application/json' },
      body: JSON.stringify({ subject, name: `Key ${made}` }),
      signal: caller.signal,
      ...rest,
    })
    status = response.status || response.type
    const reader = response.body?.getReader()
    for (let read = await reader?.read(); read?.value !== undefined; read = await reader?.read()) {
      bytes += read.value.length
      if (givesUp) caller.abort()
    }
  } catch (thrown) {
    error = (thrown as Error).name
  }
  return { status, bytes, error, done: emulator.requests.at(-1)?.done }
}

declare global {
  var faultPage: { readonly start: typeof start; readonly meet: typeof meet }
}

globalThis.faultPage = { start, meet }
