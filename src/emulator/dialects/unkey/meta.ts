import { internalError } from './errors.js'

/** What MySQL's type TEXT holds. */
const mostBytes = 65_535

/**
 * Metadata is kept in a column of 64 KiB. No check in front looks for more than that, so it is the database that refuses it.
 * @throws UnkeyRefusal 500
 */
export function refuseLargeMeta(meta: object | null | undefined): void {
  const { length } = new TextEncoder().encode(JSON.stringify(meta ?? null))
  if (length > mostBytes) throw internalError({ panic: false })
}
