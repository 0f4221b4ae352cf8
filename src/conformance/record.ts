import type { KeyField } from '../core/capabilities.js'
import type { CreateKeyInput } from '../core/create-key.js'
import { parseDuration } from '../core/duration.js'
import type { KeyRecord } from '../core/key-record.js'
import { ensureMoment, type Span } from './moment.js'
import { isSame } from './same.js'
import { ensure, shown } from './violation.js'

/** What was asked of a vendor, and when. */
export interface Asked {
  readonly input: CreateKeyInput
  readonly span: Span
}

/** Throws unless a record tells of this field what was asked for. `who` told it: 'get'. */
export function ensureField(who: string, record: KeyRecord, field: KeyField, asked: Asked): void {
  const wanted = asked.input[field]
  if (wanted === undefined || field === 'prefix') return
  if (field === 'enabled') return ensureEnabled(who, record, wanted === true)
  const told = record[field]
  ensure(told !== undefined, `${who} tells no \`${field}\`, although ${shown(wanted)} was asked for.`)
  if (field === 'expiresAt') return ensureMoment(`\`expiresAt\` by ${who}`, told, moments(asked), Date.now())
  const isEqual = field === 'scopes' ? isSame(sorted(told), sorted(wanted)) : isSame(told, wanted)
  ensure(isEqual, `${who} tells ${shown(told)} as \`${field}\`, although ${shown(wanted)} was asked for.`)
}

/** The same for each field that was asked for. */
export function ensureFields(
  who: string,
  record: KeyRecord,
  fields: readonly KeyField[],
  asked: Asked,
): void {
  for (const field of fields) ensureField(who, record, field, asked)
}

/** For a record that need not tell everything: what it does tell must be right. */
export function ensureTold(who: string, record: KeyRecord, fields: readonly KeyField[], asked: Asked): void {
  const told = fields.filter(
    (field) => field === 'enabled' || (record as Partial<Record<KeyField, unknown>>)[field] !== undefined,
  )
  ensureFields(who, record, told, asked)
}

/** When an expiry must lie: a duration counts from some moment of the call. */
export function moments({ input, span }: Asked): Span {
  const { expiresAt } = input
  const length = typeof expiresAt === 'string' ? parseDuration(expiresAt) : undefined
  if (length !== undefined) return { from: span.from + length, to: span.to + length }
  const time = expiresAt instanceof Date ? expiresAt.getTime() : Number.NaN
  // A vendor that is told seconds from now counts them when the call arrives.
  return { from: time, to: time + (span.to - span.from) }
}

function ensureEnabled(who: string, { state }: KeyRecord, enabled: boolean): void {
  if (state === undefined) return
  const wanted = enabled ? 'active' : 'disabled'
  ensure(state === wanted, `${who} tells ${shown(state)} as the state of a key with \`enabled: ${enabled}\`.`)
}

/** Whether a field holds the same; of scopes no vendor keeps the order. */
export function isSameField(field: keyof KeyRecord, one: KeyRecord, other: KeyRecord): boolean {
  const [first, second] = [one[field], other[field]]
  return field === 'scopes' ? isSame(sorted(first), sorted(second)) : isSame(first, second)
}

function sorted(list: unknown): unknown {
  return Array.isArray(list) ? [...new Set(list as readonly string[])].toSorted() : list
}
