import type { KeyField } from '../../core/capabilities.js'
import type { KeyRecord } from '../../core/key-record.js'
import { KeymuxError } from '../../core/keymux-error.js'
import type { UpdateKeyInput } from '../../core/update-key.js'
import type { CheckDefinition } from '../check.js'
import { ensureAlive, ensureDead } from '../alive.js'
import { ensureMeta } from '../meta.js'
import { ensureField, ensureTold, isSameField } from '../record.js'
import { refusal, refusalUnsent } from '../refusal.js'
import { isSame } from '../same.js'
import { patchOf } from '../samples.js'
import { altered } from '../secret-text.js'
import type { Trial } from '../trial.js'
import { ensure, shown } from '../violation.js'

/** What an update must leave as it is unless it is asked for; `enabled` shows in the state. */
const steady = [
  'name',
  'owner',
  'metadata',
  'scopes',
  'description',
  'expiresAt',
  'state',
  'createdAt',
] as const

export const updateChecks: readonly CheckDefinition[] = [
  { about: 'update', rule: 'each field it can change is changed, and no other', run: changesEach },
  { about: 'update', rule: 'null takes a field away, or is refused', run: clears },
  { about: 'update', rule: 'a key can be disabled and enabled again', run: disables },
  { about: 'update', rule: 'an empty patch is refused before any request', run: empty },
  { about: 'update', rule: 'an unknown id is `not_found`', run: unknownId },
]

async function changesEach(trial: Trial): Promise<void> {
  const keys = trial.having('update')
  const { id } = await trial.make()
  for (const field of trial.capabilities.changes) {
    if (field === 'enabled') continue
    const before = await keys.get(id)
    const input = patchOf(trial.subject, field, trial.capabilities)
    const from = Date.now()
    const updated = await keys.update(id, input)
    const asked = { input, span: { from, to: Date.now() } }
    ensureMeta('update', updated.http)
    ensureTold('update', updated, [field], asked)
    const after = await keys.get(id)
    ensureField('get after an update', after, field, asked)
    ensureSteady(before, after, field)
  }
}

function ensureSteady(before: KeyRecord, after: KeyRecord, changed: KeyField): void {
  for (const field of steady) {
    if (field === changed) continue
    ensure(
      isSameField(field, before, after),
      `An update of \`${changed}\` also changed \`${field}\` from ${shown(before[field])} to ${shown(after[field])}.`,
    )
  }
}

/** Which fields a vendor can clear is in the types of its patch alone, so a refusal is right as well; silence is not. */
async function clears(trial: Trial): Promise<void> {
  const keys = trial.having('update')
  for (const field of trial.capabilities.changes) {
    if (field === 'enabled' || field === 'scopes') continue
    const { id } = await trial.make(patchOf(trial.subject, field, trial.capabilities))
    if (!(await accepts(() => keys.update(id, { [field]: null } as UpdateKeyInput)))) continue
    const told = (await keys.get(id))[field as keyof KeyRecord]
    const isGone = told === undefined || (field === 'metadata' && isSame(told, {}))
    ensure(isGone, `update took null for \`${field}\`, but get still tells ${shown(told)}.`)
  }
}

async function accepts(act: () => Promise<unknown>): Promise<boolean> {
  try {
    await act()
    return true
  } catch (error) {
    if (KeymuxError.is(error) && ['invalid_request', 'unsupported'].includes(error.code)) return false
    throw error
  }
}

async function disables(trial: Trial): Promise<void> {
  const keys = trial.having('update')
  if (!trial.capabilities.changes.includes('enabled')) return
  const made = await trial.make()
  const off = await keys.update(made.id, { enabled: false })
  ensure(
    off.state === undefined || off.state === 'disabled',
    `update tells ${shown(off.state)} as the state of a key that it disabled.`,
  )
  await ensureDead(trial, made, 'an update with `enabled: false`')
  await keys.update(made.id, { enabled: true })
  await ensureAlive(trial, made, 'an update with `enabled: true`')
}

async function empty(trial: Trial): Promise<void> {
  const keys = trial.having('update')
  const { id } = await trial.make()
  await refusalUnsent(trial, {
    operation: 'update',
    what: 'An update that changes nothing',
    act: () => keys.update(id, {}),
    codes: ['invalid_request'],
  })
}

async function unknownId(trial: Trial): Promise<void> {
  const keys = trial.having('update')
  const { id } = await trial.make()
  const [field] = trial.capabilities.changes
  if (field === undefined) return
  await refusal(trial, {
    operation: 'update',
    what: 'An update of an id that does not exist',
    act: () =>
      keys.update(
        altered(id),
        field === 'enabled' ? { enabled: true } : patchOf(trial.subject, field, trial.capabilities),
      ),
    codes: ['not_found'],
  })
}
