import type { KeyState } from '../../core/index.js'
import type { HeldKey, StoredKey } from '../../emulator/store.js'
import type { FieldMeaning } from '../../generator/field-annotation.js'
import type { JsonValue } from '../../generator/json.js'

/** What a caller tells of a key, and a record repeats as it was told. */
export const tellable = ['name', 'owner', 'metadata', 'scopes', 'description'] as const

type Tellable = (typeof tellable)[number]

/** A key as a mock keeps it. */
export interface MockKey extends StoredKey {
  readonly id: string
  readonly hash: string
  /** Grows from key to key: the order of a list, and where its pages end. */
  readonly serial: number
  readonly told: Readonly<Partial<Record<Tellable, unknown>>>
  /** The vendor's own fields, as they were sent. */
  readonly own: Readonly<Record<string, JsonValue>>
  /** The places that it was made in, by the options of the client. */
  readonly options: Readonly<Record<string, string>>
  /** What its secret was asked to start with; null where nothing was. */
  readonly wantedPrefix: string | null
  /** What its secret starts with; null for an imported one. */
  readonly prefix: string | null
  /** A piece of its secret to recognise it by; null for an imported one. */
  readonly hint: string | null
  readonly isDisabled: boolean
  readonly expiresAt: Date | null
  readonly createdAt: Date
  readonly updatedAt: Date | null
  readonly lastUsedAt: Date | null
  readonly revokedAt: Date | null
  readonly revocationReason: string | null
}

/** All that keeps a key from working: it can be revoked, disabled and expired at once. */
export function troublesOf(
  { revokedAt, isDisabled, expiresAt }: MockKey,
  now: Date,
): ReadonlySet<Exclude<KeyState, 'active'>> {
  const troubles = new Set<Exclude<KeyState, 'active'>>()
  if (revokedAt !== null) troubles.add('revoked')
  if (isDisabled) troubles.add('disabled')
  if (expiresAt !== null && expiresAt <= now) troubles.add('expired')
  return troubles
}

/** The one state that counts: of several troubles the first of revoked, disabled and expired. */
export function stateOf(key: MockKey, now: Date): KeyState {
  const [first] = troublesOf(key, now)
  return first ?? 'active'
}

/** What a test may see of a key. */
export function describeMockKey(key: MockKey, now: Date): HeldKey {
  const { id, told, createdAt, updatedAt, lastUsedAt, expiresAt } = key
  const { name, description, owner, metadata, scopes } = told
  return {
    id,
    name: textOrNull(name),
    description: textOrNull(description),
    owner: textOrNull(owner),
    metadata: metadata ?? null,
    scopes: Array.isArray(scopes) ? scopes.map(String) : [],
    state: stateOf(key, now),
    createdAt,
    updatedAt,
    lastUsedAt,
    expiresAt,
  }
}

function textOrNull(value: unknown): string | null {
  return typeof value === 'string' ? value : null
}

/** What a request says of a key, in keymux' words. */
export type Fields = Readonly<Partial<Record<FieldMeaning, unknown>>>
