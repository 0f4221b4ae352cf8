import type { CreateKeyInput } from '../../core/create-key.js'
import type { RotateKeyResult, RotateOptions } from '../../core/rotate-key.js'
import { Secret } from '../../core/secret.js'
import { ensureAlive, ensureDead } from '../alive.js'
import type { CheckDefinition } from '../check.js'
import { ensureMeta } from '../meta.js'
import { ensureMoment } from '../moment.js'
import { ensureFields } from '../record.js'
import { refusal, refusalOf } from '../refusal.js'
import { days, sample } from '../samples.js'
import { placeOf } from '../search.js'
import { altered, textOf } from '../secret-text.js'
import type { MadeKey, Trial } from '../trial.js'
import { ensure, shown } from '../violation.js'

const minute = 60_000
const hour = 60 * minute

export const rotateChecks: readonly CheckDefinition[] = [
  { about: 'rotate', rule: 'it gives another key that works', run: anotherKey },
  { about: 'rotate', rule: 'the new key keeps what the old one had', run: keeps },
  { about: 'rotate', rule: 'the new key keeps the expiry', needs: ['expiresAt'], run: keepsExpiry },
  { about: 'rotate', rule: "with overlap '0s' the old key is dead", run: noOverlap },
  { about: 'rotate', rule: "with overlap '1h' the old key works, and how long is told", run: overlap },
  {
    about: 'rotate',
    rule: 'the old key does not outlive its own expiry',
    needs: ['expiresAt'],
    run: ownExpiry,
  },
  { about: 'rotate', rule: '`previous.revoke()` ends the old key and it alone', run: endsPrevious },
  { about: 'rotate', rule: 'it is refused without an overlap that can be read', run: needsOverlap },
  { about: 'rotate', rule: 'an unknown id is `not_found`', run: unknownId },
]

async function rotated(
  trial: Trial,
  { id }: MadeKey,
  overlapping: RotateOptions['overlap'],
): Promise<RotateKeyResult> {
  const result = await trial.having('rotate').rotate(id, { overlap: overlapping })
  trial.note(result.id, result.secret)
  return result
}

async function anotherKey(trial: Trial): Promise<void> {
  const made = await trial.make()
  const result = await rotated(trial, made, '1h')
  ensure(
    Secret.is(result.secret),
    'rotate gave the secret as something else than a `Secret`: it will be printed.',
  )
  ensure(result.id !== made.id, 'rotate gave the old id: a new key has its own.')
  ensure(!result.secret.equals(made.secret), 'rotate gave the old secret: nothing was rotated.')
  ensure(
    result.previous?.id === made.id,
    `\`previous.id\` is ${shown(result.previous?.id)}, not the old id ${made.id}.`,
  )
  ensureMeta('rotate', result.http)
  for (const secret of [made.secret, result.secret]) {
    const place = placeOf(textOf(secret), result, 'result')
    ensure(place === undefined, `A secret can be read in the result of rotate, at ${place}.`)
  }
  await ensureAlive(trial, result, '`rotate` (the new key)')
}

/** A vendor that cannot make two keys of one name: what is not kept must be said in a warning. */
async function keeps(trial: Trial): Promise<void> {
  const all = ['name', 'owner', 'metadata', 'scopes', 'description'] as const
  const fields = all.filter((field) => trial.capabilities.fields[field] !== 'none')
  const input: CreateKeyInput = Object.fromEntries(
    fields.map((field) => [field, sample(trial.subject, field)]),
  )
  const made = await trial.make(input)
  const { id, warnings } = await rotated(trial, made, '0s')
  const kept = fields.filter(
    (field) => !warnings.some(({ code, path }) => code === 'changed' && path === field),
  )
  ensureFields('get of the new key', await trial.keys.get(id), kept, made)
}

async function keepsExpiry(trial: Trial): Promise<void> {
  const made = await trial.make({ expiresAt: days(30, trial.capabilities.limits) })
  const { id } = await rotated(trial, made, '0s')
  ensureFields('get of the new key', await trial.keys.get(id), ['expiresAt'], made)
}

async function noOverlap(trial: Trial): Promise<void> {
  const made = await trial.make()
  const { previous } = await rotated(trial, made, '0s')
  ensure(previous.plan === null, "With overlap '0s' there is a `plan` for later: nothing may be left to do.")
  await ensureDead(trial, made, "`rotate` with overlap '0s'")
}

async function overlap(trial: Trial): Promise<void> {
  const made = await trial.make()
  const from = Date.now()
  const { previous } = await rotated(trial, made, '1h')
  const asked = { from: from + hour, to: Date.now() + hour }
  await ensureAlive(trial, made, "`rotate` with overlap '1h' (the old key)")
  const { plan, validUntil } = previous
  ensure(
    plan !== null || validUntil !== null,
    'Nothing ends the old key: `previous` has neither `validUntil` nor a `plan`.',
  )
  if (validUntil !== null) ensureMoment('`previous.validUntil`', validUntil, asked, from)
  if (plan === null) return
  const { vendor, operation, id, at } = JSON.parse(JSON.stringify(plan)) as typeof plan
  ensure(
    vendor === trial.keys.vendor && operation === 'revoke' && id === made.id,
    `\`previous.plan\` is ${shown(plan)}, which does not say to revoke ${made.id} at ${trial.keys.vendor}.`,
  )
  ensureMoment('`previous.plan.at`', new Date(at), asked, from)
}

/** An overlap longer than the key has left, and one that comes to the same once its end is rounded up. */
async function ownExpiry(trial: Trial): Promise<void> {
  for (const overlapping of ['1h', '599s'] as const) {
    const made = await trial.make({ expiresAt: '10m' })
    const { id } = made
    const { expiresAt: own } = await trial.keys.get(id)
    const { previous } = await rotated(trial, made, overlapping)
    await trial.settled()
    const { expiresAt } = await trial.keys.get(id)
    const latest = own?.getTime() ?? made.span.to + 10 * minute + 2000
    for (const [what, end] of [
      ['`previous.validUntil`', previous.validUntil],
      ["The old key's `expiresAt`", expiresAt ?? null],
    ] as const)
      ensure(
        end === null || end.getTime() <= latest,
        `${what} is ${shown(end)}: with the overlap the old key would outlive its own expiry, ${shown(new Date(latest))}.`,
      )
  }
}

async function endsPrevious(trial: Trial): Promise<void> {
  const made = await trial.make()
  const result = await rotated(trial, made, '1h')
  const ended = await result.previous.revoke()
  ensure(ended.id === made.id, `\`previous.revoke()\` ended ${shown(ended.id)}, not the old key ${made.id}.`)
  await ensureDead(trial, made, '`previous.revoke()`')
  await ensureAlive(trial, result, '`previous.revoke()` (the new key)')
}

async function needsOverlap(trial: Trial): Promise<void> {
  const { id } = await trial.make()
  for (const options of [{}, { overlap: 'soon' }, { overlap: 3600 }, { overlap: '-1h' }]) {
    await refusalOf(trial, 'overlap', {
      operation: 'rotate',
      what: `A rotate with the options ${shown(options)}`,
      act: () => trial.having('rotate').rotate(id, options as RotateOptions),
      codes: ['invalid_request'],
    })
  }
}

async function unknownId(trial: Trial): Promise<void> {
  const { id } = await trial.make()
  await refusal(trial, {
    operation: 'rotate',
    what: 'A rotate of an id that does not exist',
    act: () => trial.having('rotate').rotate(altered(id), { overlap: '0s' }),
    codes: ['not_found'],
  })
}
