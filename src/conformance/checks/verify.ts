import type { CreateKeyInput } from '../../core/create-key.js'
import { verifyReasons, type Verdict, type VerifyReason } from '../../core/verify-key.js'
import type { KeyField } from '../../core/capabilities.js'
import type { CheckDefinition } from '../check.js'
import { ensureMeta } from '../meta.js'
import { ensureTold } from '../record.js'
import { refusal } from '../refusal.js'
import { sample } from '../samples.js'
import { placeOf } from '../search.js'
import { altered, textOf } from '../secret-text.js'
import type { Trial } from '../trial.js'
import { ensure, shown } from '../violation.js'
import { untilExpired } from '../expiry.js'

export const verifyChecks: readonly CheckDefinition[] = [
  { about: 'verify', rule: 'a key that works is valid, with its record', run: valid },
  { about: 'verify', rule: 'an unknown secret is not valid, and no error', run: unknown },
  { about: 'verify', rule: 'a text that is no secret is not valid, and no error', run: noSecret },
  { about: 'verify', rule: 'a revoked key is not valid', run: revoked },
  { about: 'verify', rule: 'a disabled key is not valid', needs: ['enabled'], run: disabled },
  { about: 'verify', rule: 'an expired key is not valid', needs: ['expiresAt'], run: expired },
  { about: 'verify', rule: 'a key without one of the scopes is not valid', needs: ['scopes'], run: scopes },
  { about: 'verify', rule: 'a refused credential is an error, never a bad key', run: wrongCredential },
  { about: 'verify', rule: 'trouble at the vendor is an error, never a verdict', run: trouble },
]

async function valid(trial: Trial): Promise<void> {
  const keys = trial.having('verify')
  const { fields } = trial.capabilities
  const given = (['name', 'owner', 'metadata', 'scopes'] as const).filter((field) => fields[field] !== 'none')
  const made = await trial.make(
    Object.fromEntries(given.map((field) => [field, sample(trial.subject, field)])),
  )
  for (const presented of [made.secret, textOf(made.secret)]) {
    const verdict = await keys.verify(presented)
    ensure(
      verdict.valid,
      `verify says \`valid: false\` (${'reason' in verdict ? verdict.reason : ''}) of a key that works.`,
    )
    ensure(
      verdict.key?.id === made.id,
      `verify tells the record of ${shown(verdict.key?.id)} for the key ${made.id}.`,
    )
    ensureMeta('verify', verdict.http)
    ensureTold('verify', verdict.key, given satisfies readonly KeyField[], made)
    ensureHidden(verdict, textOf(made.secret))
  }
}

/** The request holds the secret, so the verdict must not hold the request. */
function ensureHidden(verdict: Verdict, secret: string): void {
  const place = placeOf(secret, verdict, 'verdict')
  ensure(place === undefined, `The secret can be read in the verdict, at ${place}.`)
}

function ensureInvalid(verdict: Verdict, what: string, reasons: readonly VerifyReason[]): void {
  ensure(typeof verdict.valid === 'boolean', `verify says \`valid: ${shown(verdict.valid)}\` of ${what}.`)
  ensure(!verdict.valid, `verify says \`valid: true\` of ${what}.`)
  const { reason, http } = verdict
  ensure(
    verifyReasons.includes(reason),
    `verify tells ${shown(reason)} as the reason, which is none of ${verifyReasons.join(', ')}.`,
  )
  ensure(
    reasons.includes(reason),
    `verify tells ${shown(reason)} as the reason for ${what}, not ${reasons.join(' or ')}.`,
  )
  if (http !== null) ensureMeta('verify', http)
}

async function unknown(trial: Trial): Promise<void> {
  const { secret } = await trial.make()
  const presented = altered(textOf(secret))
  const verdict = await trial.having('verify').verify(presented)
  ensureInvalid(verdict, 'a secret that nobody was given', ['not_found'])
  ensureHidden(verdict, presented)
}

async function noSecret(trial: Trial): Promise<void> {
  const keys = trial.having('verify')
  for (const text of ['', ' ', 'not-a-key', '{"secret":1}', 'x'.repeat(5000)])
    ensureInvalid(await keys.verify(text), `a text of ${text.length} characters that is no secret`, [
      'not_found',
    ])
}

async function revoked(trial: Trial): Promise<void> {
  const { id, secret } = await trial.make()
  await trial.keys.revoke(id)
  ensureInvalid(await trial.having('verify').verify(secret), 'a revoked key', ['revoked', 'not_found'])
}

async function disabled(trial: Trial): Promise<void> {
  const { secret } = await trial.make({ enabled: false })
  ensureInvalid(await trial.having('verify').verify(secret), 'a disabled key', ['disabled'])
}

async function expired(trial: Trial): Promise<void> {
  const keys = trial.having('verify')
  const { secret } = await trial.make({ expiresAt: '1s' })
  const verdict = await untilExpired(
    async () => keys.verify(secret),
    (each) => !each.valid,
  )
  ensureInvalid(verdict, 'an expired key', ['expired', 'not_found'])
}

async function scopes(trial: Trial): Promise<void> {
  const keys = trial.having('verify')
  const [held, other] = sample(trial.subject, 'scopes')
  ensure(
    held !== undefined && other !== undefined,
    '`values` of the subject needs two `scopes`, for a check of verify.',
  )
  const { secret } = await trial.make({ scopes: [held] } satisfies CreateKeyInput)
  const enough = await keys.verify(secret, { scopes: [held] })
  ensure(enough.valid, 'verify says `valid: false` of a key that has the scope asked for.')
  ensureInvalid(await keys.verify(secret, { scopes: [held, other] }), 'a key that has one of two scopes', [
    'insufficient_scopes',
  ])
}

async function wrongCredential(trial: Trial): Promise<void> {
  const { secret } = await trial.make()
  const stranger = trial.client({}, trial.wrongCredential)
  await refusal(trial, {
    operation: 'verify',
    what: 'A verify with a credential that the vendor refuses',
    act: () => stranger.can('verify') && stranger.verify(secret),
    codes: ['unauthorized', 'forbidden'],
  })
}

async function trouble(trial: Trial): Promise<void> {
  const { secret } = await trial.make()
  const json = { 'content-type': 'application/json' }
  const answers: readonly (readonly [string, () => Response])[] = [
    ['a 500', () => new Response('{}', { status: 500, headers: json })],
    ['a 503 of a proxy', () => new Response('<h1>No upstream</h1>', { status: 503 })],
    ['a 200 that says nothing', () => new Response('{}', { status: 200, headers: json })],
    ['a 200 with a page in it', () => new Response('<h1>Welcome</h1>', { status: 200 })],
  ]
  for (const [words, answer] of answers) {
    const keys = trial.answered(async () => answer())
    await refusal(trial, {
      operation: 'verify',
      what: `A verify that is answered with ${words}`,
      act: () => keys.can('verify') && keys.verify(secret),
      codes: ['unavailable', 'invalid_response', 'ambiguous', 'network'],
    })
  }
}
