import type { KeyField } from '../../core/capabilities.js'
import type { CreateKeyInput } from '../../core/create-key.js'
import { Secret } from '../../core/secret.js'
import type { CheckDefinition } from '../check.js'
import { ensureMeta } from '../meta.js'
import { ensureFields, ensureTold } from '../record.js'
import { refusalOf } from '../refusal.js'
import { isSame } from '../same.js'
import { days, sample } from '../samples.js'
import { placeOf } from '../search.js'
import { textOf } from '../secret-text.js'
import type { Trial } from '../trial.js'
import { ensure, shown } from '../violation.js'

export const createChecks: readonly CheckDefinition[] = [
  { about: 'create', rule: 'it gives an id, the record and the HTTP side of the call', run: wholeResult },
  { about: 'create', rule: 'the secret is a `Secret` and in nothing that can be printed', run: safeSecret },
  { about: 'create', rule: 'the secret starts with its prefix', run: rightPrefix },
  {
    about: 'create',
    rule: 'it starts the secret with the prefix asked for',
    needs: ['prefix'],
    run: chosenPrefix,
  },
  { about: 'create', rule: 'what it is told comes back', run: comesBack },
  { about: 'create', rule: 'what it is not told is not invented', run: inventsNothing },
  { about: 'create', rule: 'a duration is an expiry that far ahead', needs: ['expiresAt'], run: duration },
  { about: 'create', rule: 'a Date is an expiry at that moment', needs: ['expiresAt'], run: date },
  {
    about: 'create',
    rule: 'it refuses an expiry that cannot be',
    needs: ['expiresAt'],
    run: impossibleExpiry,
  },
  { about: 'create', rule: 'it refuses a name beyond the limits', needs: ['name'], run: nameLimits },
  { about: 'create', rule: 'it refuses an input without a required field', run: required },
  { about: 'create', rule: 'it leaves its input as it is', run: sameInput },
]

async function wholeResult(trial: Trial): Promise<void> {
  const { id, created } = await trial.make()
  ensure(
    created.key?.id === id,
    `The id is ${shown(id)} in the result and ${shown(created.key?.id)} in its record.`,
  )
  ensure(
    isSame(created.metadata, created.key.metadata),
    'The metadata of the result and of its record are not the same.',
  )
  ensure(Array.isArray(created.warnings), '`warnings` is not a list.')
  ensure(
    created.warnings.length === 0,
    `create warns of the vendor's own answer: ${created.warnings.map(({ message }) => message).join(' ')}`,
  )
  ensureMeta('create', created.http)
}

async function safeSecret(trial: Trial): Promise<void> {
  const { secret, created } = await trial.make()
  const place = placeOf(textOf(secret), created, 'created')
  ensure(
    place === undefined,
    `The secret can be read at ${place}: whoever prints the result prints the secret.`,
  )
  ensure(
    Secret.is(created.secret) && `${created.secret}` === '[redacted]',
    'The secret does not print as [redacted].',
  )
}

async function rightPrefix(trial: Trial): Promise<void> {
  const { secret, created } = await trial.make()
  const { prefix } = created
  ensure(
    prefix === null || typeof prefix === 'string',
    `\`prefix\` is ${shown(prefix)}, neither a text nor null.`,
  )
  if (prefix === null) return
  ensure(textOf(secret).startsWith(prefix), `The secret does not start with its \`prefix\` ${shown(prefix)}.`)
  ensure(textOf(secret).length > prefix.length, 'The `prefix` is the whole secret.')
}

async function chosenPrefix(trial: Trial): Promise<void> {
  const prefix = sample(trial.subject, 'prefix')
  const { secret, created } = await trial.make({ prefix })
  ensure(
    textOf(secret).startsWith(prefix),
    `The secret does not start with ${shown(prefix)}, which was asked for.`,
  )
  ensure(
    created.prefix?.startsWith(prefix) === true,
    `\`prefix\` is ${shown(created.prefix)}, although ${shown(prefix)} was asked for.`,
  )
}

/** All fields at once, so that one that hinders another comes to light; then disabled, which is a state of its own. */
async function comesBack(trial: Trial): Promise<void> {
  const { capabilities, subject } = trial
  const { limits } = capabilities
  const taken = (Object.keys(capabilities.fields) as KeyField[]).filter(
    (field) => capabilities.fields[field] !== 'none',
  )
  const input: CreateKeyInput = Object.fromEntries(
    taken.map((field) => [field, field === 'expiresAt' ? days(30, limits) : sample(subject, field)]),
  )
  await ensureBack(trial, taken, input)
  if (taken.includes('enabled')) await ensureBack(trial, ['enabled'], { enabled: false })
}

async function ensureBack(trial: Trial, fields: readonly KeyField[], input: CreateKeyInput): Promise<void> {
  const made = await trial.make(input)
  ensureTold('create', made.created.key, fields, made)
  const { metadata } = made.created
  ensure(
    input.metadata === undefined || isSame(metadata, input.metadata),
    `create tells ${shown(metadata)} as \`metadata\`, although ${shown(input.metadata)} was asked for.`,
  )
  ensureFields('get', await trial.keys.get(made.id), fields, made)
}

async function inventsNothing(trial: Trial): Promise<void> {
  const { id, input, created } = await trial.make()
  for (const [who, record] of [
    ['create', created.key],
    ['get', await trial.keys.get(id)],
  ] as const) {
    for (const field of ['expiresAt', 'description', 'revokedAt', 'revocationReason'] as const) {
      const told = record[field]
      const isAsked = field in input
      ensure(
        told === undefined || isAsked,
        `${who} tells ${shown(told)} as \`${field}\` of a key that has none.`,
      )
    }
    ensure(
      input.metadata !== undefined || isSame(record.metadata, {}),
      `${who} tells ${shown(record.metadata)} as \`metadata\` of a key that has none: it must be {}.`,
    )
    ensure(
      record.state === undefined || record.state === 'active',
      `${who} tells ${shown(record.state)} as the state of a key that was just made.`,
    )
  }
}

async function duration(trial: Trial): Promise<void> {
  await ensureExpiry(trial, { expiresAt: days(30, trial.capabilities.limits) })
}

async function date(trial: Trial): Promise<void> {
  const { longestExpiryMs } = trial.capabilities.limits
  const ahead = Math.min(40 * 86_400_000 + 12_345, Math.floor((longestExpiryMs ?? Infinity) / 2))
  await ensureExpiry(trial, { expiresAt: new Date(Date.now() + ahead) })
}

async function ensureExpiry(trial: Trial, input: CreateKeyInput): Promise<void> {
  const made = await trial.make(input)
  ensureTold('create', made.created.key, ['expiresAt'], made)
  ensureFields('get', await trial.keys.get(made.id), ['expiresAt'], made)
}

async function impossibleExpiry(trial: Trial): Promise<void> {
  const { longestExpiryMs } = trial.capabilities.limits
  const bad: readonly (readonly [string, unknown])[] = [
    ['in the past', new Date(Date.now() - 60_000)],
    ['that is an invalid Date', new Date(Number.NaN)],
    ['that is a number', 1_900_000_000],
    ...(longestExpiryMs === null
      ? []
      : ([['beyond `limits.longestExpiryMs`', new Date(Date.now() + longestExpiryMs + 60_000)]] as const)),
  ]
  for (const [words, expiresAt] of bad)
    await refused(trial, 'expiresAt', `A create with an expiry ${words}`, { expiresAt })
}

async function nameLimits(trial: Trial): Promise<void> {
  const { shortestName, longestName } = trial.capabilities.limits
  const tooShort = shortestName === null || shortestName === 0 ? [] : [shortestName - 1]
  const tooLong = longestName === null ? [] : [longestName + 1]
  for (const length of [...tooShort, ...tooLong]) {
    const name = 'x'.repeat(length)
    await refused(trial, 'name', `A create with a name of ${length} characters`, { name })
  }
}

/** A field that the subject itself leaves out is one that its client has a default for. */
async function required(trial: Trial): Promise<void> {
  const { fields } = trial.capabilities
  const given = Object.keys(trial.subject.input()) as KeyField[]
  for (const field of given.filter((each) => fields[each] === 'required'))
    await refused(trial, field, `A create without \`${field}\`, which is required,`, { [field]: undefined })
}

async function refused(trial: Trial, option: string, what: string, fields: object): Promise<void> {
  const act = (): unknown => trial.create({ ...trial.subject.input(), ...fields })
  await refusalOf(trial, option, { operation: 'create', what, act, codes: ['invalid_request'] })
}

async function sameInput(trial: Trial): Promise<void> {
  const { subject, capabilities } = trial
  const metadata = capabilities.fields.metadata === 'none' ? {} : { metadata: sample(subject, 'metadata') }
  const input = { ...subject.input(), ...metadata }
  const before = structuredClone(input)
  await trial.create(input)
  ensure(isSame(input, before), `create changed its input: it is ${shown(input)} and was ${shown(before)}.`)
}
