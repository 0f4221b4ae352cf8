import { refuseUnknown, requireOption } from '../../option-check.js'

/** What a Factify organization has beside its API key. */
export interface FactifySetup {
  /** A user's JWT, which is let in beside the API key and is all that `/v1beta/me` takes. Default: there is none. */
  readonly userToken?: string
  /** Requests per month; whoever makes more is answered `quota_exceeded`. Default: what the answers can hold. */
  readonly monthlyQuota?: number
}

export function settleFactify(options: FactifySetup): FactifySetup {
  const { userToken, monthlyQuota, ...unknown } = options
  refuseUnknown(unknown, 'factify.')
  requireOption(
    userToken === undefined || (typeof userToken === 'string' && userToken !== ''),
    'needs a text as its factify.userToken',
  )
  requireOption(
    monthlyQuota === undefined || (Number.isSafeInteger(monthlyQuota) && monthlyQuota > 0),
    'needs a positive whole number as its factify.monthlyQuota',
  )
  return options
}
