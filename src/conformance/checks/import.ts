import type { ImportKeyInput, ImportOutcome } from '../../core/import-keys.js'
import { Secret } from '../../core/secret.js'
import type { CheckDefinition } from '../check.js'
import { refusalOf } from '../refusal.js'
import { textOf } from '../secret-text.js'
import type { Trial } from '../trial.js'
import { ensure, shown } from '../violation.js'

export const importChecks: readonly CheckDefinition[] = [
  { about: 'import', rule: 'whoever holds an imported secret can use it', needs: ['verify'], run: usable },
  { about: 'import', rule: 'there is one outcome per key, in the same order', run: inOrder },
  { about: 'import', rule: 'what is there already is `exists`', run: twice },
  { about: 'import', rule: 'the secrets themselves are not sent', run: notSent },
  { about: 'import', rule: 'it refuses a hash that nothing would ever verify against', run: badHash },
]

function newSecret(trial: Trial): Secret {
  const bytes = crypto.getRandomValues(new Uint8Array(24))
  const secret = new Secret(
    `conf_${Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')}`,
  )
  trial.secrets.push(textOf(secret))
  return secret
}

async function imported(trial: Trial, keys: readonly ImportKeyInput[]): Promise<readonly ImportOutcome[]> {
  const outcomes = await trial
    .having('import')
    .import(keys.map((key) => ({ ...trial.subject.imported?.(), ...key })))
  for (const outcome of outcomes) if (outcome.status === 'imported') trial.note(outcome.id)
  ensure(outcomes.length === keys.length, `import gave ${outcomes.length} outcomes for ${keys.length} keys.`)
  return outcomes
}

function ensureOutcome(
  outcome: ImportOutcome | undefined,
  status: ImportOutcome['status'],
  what: string,
): void {
  const reason = outcome?.status === 'failed' ? ` ${outcome.reason}` : ''
  ensure(
    outcome?.status === status,
    `import gave ${shown(outcome?.status)} for ${what}, not \`${status}\`.${reason}`,
  )
}

async function usable(trial: Trial): Promise<void> {
  const [one, other] = [newSecret(trial), newSecret(trial)]
  const outcomes = await imported(trial, [{ secret: one }, { hash: await other.sha256('base64') }])
  for (const [index, secret] of [one, other].entries()) {
    const outcome = outcomes[index]
    ensureOutcome(outcome, 'imported', `a new key by its ${index === 0 ? 'secret' : 'hash'}`)
    const verdict = await trial.having('verify').verify(secret)
    ensure(verdict.valid, 'verify says `valid: false` of a key that was imported.')
    const id = outcome?.status === 'imported' ? outcome.id : undefined
    ensure(
      verdict.key.id === id,
      `The imported key verifies as ${shown(verdict.key.id)}, but import told ${shown(id)}.`,
    )
  }
}

async function inOrder(trial: Trial): Promise<void> {
  const secrets = [newSecret(trial), newSecret(trial), newSecret(trial)]
  const [first, second] = secrets
  if (first === undefined || second === undefined) return
  const outcomes = await imported(trial, [{ secret: first }, { secret: second }, { secret: first }])
  ensureOutcome(outcomes[0], 'imported', 'the first of three keys')
  ensureOutcome(outcomes[1], 'imported', 'the second of three keys')
  ensureOutcome(outcomes[2], 'exists', 'a key that stands earlier in the same import')
  const hashes = await Promise.all([first, second, first].map((secret) => secret.sha256('base64')))
  const told = outcomes.map(({ hash }) => hash)
  ensure(
    hashes.every((hash, index) => hash === told[index]),
    'The outcomes are not in the order of the keys.',
  )
}

async function twice(trial: Trial): Promise<void> {
  const secret = newSecret(trial)
  const fresh = newSecret(trial)
  ensureOutcome((await imported(trial, [{ secret }]))[0], 'imported', 'a new key')
  const outcomes = await imported(trial, [{ secret: fresh }, { secret }])
  ensureOutcome(outcomes[0], 'imported', 'a new key beside one that is there')
  ensureOutcome(outcomes[1], 'exists', 'a key that is there')
}

async function notSent(trial: Trial): Promise<void> {
  const secret = newSecret(trial)
  const sent: string[] = []
  const keys = trial.answered(async (send, init) => {
    sent.push(String(init?.body))
    return send()
  })
  if (!keys.can('import')) return
  const [outcome] = await keys.import([{ ...trial.subject.imported?.(), secret }])
  if (outcome?.status === 'imported') trial.note(outcome.id)
  ensure(
    !sent.some((body) => body.includes(textOf(secret))),
    'import sent the secret itself: only its hash may leave.',
  )
}

async function badHash(trial: Trial): Promise<void> {
  const keys = trial.having('import')
  const hex = await newSecret(trial).sha256('hex')
  const bad: readonly (readonly [string, ImportKeyInput])[] = [
    ['in hex', { hash: hex }],
    ['that is a secret', { hash: textOf(newSecret(trial)) }],
  ]
  for (const [words, key] of bad) {
    await refusalOf(trial, 'hash', {
      operation: 'import',
      what: `An import of a hash ${words}`,
      act: () => keys.import([{ ...trial.subject.imported?.(), ...key }]),
      codes: ['invalid_request'],
    })
  }
  await refusalOf(trial, 'keys[0]', {
    operation: 'import',
    what: 'An import of a key with neither secret nor hash',
    act: () => keys.import([{ ...trial.subject.imported?.() }]),
    codes: ['invalid_request'],
  })
}
