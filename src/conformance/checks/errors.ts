import type { CallOptions } from '../../core/call-options.js'
import type { ErrorCode } from '../../core/error-codes.js'
import type { KeyClient, KeyOperations } from '../../core/key-client.js'
import type { KeymuxError } from '../../core/keymux-error.js'
import type { Operation } from '../../core/operation.js'
import type { CheckDefinition } from '../check.js'
import { refusal, refusalUnsent } from '../refusal.js'
import { patchOf } from '../samples.js'
import type { MadeKey, Trial } from '../trial.js'
import { ensure } from '../violation.js'

export const errorChecks: readonly CheckDefinition[] = [
  { about: 'errors', rule: 'a refused credential is `unauthorized` or `forbidden`', run: wrongCredential },
  { about: 'errors', rule: 'an ended signal is `aborted`, and nothing is sent', run: aborted },
  { about: 'errors', rule: 'no error shows a credential that the vendor repeats', run: echoed },
  { about: 'errors', rule: 'no error shows a credential that the network repeats', run: networkEcho },
  {
    about: 'create',
    rule: 'a lost answer is not asked for again, and says that the key may be there',
    run: lostAnswer,
  },
  { about: 'create', rule: 'an answer without a key says that one may be there', run: emptyAnswer },
]

type Call = (keys: KeyClient, options?: CallOptions) => Promise<unknown>

/** A call of each operation that the vendor has. */
function calls(trial: Trial, { id, secret }: MadeKey): readonly (readonly [Operation, Call])[] {
  const { capabilities, subject } = trial
  const [field = 'name'] = capabilities.changes
  const all: Readonly<Record<Operation, Call>> = {
    create: (keys, options) => trial.create(subject.input(), keys, options),
    get: (keys, options) => keys.get(id, options),
    list: (keys, options) => keys.list({}, options).page(),
    update: async (keys, options) =>
      keys.can('update') && keys.update(id, patchOf(subject, field, capabilities), options),
    verify: async (keys, options) => keys.can('verify') && keys.verify(secret, options),
    rotate: async (keys, options) => keys.can('rotate') && rotateOne(trial, keys, id, options),
    recover: async (keys, options) => keys.can('recover') && keys.recover(id, options),
    import: async (keys, options) => keys.can('import') && importOne(trial, keys, options),
    revoke: (keys, options) => keys.revoke(id, options),
    delete: async (keys, options) => keys.can('delete') && keys.delete(id, options),
  }
  return (Object.keys(all) as Operation[])
    .filter((operation) => capabilities[operation] !== 'none')
    .map((operation) => [operation, all[operation]])
}

/** A key that comes of it although it must not has to be ended as well. */
async function rotateOne(
  trial: Trial,
  keys: Pick<KeyOperations, 'rotate'>,
  id: string,
  options?: CallOptions,
): Promise<void> {
  const rotated = await keys.rotate(id, { overlap: '1h', ...options })
  trial.note(rotated.id, rotated.secret)
}

/** A batch that may have been done is told in its outcomes; for one key that is the same as an error. */
async function importOne(
  trial: Trial,
  keys: Pick<KeyOperations, 'import'>,
  options?: CallOptions,
): Promise<void> {
  const [outcome] = await keys.import(
    [{ ...trial.subject.imported?.(), secret: crypto.randomUUID() }],
    options,
  )
  if (outcome?.status === 'failed') throw outcome.error
  if (outcome?.status === 'imported') trial.note(outcome.id)
}

async function ensureEach(
  trial: Trial,
  keys: KeyClient,
  when: string,
  codes: readonly ErrorCode[],
  options?: CallOptions,
): Promise<void> {
  const made = await trial.make()
  for (const [operation, call] of calls(trial, made)) {
    const refuse = options === undefined ? refusal : refusalUnsent
    await refuse(trial, { operation, what: `${operation} ${when}`, act: () => call(keys, options), codes })
  }
}

async function wrongCredential(trial: Trial): Promise<void> {
  const stranger = trial.client({}, trial.wrongCredential)
  await ensureEach(trial, stranger, 'with a credential that the vendor refuses', [
    'unauthorized',
    'forbidden',
  ])
}

async function aborted(trial: Trial): Promise<void> {
  const { keys } = trial
  await ensureEach(trial, keys, 'with a signal that has ended', ['aborted'], { signal: AbortSignal.abort() })
}

/** An answer in no vendor's form and in the form of many, with the credential wherever a message may be. */
async function echoed(trial: Trial): Promise<void> {
  const said = `The credential ${trial.subject.credential} is not allowed to do this.`
  const fault = {
    message: said,
    detail: said,
    code: said,
    long_message: said,
    title: said,
    type: said,
    status: 500,
  }
  const body = JSON.stringify({
    ...fault,
    error: fault,
    errors: [fault],
    details: [fault],
    meta: { requestId: said },
  })
  for (const status of [403, 500]) {
    const headers = { 'content-type': 'application/json', 'x-request-id': said, 'x-echo': said }
    const keys = trial.answered(async () => new Response(body, { status, headers }))
    const codes: readonly ErrorCode[] = [
      'invalid_request',
      'unavailable',
      'ambiguous',
      'invalid_response',
      'forbidden',
      'unauthorized',
    ]
    await ensureEach(trial, keys, `answered with a ${status} that repeats the credential`, codes)
  }
}

async function networkEcho(trial: Trial): Promise<void> {
  const keys = trial.answered(async () => {
    throw new TypeError(`fetch failed with authorization: ${trial.subject.credential}`, {
      cause: new Error(trial.subject.credential),
    })
  })
  await ensureEach(trial, keys, 'when the network fails', ['network', 'ambiguous', 'unavailable'])
}

/** The vendor acted and its answer got lost: to repeat the call would make a second key that nobody knows of. */
async function lostAnswer(trial: Trial): Promise<void> {
  const before = await ids(trial)
  let sent = 0
  const keys = trial.client({
    fetch: async (input, init) => {
      sent += 1
      await (await trial.send(input, init)).text()
      throw new TypeError('fetch failed')
    },
  })
  const error = await refusal(trial, {
    operation: 'create',
    what: 'A create whose answer was lost',
    act: () => trial.create(trial.subject.input(), keys),
    codes: ['ambiguous', 'network'],
  })
  for (const id of await ids(trial)) if (!before.has(id)) trial.note(id)
  ensure(sent === 1, `A create whose answer was lost was sent ${sent} times: each one made a key.`)
  ensureMayHaveActed(error, 'A create whose answer was lost')
}

async function ids(trial: Trial): Promise<Set<string>> {
  const found = new Set<string>()
  await trial.settled()
  for await (const { id } of trial.keys.list()) found.add(id)
  return found
}

async function emptyAnswer(trial: Trial): Promise<void> {
  const headers = { 'content-type': 'application/json' }
  const keys = trial.answered(async () => new Response('{}', { status: 200, headers }))
  const error = await refusal(trial, {
    operation: 'create',
    what: 'A create that is answered with an empty object',
    act: () => trial.create(trial.subject.input(), keys),
    codes: ['ambiguous', 'invalid_response'],
  })
  ensureMayHaveActed(error, 'A create that is answered with an empty object')
}

function ensureMayHaveActed({ mayHaveActed }: KeymuxError, what: string): void {
  ensure(
    mayHaveActed,
    `${what} ended in an error that says \`mayHaveActed: false\`, but the key may be there.`,
  )
}
