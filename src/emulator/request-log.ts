import { sha256 } from './encoding.js'
import type { FaultKind } from './faults/fault.js'
import type { Operation, VendorName } from './vendor.js'

/** One request that the emulator answered. It holds no header, no query and no body. */
export interface EmulatedRequest {
  /** The upstream that was asked. */
  readonly vendor: VendorName
  /** Null for a route that the vendor does not have. */
  readonly operation: Operation | null
  /** The HTTP method: `POST`. */
  readonly method: string
  /** The path, with whatever is not a plain word or an id of the vendor's replaced by `[redacted]`. */
  readonly path: string
  /** The status of the answer; null where the connection was cut before there was one. */
  readonly status: number | null
  /** The fault that hit it; null if none did. Where a `replica-lag` came on top of another, it is the other. */
  readonly fault: FaultKind | null
  /** Whether the upstream did what it was asked for, whatever the caller was told. */
  readonly done: boolean
}

// `keys.createKey`, `api-keys`, `v1beta`.
const word = /^(v\d+(beta|alpha)?|[a-z]+([A-Z][a-z]+)*([._-][a-z]+([A-Z][a-z]+)*)*)$/
// Clerk's ids start as its secrets do, but these are longer than 32 hex digits.
const id = /^(ak_[0-9a-f]{32}|key_[0-9a-z]{26}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})$/i
// No vendor makes shorter ones, and to hash every word of a path takes longer than most answers.
const shortestSecret = 16

/** What is held by the upstream that was asked. */
interface Held {
  isId(text: string): boolean
  isKnownHash(hash: string): boolean
}

/**
 * The path of a request as it may be shown. A caller's mistake can put a secret into a path (an id and a secret look
 * alike at Clerk), so a part shows only if its form or itself is known as an id, and it is not the secret of a key in the store.
 */
export async function safePath(url: string, { isId, isKnownHash }: Held): Promise<string> {
  const parts = new URL(url).pathname.split('/').map(async (part) => {
    if (part !== '' && !word.test(part) && !id.test(part) && !isId(part)) return '[redacted]'
    return part.length >= shortestSecret && isKnownHash(await sha256(part)) ? '[redacted]' : part
  })
  return (await Promise.all(parts)).join('/')
}
