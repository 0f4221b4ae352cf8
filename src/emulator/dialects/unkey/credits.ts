import { invalidInput } from './errors.js'
import type { UnkeyCredits, UnkeyRefill } from './record.js'

interface RefillInput {
  readonly interval: string
  readonly amount: number
  readonly refillDay?: number
}

/** The `credits` of a new key. */
export interface CreditsInput {
  readonly remaining: number | null
  readonly refill?: RefillInput
}

/** The `credits` of an update, where absent is unchanged and null is none. */
export interface CreditsChange {
  readonly remaining?: number | null
  readonly refill?: RefillInput | null
}

/** The credits of a new key, by the rules between their fields, which no schema states. */
export function creditsOf(input: CreditsInput | undefined): UnkeyCredits | null {
  if (input === undefined) return null
  const { remaining, refill } = input
  if (remaining === null && refill !== undefined) throw refillOfUnlimited()
  return remaining === null ? null : { remaining, refill: refill === undefined ? null : refillOf(refill) }
}

/** The credits after an update. Unlimited credits have no refill, so becoming unlimited clears it. */
export function changedCredits(
  before: UnkeyCredits | null,
  change: CreditsChange | null,
): UnkeyCredits | null {
  if (change === null) return null
  const { refill } = change
  // Ignored when a key is created, refused when it is updated.
  if (refill?.interval === 'daily' && refill.refillDay !== undefined) {
    throw invalidInput('A daily credits.refill takes no refillDay.')
  }
  const remaining = change.remaining === undefined ? (before?.remaining ?? null) : change.remaining
  if (remaining === null) {
    if (refill !== undefined && refill !== null) throw refillOfUnlimited()
    return null
  }
  if (refill === undefined) return { remaining, refill: before?.refill ?? null }
  return { remaining, refill: refill === null ? null : refillOf(refill) }
}

function refillOf({ interval, amount, refillDay }: RefillInput): UnkeyRefill {
  const monthly = interval === 'monthly'
  if (monthly && refillDay === undefined) throw invalidInput('A monthly credits.refill needs a refillDay.')
  return { interval, amount, refillDay: monthly ? (refillDay ?? null) : null }
}

function refillOfUnlimited(): Error {
  return invalidInput('credits.refill needs a credits.remaining that is not null.')
}
