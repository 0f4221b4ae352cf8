import { refuseUnknown, requireOption } from '../../option-check.js'

/** What a Factify organization has beside its API key. */
export interface FactifySetup {
  /** A user's JWT, which is let in beside the API key and is all that `/v1beta/me` takes. Default: there is none. */
  readonly userToken?: string
  /** Requests per month; whoever makes more is answered `quota_exceeded`. Default: what the answers can hold. */
  readonly monthlyQuota?: number
}

/** Options with every default filled in; null is no token, and no quota but what the answers can hold. */
export interface FactifySettings {
  readonly userToken: string | null
  readonly monthlyQuota: number | null
}

export function factifySettings(options: FactifySetup): FactifySettings {
  const { userToken = null, monthlyQuota = null, ...unknown } = options
  refuseUnknown(unknown, 'factify.')
  requireOption(
    userToken === null || (typeof userToken === 'string' && userToken !== ''),
    'needs a text as its factify.userToken',
  )
  requireOption(
    monthlyQuota === null || (Number.isSafeInteger(monthlyQuota) && monthlyQuota > 0),
    'needs a positive whole number as its factify.monthlyQuota',
  )
  return { userToken, monthlyQuota }
}
