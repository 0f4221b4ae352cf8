import type { ErrorCode } from '../core/error-codes.js'
import { wordsOf } from './words-of.js'

const credential = '(?:api ?keys?|access keys?|tokens?|credentials?)'

/** By whole words, since there is a `rate` in `migrated`. The first that fits decides. */
const meanings: readonly (readonly [RegExp, ErrorCode])[] = [
  [/\b(not ?found|no such|missing resource)\b/, 'not_found'],
  [/\b(rate|rate ?limit(ed)?|throttl(ed|ing)|slow down|too many)\b/, 'rate_limited'],
  [/\b(timeout|timed out|deadline exceeded)\b/, 'timeout'],
  [/\b(quotas?|limit reached|exceeded)\b/, 'quota_exceeded'],
  [/\b(unauthori[sz]ed|unauthenticated|authentication|not authenticated)\b/, 'unauthorized'],
  [new RegExp(String.raw`\b(invalid|expired|missing|bad|wrong|no) ${credential}\b`), 'unauthorized'],
  [new RegExp(String.raw`\b${credential} (invalid|expired|missing)\b`), 'unauthorized'],
  [/\b(forbidden|permissions?|not allowed|denied)\b/, 'forbidden'],
  [/\b(conflict|already|duplicate)\b/, 'conflict'],
  [/\b(unavailable|internal|overload(ed)?)\b/, 'unavailable'],
  [/\b(invalid|validation|bad|malformed|missing)\b/, 'invalid_request'],
]

/** What the words of a vendor's error code say, such as `invalid_api_key`; undefined where they say nothing. */
export function meaningOfCode(code: string): ErrorCode | undefined {
  const words = wordsOf(code).join(' ')
  return meanings.find(([pattern]) => pattern.test(words))?.[1]
}
