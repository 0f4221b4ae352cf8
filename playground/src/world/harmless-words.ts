import type { Emulator } from 'keymux/emulator'
import type { Outcome } from './call.js'
import type { VendorId } from './vendors.js'

/** Ids that were seen once: an upstream may keep no record of a dead key, whose id is no secret for that. */
const idsEver = new Set<string>()

/**
 * Long words that are no secrets, although they look like some: ids, owners and markers of keys, the ids of the account, and what
 * was said by whoever looks at the page.
 */
export function harmlessWords(
  emulator: Emulator,
  vendor: VendorId,
  outcome: Outcome<unknown>,
  spoken: readonly string[],
): ReadonlySet<string> {
  const keys = emulator.keys(vendor)
  for (const { id } of keys) idsEver.add(id)
  // The credential prints as `[redacted]`; what stands beside it is no secret.
  const account = Object.values(JSON.parse(JSON.stringify(emulator.credentials[vendor])) as object)
  const told = keys.flatMap(({ name, owner, description, metadata, scopes }) =>
    textsIn([name, owner, description, metadata, scopes]),
  )
  return new Set([...idsEver, ...wordsIn([...textsIn(account), ...told, ...spoken, ...shownIn(outcome)])])
}

/** What the result says is safe to show. */
function shownIn(outcome: Outcome<unknown>): string[] {
  const { value, error } = outcome.ok
    ? { value: outcome.value, error: undefined }
    : { ...outcome, value: null }
  const http = partOf(value, 'http')
  return textsIn([error?.requestId, http?.['requestId'], partOf(value, 'key')?.['hint']])
}

function partOf(value: unknown, name: string): Record<string, unknown> | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  const part = (value as Record<string, unknown>)[name]
  return typeof part === 'object' && part !== null ? (part as Record<string, unknown>) : undefined
}

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : []
}

/** A text as it is, and the words of it: a marker stands at the end of a name. */
function wordsIn(texts: readonly string[]): string[] {
  return texts.flatMap((text) => [text, ...text.split(/[\s[\]]+/)]).filter((word) => word.length >= 16)
}
