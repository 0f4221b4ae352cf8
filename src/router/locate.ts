import type { CallOptions } from '../core/call-options.js'
import { KeymuxError } from '../core/keymux-error.js'
import type { KeyResult } from '../core/key-result.js'
import { type RoutableClient, type Side, type Sides } from './sides.js'
import { troubleError } from './trouble.js'

/** What a vendor said of an id. */
export type LookUp =
  { readonly found: KeyResult } | { readonly absent: KeymuxError } | { readonly trouble: unknown }

/** Where a key is. */
export interface Located {
  readonly side: Side
  readonly key: KeyResult
  /** Why the primary could not be asked, where the key was found at the secondary all the same. */
  readonly trouble?: unknown
}

/**
 * Finds the vendor that has a key of this id, the primary first. Throws `not_found` where both said that they have none, and the
 * error of a vendor that could not be asked where the other one has none.
 */
export async function locate(sides: Sides, id: string, options?: CallOptions): Promise<Located> {
  const first = await lookUp(sides.primary, id, options)
  if ('found' in first) return { side: 'primary', key: first.found }
  const second = await lookUp(sides.secondary, id, options)
  if ('found' in second)
    return { side: 'secondary', key: second.found, ...('trouble' in first && { trouble: first.trouble }) }
  if ('trouble' in first) throw unknownAt(sides.primary, first.trouble, id)
  if ('trouble' in second) throw unknownAt(sides.secondary, second.trouble, id)
  const { primary, secondary } = sides
  throw new KeymuxError({
    code: 'not_found',
    operation: 'get',
    message: `Neither ${primary.vendor} nor ${secondary.vendor} has a key ${JSON.stringify(id)}: check the id, and that the credentials belong to its accounts.`,
    cause: first.absent,
  })
}

/** Asks one vendor for a key, and rejects only when the caller ends the call. */
export async function lookUp(client: RoutableClient, id: string, options?: CallOptions): Promise<LookUp> {
  try {
    return { found: await client.get(id, options) }
  } catch (error) {
    if (!KeymuxError.is(error)) return { trouble: error }
    if (error.code === 'aborted') throw error
    // An id of another vendor's kind may be refused for its shape.
    const isAbsent = error.code === 'not_found' || error.code === 'invalid_request'
    return isAbsent ? { absent: error } : { trouble: error }
  }
}

/** The error where a vendor cannot be asked, and the key is not at the other one. */
export function unknownAt({ vendor }: RoutableClient, trouble: unknown, id: string): KeymuxError {
  return troubleError(
    vendor,
    'get',
    trouble,
    `${vendor} cannot be asked for the key ${JSON.stringify(id)}, and the other vendor has none of this id.`,
  )
}
