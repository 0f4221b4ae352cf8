import { refuseUnknown, requireOption } from '../../option-check.js'

/** What is not known of Clerk, and so can be chosen. */
export interface ClerkSetup {
  /**
   * What verifying a revoked or expired key answers: `not-found`, as the SDK's own documentation has it (the default),
   * or `flags`, a 200 with `revoked` or `expired` set, which Clerk's document allows as well.
   */
  readonly deadKeys?: 'not-found' | 'flags'
  /**
   * Whether a secret can be read again. Clerk's document and SDK have an operation for it (the default, true), while
   * its guide says that a secret is in the answer to its creation alone: false, and that operation answers 404.
   */
  readonly readableSecrets?: boolean
  /**
   * The instance's limit of requests in ten seconds: 1000 in production, 100 in development. Beyond it the answer is a 429 with
   * `Retry-After`. Default: no limit.
   */
  readonly rateLimit?: { readonly limit: number }
}

/** Options with every default filled in; null is no limit. */
export interface ClerkSettings {
  readonly deadKeys: 'not-found' | 'flags'
  readonly readableSecrets: boolean
  readonly rateLimit: { readonly limit: number } | null
}

export function clerkSettings(options: ClerkSetup): ClerkSettings {
  const { deadKeys = 'not-found', readableSecrets = true, rateLimit = null, ...unknown } = options
  refuseUnknown(unknown, 'clerk.')
  requireOption(
    deadKeys === 'not-found' || deadKeys === 'flags',
    "knows the clerk.deadKeys 'not-found' and 'flags'",
  )
  requireOption(typeof readableSecrets === 'boolean', 'needs true or false as its clerk.readableSecrets')
  requireOption(
    rateLimit === null || (Number.isSafeInteger(rateLimit.limit) && rateLimit.limit > 0),
    'needs a positive whole number as its clerk.rateLimit.limit',
  )
  return { deadKeys, readableSecrets, rateLimit }
}
