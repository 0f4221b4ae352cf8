import type { Capabilities } from '../core/capabilities.js'
import { isFields } from '../core/input-check.js'
import type { KeyRecord } from '../core/key-record.js'
import { known } from '../core/known.js'
import { fitName } from './fit-name.js'
import type { Loss, LossField, LossKind } from './loss.js'
import type { TargetInput } from './migration-plan.js'

/** The clocks of two vendors and this machine may differ by this much. */
const clockSkewMs = 5 * 60_000

/** What the rules go by. They know vendors by what those can do, not by name. */
export interface FitRules {
  readonly source: Capabilities
  readonly target: Capabilities
  readonly isSameVendor: boolean
  /** Whether the name carries a marker. */
  readonly isMarked: boolean
  readonly owner: string | undefined
  readonly isTaken: (owner: string | undefined, name: string) => boolean
}

/** A key as the target will have it; or why it cannot have it. */
export type Fit =
  | { readonly input: TargetInput; readonly losses: readonly Loss[]; readonly refusal?: undefined }
  | { readonly refusal: string }

/** What a target would be told if it could keep everything. */
export function wishFor(key: KeyRecord, { isSameVendor, source }: FitRules): TargetInput {
  const { name, description, owner, scopes, expiresAt } = key
  const vendor = isSameVendor ? copiedFields(key, source) : {}
  return known({
    name,
    description,
    owner,
    metadata: Object.keys(key.metadata).length === 0 ? undefined : key.metadata,
    // As a set, in an order that does not change from one read to the next.
    scopes: scopes === undefined || scopes.length === 0 ? undefined : scopes.toSorted(),
    expiresAt,
    enabled: key.state === 'disabled' ? false : undefined,
    vendor: Object.keys(vendor).length === 0 ? undefined : vendor,
  }) as TargetInput
}

function copiedFields({ vendor }: KeyRecord, { ownFields }: Capabilities): Record<string, unknown> {
  const record = isFields(vendor) ? vendor : {}
  const copied = Object.keys(ownFields).filter((name) => ownFields[name] === 'copied' && isTold(record[name]))
  return Object.fromEntries(copied.map((name) => [name, withoutIds(record[name])]))
}

/** What is listed within a key has ids of the source's own. */
function withoutIds(value: unknown): unknown {
  if (!Array.isArray(value)) return value
  return value.map((each: unknown) => {
    if (!isFields(each)) return each
    const { id: _, ...rest } = each
    return rest
  })
}

function isTold(value: unknown): boolean {
  return value !== undefined && value !== null && !(Array.isArray(value) && value.length === 0)
}

/** Fits what was wished for to what the target takes, and says what that costs, field by field. */
export function fitKey(key: KeyRecord, wish: TargetInput, rules: FitRules, now: number): Fit {
  const { target } = rules
  const losses: Loss[] = [...historyLosses(key)]
  const note = (field: LossField, kind: LossKind, why: string): void => void losses.push({ field, kind, why })
  const owner = fitOwner(wish.owner, rules)
  if (owner.refusal !== undefined) return { refusal: owner.refusal }
  if (owner.value === undefined && key.owner !== undefined) note('owner', 'lost', noneAt)
  else if (owner.value !== key.owner) note('owner', 'changed', 'you named another owner for the target')
  const name = fitName(wish.name, key.id, {
    limits: target.limits,
    isRequired: target.fields.name === 'required',
    isMarked: rules.isMarked,
    isTaken: (each) => target.uniqueNames && rules.isTaken(owner.value, each),
  })
  losses.push(...name.losses)
  if (name.losses.length === 0 && name.value !== key.name) note('name', 'changed', byTransform)
  const metadata = fitMetadata(key, wish, rules, note)
  const scopes = fitScopes(key, wish, target, note)
  const description = fitDescription(key, wish, target, note)
  const expiresAt = fitExpiry(key, wish, target, now, note)
  const enabled = wish.enabled === false ? false : undefined
  if (enabled === false && !canDisable(target))
    return { refusal: 'it is disabled, and the target would make it work' }
  if (key.state === undefined) note('state', 'changed', 'the source does not say whether it works; it will')
  for (const loss of ownLosses(key, wish, rules)) losses.push(loss)
  const input = known({
    name: name.value,
    owner: owner.value,
    metadata,
    scopes,
    description,
    expiresAt,
    enabled,
    prefix: target.fields.prefix === 'none' ? undefined : wish.prefix,
    vendor: rules.isSameVendor ? wish.vendor : undefined,
  }) as TargetInput
  return { input, losses }
}

const noneAt = 'the target keeps none'
const byTransform = 'you changed it for the target'

type Note = (field: LossField, kind: LossKind, why: string) => void

/** Whether a key can be there without working. */
export function canDisable({ fields, changes }: Capabilities): boolean {
  return fields.enabled !== 'none' || changes.includes('enabled')
}

/** What no vendor takes over from another. */
function historyLosses(key: KeyRecord): Loss[] {
  const losses: Loss[] = [{ field: 'id', kind: 'changed', why: 'each vendor makes its own' }]
  if (key.createdAt !== undefined)
    losses.push({ field: 'createdAt', kind: 'changed', why: 'it is made anew' })
  if (key.lastUsedAt !== undefined)
    losses.push({ field: 'lastUsedAt', kind: 'lost', why: 'it starts unused' })
  if (key.createdBy !== undefined) losses.push({ field: 'createdBy', kind: 'lost', why: noneAt })
  return losses
}

/** Whether the target takes such an owner. */
export function isOwnerAt({ limits: { ownerPattern, longestOwner } }: Capabilities, owner: string): boolean {
  return (
    (ownerPattern === null || new RegExp(ownerPattern, 'u').test(owner)) &&
    [...owner].length <= (longestOwner ?? Infinity)
  )
}

function fitOwner(
  owner: string | undefined,
  { target, owner: fallback }: FitRules,
): { readonly value: string | undefined; readonly refusal?: string } {
  if (target.fields.owner === 'none') return { value: undefined }
  if (owner !== undefined && isOwnerAt(target, owner)) return { value: owner }
  if (fallback !== undefined) return { value: fallback }
  if (owner !== undefined) return { value: undefined, refusal: 'the target refuses its owner' }
  if (target.fields.owner === 'required')
    return { value: undefined, refusal: 'it has no owner, and the target needs one' }
  return { value: undefined }
}

function fitMetadata(
  key: KeyRecord,
  wish: TargetInput,
  { target }: FitRules,
  note: Note,
): object | undefined {
  const had = Object.keys(key.metadata).length > 0
  if (target.fields.metadata === 'none') {
    if (had) note('metadata', 'lost', noneAt)
    return undefined
  }
  const { metadata } = wish
  if (metadata === undefined) {
    if (had) note('metadata', 'lost', byTransform)
    return undefined
  }
  // One property is the marker's, and one names the key at the source.
  const most = (target.limits.mostProperties ?? Infinity) - 2
  const entries = Object.entries(metadata)
  if (entries.length > most) {
    note('metadata', 'cut', `the target takes ${most} properties beside those of keymux`)
    return Object.fromEntries(entries.slice(0, most))
  }
  if (JSON.stringify(metadata) !== JSON.stringify(key.metadata)) note('metadata', 'changed', byTransform)
  return metadata
}

function fitScopes(
  key: KeyRecord,
  { scopes }: TargetInput,
  target: Capabilities,
  note: Note,
): readonly string[] | undefined {
  const had = (key.scopes ?? []).toSorted()
  if (target.fields.scopes === 'none' || scopes === undefined) {
    if (had.length > 0) note('scopes', 'lost', scopes === undefined ? byTransform : noneAt)
    return undefined
  }
  const { longestScope, mostScopes } = target.limits
  const fitting = [...new Set(scopes)]
    .filter((scope) => scope !== '' && [...scope].length <= (longestScope ?? Infinity))
    .slice(0, mostScopes ?? Infinity)
  if (fitting.length < new Set(scopes).size)
    note('scopes', 'cut', 'the target takes neither so many nor so long ones')
  else if (fitting.toSorted().join('\n') !== had.join('\n')) note('scopes', 'changed', byTransform)
  return fitting
}

function fitDescription(
  key: KeyRecord,
  { description }: TargetInput,
  target: Capabilities,
  note: Note,
): string | undefined {
  if (target.fields.description === 'none' || description === undefined) {
    if (key.description !== undefined && key.description !== '')
      note('description', 'lost', description === undefined ? byTransform : noneAt)
    return undefined
  }
  const most = target.limits.longestDescription ?? Infinity
  const characters = [...description]
  if (characters.length > most) {
    note('description', 'cut', `the target takes ${most} characters`)
    return characters.slice(0, most).join('')
  }
  if (description !== key.description) note('description', 'changed', byTransform)
  return description
}

function fitExpiry(
  key: KeyRecord,
  { expiresAt }: TargetInput,
  target: Capabilities,
  now: number,
  note: Note,
): Date | undefined {
  if (target.fields.expiresAt === 'none' || expiresAt === undefined) {
    if (key.expiresAt !== undefined)
      note('expiresAt', 'lost', expiresAt === undefined ? byTransform : 'the target’s keys never expire')
    return undefined
  }
  const { longestExpiryMs, latestExpiry, expiryStepMs } = target.limits
  const latest = Math.min(
    longestExpiryMs === null ? Infinity : now + longestExpiryMs - clockSkewMs,
    latestExpiry ?? Infinity,
  )
  if (expiresAt.getTime() > latest) {
    note('expiresAt', 'clamped', 'the target takes none that is so far ahead')
    return new Date(latest)
  }
  if (expiresAt.getTime() !== key.expiresAt?.getTime()) note('expiresAt', 'changed', byTransform)
  else if (expiryStepMs !== null)
    note('expiresAt', 'changed', `the target counts in steps of ${expiryStepMs / 1000} s from now`)
  return expiresAt
}

/** What the source alone has. */
function ownLosses(key: KeyRecord, wish: TargetInput, { source, target, isSameVendor }: FitRules): Loss[] {
  const record = isFields(key.vendor) ? key.vendor : {}
  const losses: Loss[] = []
  for (const [name, fate] of Object.entries(source.ownFields)) {
    if (!isTold(record[name])) continue
    const isKept =
      isSameVendor && fate === 'copied' && name in target.ownFields && wish.vendor?.[name] !== undefined
    if (!isKept) losses.push({ field: `vendor.${name}`, kind: 'lost', why: 'the target has no such thing' })
  }
  return losses
}
