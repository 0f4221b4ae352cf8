import { Secret } from '../../core/secret.js'
import type { CheckDefinition } from '../check.js'
import { refusal } from '../refusal.js'
import { altered } from '../secret-text.js'
import type { Trial } from '../trial.js'
import { ensure } from '../violation.js'

export const recoverChecks: readonly CheckDefinition[] = [
  { about: 'recover', rule: 'it gives the secret again', run: again },
  { about: 'recover', rule: 'a secret that was not kept is `not_found`', run: notKept },
  { about: 'recover', rule: 'an unknown id is `not_found`', run: unknownId },
]

async function again(trial: Trial): Promise<void> {
  const { id, secret } = await trial.make(trial.subject.recoverable)
  const recovered = await trial.having('recover').recover(id)
  ensure(Secret.is(recovered), 'recover gave something else than a `Secret`: it will be printed.')
  ensure(recovered.equals(secret), 'recover gave another secret than create.')
}

/** Where a create needs something for it, a key without that has no secret to recover. */
async function notKept(trial: Trial): Promise<void> {
  if (trial.subject.recoverable === undefined) return
  const { id } = await trial.make()
  await ensureNotFound(trial, 'A recover of a key that was not made for it', id)
}

async function unknownId(trial: Trial): Promise<void> {
  const { id } = await trial.make(trial.subject.recoverable)
  await ensureNotFound(trial, 'A recover of an id that does not exist', altered(id))
}

async function ensureNotFound(trial: Trial, what: string, id: string): Promise<void> {
  const act = (): unknown => trial.having('recover').recover(id)
  await refusal(trial, { operation: 'recover', what, act, codes: ['not_found'] })
}
