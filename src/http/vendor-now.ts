import type { HttpMeta } from '../core/http-meta.js'

/** Less than this is no difference: a header has whole seconds, and its answer was some time on the way. */
const slackMs = 5000

/** What the vendor's clock says, by an answer that just came; the local one where both agree, or the answer does not tell. */
export function vendorNow({ headers }: HttpMeta): number {
  const now = Date.now()
  const told = Date.parse(headers.get('date') ?? '')
  return Math.abs(told - now) > slackMs ? told : now
}
