import { refuseUnknown, requireOption } from '../../option-check.js'

/** What a Factify organization has beside its API key. */
export interface FactifySetup {
  /** A user's JWT, which is let in beside the API key and is all that `/v1beta/me` takes. Default: there is none. */
  readonly userToken?: string
  /** Requests per month; whoever makes more is answered `quota_exceeded`. Default: what the answers can hold. */
  readonly monthlyQuota?: number
  /**
   * The requests of one API key in a minute, which are 1000 at Factify. Beyond it the answer is a 429 with `X-RateLimit-Reset`.
   * Default: no limit; that of 100 creations holds without one too.
   */
  readonly rateLimit?: { readonly limit: number }
}

/** Options with every default filled in; null is no token, no limit, and no quota but what the answers can hold. */
export interface FactifySettings {
  readonly userToken: string | null
  readonly monthlyQuota: number | null
  readonly rateLimit: { readonly limit: number } | null
}

export function factifySettings(options: FactifySetup): FactifySettings {
  const { userToken = null, monthlyQuota = null, rateLimit = null, ...unknown } = options
  refuseUnknown(unknown, 'factify.')
  requireOption(
    userToken === null || (typeof userToken === 'string' && userToken !== ''),
    'needs a text as its factify.userToken',
  )
  requireOption(
    monthlyQuota === null || (Number.isSafeInteger(monthlyQuota) && monthlyQuota > 0),
    'needs a positive whole number as its factify.monthlyQuota',
  )
  requireOption(
    rateLimit === null || (Number.isSafeInteger(rateLimit.limit) && rateLimit.limit > 0),
    'needs a positive whole number as its factify.rateLimit.limit',
  )
  return { userToken, monthlyQuota, rateLimit }
}
