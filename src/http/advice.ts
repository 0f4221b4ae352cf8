import { errorFacts, type ErrorCode } from '../core/error-codes.js'
import type { Effect } from './effect.js'
import type { VendorProfile } from './vendor-profile.js'

/** What to do where nobody knows whether it was done, and it is not a matter of having it twice. */
const whereOpen: Readonly<Partial<Record<Effect, string>>> = {
  settles: 'It may have been done all the same: call again, a second time does no more.',
  spends: 'It may have been counted all the same, as credits that were spent: call again later.',
}

/** What to do about an error, in a sentence that ends its message. */
export function adviceFor(profile: VendorProfile, code: ErrorCode, effect: Effect = 'acts'): string {
  const whenOpen = whereOpen[effect]
  if (whenOpen !== undefined && isOpen(code)) return whenOpen
  const { option, env } = profile.credential
  const general = errorFacts[code].advice.replace('{option}', option).replace('{env}', env)
  return wordsFor(effect, profile.advice[code] ?? general)
}

/** A read is often a step of more (of an update, say): that nothing was done would be untrue of what was done before it. */
export function wordsFor(effect: Effect, advice: string): string {
  return effect === 'reads' ? advice.replace('Nothing was done: c', 'C') : advice
}

function isOpen(code: ErrorCode): boolean {
  return code === 'timeout' || code === 'aborted' || code === 'ambiguous'
}
