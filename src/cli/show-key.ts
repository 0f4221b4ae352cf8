import type { KeyRecord, Warning } from '../core/index.js'
import type { Session } from './session.js'
import type { Output } from './terminal/output.js'
import { printable } from './terminal/printable.js'
import { fields, type Column } from './terminal/table.js'

const unknown = '–'

/** The columns of a list of keys. */
export const keyColumns: readonly Column<KeyRecord>[] = [
  { title: 'id', text: ({ id }) => id, isWhole: true },
  { title: 'name', text: ({ name }) => name ?? unknown },
  { title: 'owner', text: ({ owner }) => owner ?? unknown },
  { title: 'state', text: ({ state }) => state ?? unknown, isWhole: true },
  { title: 'expires', text: ({ expiresAt }) => minuteOf(expiresAt), isWhole: true },
  { title: 'created', text: ({ createdAt }) => minuteOf(createdAt), isWhole: true },
]

/** All that is known of a key, for people. */
export function keyLines(key: KeyRecord, output: Output): string[] {
  const { id, name, description, owner, metadata, scopes, hint, state, revocationReason, createdBy } = key
  const told: (readonly [string, string | undefined])[] = [
    ['id', id],
    ['name', name],
    ['description', description],
    ['owner', owner],
    ['state', state],
    ['hint', hint],
    ['scopes', scopes?.join(' ')],
    ['metadata', Object.keys(metadata).length === 0 ? undefined : JSON.stringify(metadata)],
    ['created', momentOf(key.createdAt)],
    ['created by', createdBy],
    ['updated', momentOf(key.updatedAt)],
    ['last used', momentOf(key.lastUsedAt)],
    ['expires', momentOf(key.expiresAt)],
    ['revoked', momentOf(key.revokedAt)],
    ['reason', revocationReason],
  ]
  return fields(
    told.filter((field): field is readonly [string, string] => field[1] !== undefined && field[1] !== ''),
    output,
  )
}

export async function showWarnings(warnings: readonly Warning[], { err }: Session): Promise<void> {
  for (const { message } of warnings) await err.line(`${err.colours.yellow('note:')} ${printable(message)}`)
}

export async function printLines(lines: readonly string[], output: Output): Promise<void> {
  for (const line of lines) await output.line(line)
}

/** A record for programs: as the library gives it, with times as RFC 3339 text. */
export function keyJson(key: KeyRecord): object {
  const { id, name, description, owner, metadata, scopes, hint, state, expiresAt, createdAt, updatedAt } = key
  const { lastUsedAt, revokedAt, revocationReason, createdBy, vendor } = key
  const record = {
    id,
    name,
    description,
    owner,
    metadata,
    scopes,
    hint,
    state,
    expiresAt,
    createdAt,
    updatedAt,
  }
  return { ...record, lastUsedAt, revokedAt, revocationReason, createdBy, vendor }
}

function minuteOf(moment: Date | undefined): string {
  return moment === undefined ? unknown : moment.toISOString().slice(0, 16).replace('T', ' ')
}

function momentOf(moment: Date | undefined): string | undefined {
  return moment?.toISOString()
}
