import { exchangeOf, type Operation, type Vendor } from './exchanges.js'

/** How often the stub was called. */
export interface Stub {
  calls: number
}

/** Puts a `fetch` in place that answers at once, before any package is imported. */
export function stubFetch(vendor: Vendor, operation: Operation): Stub {
  const { answer, status } = exchangeOf(vendor, operation)
  const text = JSON.stringify(answer)
  const headers = { 'content-type': 'application/json' }
  const stub: Stub = { calls: 0 }
  globalThis.fetch = async () => {
    stub.calls += 1
    return new Response(text, { status, headers })
  }
  return stub
}
