import * as z from 'zod/mini'
import type { CreateKeyInput, Duration, UpdateKeyInput } from '../core/index.js'
import { usage } from './failure.js'

/** What a key is to be like, as flags say it. */
export interface KeyFlags {
  readonly name?: string
  readonly owner?: string
  readonly metadata?: string
  readonly scope?: readonly string[]
  readonly description?: string
  readonly expires?: string
  readonly prefix?: string
  readonly disabled?: boolean
  readonly enabled?: boolean
  readonly clear?: readonly string[]
  readonly vendorFields?: string
}

export function createInput(flags: KeyFlags): CreateKeyInput {
  return {
    ...common(flags),
    ...(flags.prefix !== undefined && { prefix: flags.prefix }),
  }
}

/** What is to change; refuses a patch that changes nothing, or that would leave out what was said. */
export function updatePatch({ clear = [], ...flags }: KeyFlags): UpdateKeyInput {
  const said = common(flags)
  // As its flag is called, too.
  const cleared = clear.map((field) => (field === 'expires' ? 'expiresAt' : field))
  const both = cleared.find((field) => Object.hasOwn(said, field))
  if (both !== undefined)
    throw usage(`--clear takes ${both} away, and another flag gives it a value: say one. Nothing was sent.`)
  const patch = { ...said, ...Object.fromEntries(cleared.map((field) => [field, null])) }
  if (Object.keys(patch).length === 0)
    throw usage('Nothing to change: name at least one field. Nothing was sent.')
  return patch
}

/** Only what was said: a field that is undefined is one the vendor may not have. */
function common(flags: KeyFlags): CreateKeyInput {
  const { name, owner, description, scope: scopes } = flags
  const texts = { name, owner, description, scopes }
  const said = Object.fromEntries(Object.entries(texts).filter(([, value]) => value !== undefined))
  return {
    ...said,
    ...(flags.metadata !== undefined && { metadata: jsonObject('--metadata', flags.metadata) }),
    ...(flags.expires !== undefined && { expiresAt: momentOf(flags.expires) }),
    ...(flags.disabled === true && { enabled: false }),
    ...(flags.enabled === true && { enabled: true }),
    ...(flags.vendorFields !== undefined && { vendor: jsonObject('--vendor-fields', flags.vendorFields) }),
  }
}

const moment = z.union([z.iso.date(), z.iso.datetime({ offset: true })])

/** `30d`, or a date. What begins as none goes to the client, which says what it must be; `Date.parse` takes `2030-01-31x` for a day in June. */
function momentOf(text: string): Date | Duration {
  if (!/^\d+-/.test(text)) return text as Duration
  if (moment.safeParse(text).success) return new Date(text)
  throw usage(
    '--expires takes a duration (30d), a day that there is (2030-01-31), or a moment with its zone (2030-01-31T12:00:00Z). Nothing was sent.',
  )
}

function jsonObject(flag: string, text: string): Record<string, unknown> {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    value = undefined
  }
  if (typeof value === 'object' && value !== null && !Array.isArray(value))
    return value as Record<string, unknown>
  throw usage(`${flag} takes an object in JSON, such as '{"plan":"pro"}'. Nothing was sent.`)
}
