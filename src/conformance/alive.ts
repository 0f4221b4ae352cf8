import type { KeyState } from '../core/key-record.js'
import { KeymuxError } from '../core/keymux-error.js'
import type { MadeKey, Trial } from './trial.js'
import { ensure, shown } from './violation.js'

/** Throws when anyone who can be asked says that the key still works: `verify`, the record, the witness. */
export async function ensureDead(
  trial: Trial,
  key: Pick<MadeKey, 'id' | 'secret'>,
  after: string,
): Promise<void> {
  const { valid, told, held } = await signs(trial, key)
  ensure(valid !== true, `The key still works after ${after}: verify says \`valid: true\`.`)
  ensure(held !== 'active', `The key still works after ${after}: the vendor holds it as active.`)
  ensure(told !== 'active', `The key is told to work after ${after}: its record says \`state: 'active'\`.`)
}

/** Throws when anyone who can be asked says that the key does not work. */
export async function ensureAlive(
  trial: Trial,
  key: Pick<MadeKey, 'id' | 'secret'>,
  after: string,
): Promise<void> {
  const { valid, told, held } = await signs(trial, key)
  ensure(valid !== false, `The key does not work after ${after}: verify says \`valid: false\`.`)
  ensure(
    trial.subject.held === undefined || held === 'active',
    `The key does not work after ${after}: the vendor holds it as ${shown(held)}.`,
  )
  ensure(
    told === undefined || told === 'active',
    `The key is told not to work after ${after}: its record says ${shown(told)}.`,
  )
}

interface Signs {
  readonly valid: boolean | undefined
  readonly told: KeyState | 'gone' | undefined
  readonly held: KeyState | undefined
}

async function signs(trial: Trial, { id, secret }: Pick<MadeKey, 'id' | 'secret'>): Promise<Signs> {
  const { keys, subject } = trial
  await trial.settled()
  const valid = keys.can('verify') ? (await keys.verify(secret)).valid : undefined
  const held = (await subject.held?.())?.find((key) => key.id === id)?.state
  return { valid, told: await stateOf(trial, id), held }
}

/** What the record says, or that there is none any more. */
export async function stateOf(trial: Trial, id: string): Promise<KeyState | 'gone' | undefined> {
  try {
    return (await trial.keys.get(id)).state
  } catch (error) {
    if (KeymuxError.is(error) && error.code === 'not_found') return 'gone'
    throw error
  }
}
