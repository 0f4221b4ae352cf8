import type { Capabilities, KeyField, Limits } from '../core/capabilities.js'
import type { CreateKeyInput } from '../core/create-key.js'
import type { Duration } from '../core/duration.js'
import type { ConformanceSubject } from './subject.js'
import { Violation } from './violation.js'

/** What the checks tell a create where the subject says nothing else. */
const samples: CreateKeyInput = {
  metadata: { plan: 'pro', seats: 3, nested: { list: [1, 'two', true], camelCase: 1, snake_case: 2 } },
  scopes: ['conformance.read', 'conformance.write'],
  description: 'Made by the conformance suite.',
  prefix: 'conf',
  enabled: true,
}

/** A value for a field: of a name a new one each time, and of an expiry see `days`. */
export function sample<F extends Exclude<KeyField, 'expiresAt'>>(
  subject: ConformanceSubject,
  field: F,
): NonNullable<CreateKeyInput[F]> {
  const value = subject.values?.()[field] ?? subject.input()[field] ?? samples[field]
  if (value !== undefined && value !== null) return value
  throw new Violation(
    `The vendor takes \`${field}\`, and the checks have no value for it: give one in \`values\` of the subject.`,
  )
}

const day = 86_400_000

/** A duration of this many days, or half of what the vendor allows where that is less. */
export function days(count: number, { longestExpiryMs }: Limits): Duration {
  return `${Math.min(count * day, Math.floor((longestExpiryMs ?? Infinity) / 2))}ms`
}

/** What to change a field to. */
export function patchOf(
  subject: ConformanceSubject,
  field: KeyField,
  { limits }: Capabilities,
): Omit<CreateKeyInput, 'vendor'> {
  return { [field]: field === 'expiresAt' ? days(50, limits) : sample(subject, field) }
}
