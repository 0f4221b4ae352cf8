import type { EndKeyResult } from '../../core/end-key.js'
import { KeymuxError } from '../../core/keymux-error.js'
import { ensureAlive, ensureDead, stateOf } from '../alive.js'
import type { CheckDefinition } from '../check.js'
import { listed } from '../listed.js'
import { ensureMeta } from '../meta.js'
import { refusal } from '../refusal.js'
import { altered } from '../secret-text.js'
import type { Trial } from '../trial.js'
import { ensure, shown } from '../violation.js'

export const endChecks: readonly CheckDefinition[] = [
  { about: 'revoke', rule: 'the key does not work any more', run: revokes },
  { about: 'revoke', rule: 'it leaves the other keys alone', run: leavesOthers },
  { about: 'revoke', rule: 'a second time is no error', run: revokesTwice },
  { about: 'revoke', rule: 'a reason is kept, or refused before the key is ended', run: reason },
  {
    about: 'revoke',
    rule: "an answer that is none of the vendor's does not pass for one",
    run: strangeAnswer,
  },
  { about: 'revoke', rule: 'an unknown id is `not_found`, or said to have been gone', run: unknownId },
  { about: 'delete', rule: 'the key does not work, and its record is gone', run: deletes },
  { about: 'delete', rule: 'a second time is no error', run: deletesTwice },
]

async function revokes(trial: Trial): Promise<void> {
  const made = await trial.make()
  const result = await trial.keys.revoke(made.id)
  ensureResult('revoke', result, made.id)
  ensure(!result.already, 'revoke says `already: true` of a key that worked until then.')
  ensure(
    result.key?.state !== 'active',
    "revoke tells the key's record with `state: 'active'`: it was read before the call, or not at all.",
  )
  await ensureDead(trial, made, '`revoke`')
}

function ensureResult(operation: string, result: EndKeyResult, id: string): void {
  ensure(result.id === id, `${operation} of ${id} tells ${shown(result.id)} as the id.`)
  ensure(typeof result.already === 'boolean', `${operation} tells ${shown(result.already)} as \`already\`.`)
  ensureMeta(operation, result.http)
}

async function leavesOthers(trial: Trial): Promise<void> {
  const [one, other] = [await trial.make(), await trial.make()]
  await trial.keys.revoke(one.id)
  await ensureAlive(trial, other, '`revoke` of another key')
}

async function revokesTwice(trial: Trial): Promise<void> {
  const made = await trial.make()
  await trial.keys.revoke(made.id)
  ensureResult('A second revoke', await trial.keys.revoke(made.id), made.id)
  await ensureDead(trial, made, 'a second `revoke`')
}

async function webPage(): Promise<Response> {
  return new Response('<html><body>Sign in to continue</body></html>')
}

/** A proxy's page comes with 200, and whoever believes it leaves a leaked key alive. */
async function strangeAnswer(trial: Trial): Promise<void> {
  const made = await trial.make()
  const what = 'A revoke that a web page answered with 200'
  const error = await refusal(trial, {
    operation: 'revoke',
    what,
    act: () => trial.answered(webPage).revoke(made.id),
    codes: ['invalid_response'],
  })
  ensure(error.mayHaveActed, `${what} ended in an error with \`mayHaveActed: false\`: nobody knows.`)
}

async function reason(trial: Trial): Promise<void> {
  const made = await trial.make()
  const why = 'Checked by the conformance suite.'
  try {
    await trial.keys.revoke(made.id, { reason: why })
  } catch (error) {
    if (!KeymuxError.is(error) || error.code !== 'unsupported') throw error
    return ensureAlive(trial, made, 'a `revoke` that was refused for its `reason`')
  }
  await ensureDead(trial, made, '`revoke` with a `reason`')
  const told =
    (await stateOf(trial, made.id)) === 'gone' ? undefined : (await trial.keys.get(made.id)).revocationReason
  ensure(
    told === undefined || told === why,
    `get tells ${shown(told)} as \`revocationReason\`, not ${shown(why)}.`,
  )
}

/** A vendor that keeps no record of a dead key cannot tell it from one that never was. */
async function unknownId(trial: Trial): Promise<void> {
  const { id } = await trial.make()
  const revoke = async (): Promise<EndKeyResult> => trial.keys.revoke(altered(id))
  const result = await revoke().catch(() => undefined)
  if (result?.already === true) return
  await refusal(trial, {
    operation: 'revoke',
    what: 'A revoke of an id that does not exist',
    act: revoke,
    codes: ['not_found'],
  })
}

async function deletes(trial: Trial): Promise<void> {
  const keys = trial.having('delete')
  const made = await trial.make()
  const result = await keys.delete(made.id)
  ensureResult('delete', result, made.id)
  ensure(!result.already, 'delete says `already: true` of a key that was there until then.')
  await ensureDead(trial, made, '`delete`')
  ensure((await stateOf(trial, made.id)) === 'gone', 'get still finds a key that was deleted.')
  ensure(
    (await listed(trial, made.id, made.input.owner)) === undefined,
    'list still gives a key that was deleted.',
  )
}

async function deletesTwice(trial: Trial): Promise<void> {
  const keys = trial.having('delete')
  const { id } = await trial.make()
  await keys.delete(id)
  ensureResult('A second delete', await keys.delete(id), id)
}
