import type { CallOptions } from '../../core/call-options.js'
import type { ImportKeyInput, ImportOutcome } from '../../core/import-keys.js'
import type { ErrorCode } from '../../core/error-codes.js'
import { InputCheck, isFields } from '../../core/input-check.js'
import { KeymuxError } from '../../core/keymux-error.js'
import { revealed } from '../../core/revealed.js'
import { Secret } from '../../core/secret.js'
import type { Answer } from '../answer.js'
import { ask } from '../ask.js'
import type { Hashed, ImportCall, ImportPlan, ImportReading } from '../calls.js'
import type { ClientContext } from '../client-context.js'
import { checkMetadata } from '../metadata.js'

/** Far below the size of a body that vendors take, with room for metadata. */
const batchSize = 500

/**
 * Imports keys by the hashes of their secrets, in batches. Secrets are hashed here and never sent. One outcome per key, in the
 * order of the keys, also where a batch fails after others went through.
 */
export async function importKeys<Input extends ImportKeyInput<object>>(
  context: ClientContext,
  keys: readonly Input[],
  prepare: (keys: readonly Hashed<Input>[]) => ImportPlan,
  options: CallOptions | undefined,
): Promise<readonly ImportOutcome[]> {
  const hashed = await hashAll(context, keys)
  // Twice the same hash in one batch would cost the whole batch.
  const firsts = firstsOf(hashed)
  // Checks all as they were given: faults are told by their place in the caller's own list.
  if (firsts.length < hashed.length) prepare(hashed)
  const plan = prepare(firsts)
  for (const [index, { metadata }] of hashed.entries())
    await checkMetadata(context, 'import', metadata, `keys[${index}].metadata`)
  const hashes = firsts.map(({ hash }) => hash)
  return inOrder(hashed, await sendAll(context, hashes, plan, options))
}

/** Sends one batch after the other, and gives the outcomes by hash. */
async function sendAll(
  context: ClientContext,
  hashes: readonly string[],
  plan: ImportPlan,
  options: CallOptions | undefined,
): Promise<ReadonlyMap<string, ImportOutcome>> {
  const outcomes = new Map<string, ImportOutcome>()
  let sent = 0
  while (sent < hashes.length) {
    const batch = hashes.slice(sent, sent + batchSize)
    const call = plan.batch(sent, sent + batch.length)
    const told = await outcomesOf(context, call, batch, options, sent === 0)
    for (const outcome of told) outcomes.set(outcome.hash, outcome)
    sent += batch.length
    const [first] = told
    if (first?.status === 'failed' && isForAll(first.error)) {
      for (const outcome of failedBy(first.error, hashes.slice(sent))) outcomes.set(outcome.hash, outcome)
      return outcomes
    }
  }
  return outcomes
}

const forAll: ReadonlySet<ErrorCode> = new Set(['configuration', 'unauthorized', 'forbidden'])

/** Whether an error speaks of the client or the caller, so that every other batch would meet it too. */
function isForAll({ code }: KeymuxError): boolean {
  return forAll.has(code)
}

function failedBy(error: KeymuxError, hashes: readonly string[]): ImportOutcome[] {
  return hashes.map((hash) => ({ status: 'failed', hash, reason: error.message, error }))
}

function firstsOf<Key extends { readonly hash: string }>(keys: readonly Key[]): Key[] {
  const seen = new Set<string>()
  return keys.filter(({ hash }) => !seen.has(hash) && seen.add(hash))
}

async function hashAll<Input extends ImportKeyInput<object>>(
  { sender: { profile } }: ClientContext,
  keys: readonly Input[],
): Promise<Hashed<Input>[]> {
  const check = new InputCheck(profile, 'import')
  check.required('keys', keys)
  check.list('keys', keys, {}, (at, key) => checkHolding(check, at, key))
  check.end()
  return Promise.all(
    keys.map(async (key) => {
      const { secret, hash, ...rest } = key
      return { ...rest, hash: hash ?? (await digest(secret)) }
    }),
  )
}

function checkHolding(check: InputCheck, at: string, key: unknown): void {
  if (!check.object(at, key) || !isFields(key)) return
  const { secret, hash } = key
  if ((secret === undefined) === (hash === undefined)) check.refuse(at, 'must have either `secret` or `hash`')
  check.text(`${at}.hash`, hash)
  if (secret === undefined) return
  const text = revealed(secret)
  if (text === undefined) check.refuse(`${at}.secret`, 'must be a string or a Secret')
  if (text === '') check.refuse(`${at}.secret`, 'must not be empty')
}

async function digest(secret: string | Secret | undefined): Promise<string> {
  return new Secret(revealed(secret) ?? '').sha256('base64')
}

async function outcomesOf(
  context: ClientContext,
  call: ImportCall,
  hashes: readonly string[],
  options: CallOptions | undefined,
  isFirst: boolean,
): Promise<ImportOutcome[]> {
  try {
    const answer = await ask(context, call.request, options)
    const reading = call.read(answer.body)
    return hashes.map((hash) => outcomeOf(context, call, hash, reading, answer))
  } catch (error) {
    // Where nothing at all was done, the call as a whole has failed.
    if (!KeymuxError.is(error) || (isFirst && !error.mayHaveActed)) throw error
    return failedBy(error, hashes)
  }
}

function outcomeOf(
  context: ClientContext,
  { request: { operation } }: ImportCall,
  hash: string,
  { imported, existing }: ImportReading,
  { meta: http }: Answer,
): ImportOutcome {
  const id = imported.find((each) => each.hash === hash)?.id
  if (id !== undefined) {
    context.known.note(id, 'made')
    return { status: 'imported', id, hash, http }
  }
  if (existing.includes(hash)) return { status: 'exists', hash, http }
  const { id: vendor, name } = context.sender.profile
  const reason = `${name} did not say what became of this key. Import it again: the answer will be that it exists, or it will be imported.`
  const error = new KeymuxError({
    code: 'invalid_response',
    message: reason,
    vendor,
    operation,
    status: http.status,
    requestId: http.requestId ?? undefined,
    mayHaveActed: true,
  })
  return { status: 'failed', hash, reason, error }
}

/** Of keys with the same secret the first has the outcome of the import; the others found it there. */
function inOrder(
  keys: readonly { readonly hash: string }[],
  outcomes: ReadonlyMap<string, ImportOutcome>,
): ImportOutcome[] {
  const told = new Set<string>()
  return keys.flatMap(({ hash }): ImportOutcome[] => {
    const outcome = outcomes.get(hash)
    if (outcome === undefined) return []
    const isAgain = told.has(hash) && outcome.status !== 'failed'
    told.add(hash)
    return [isAgain ? { status: 'exists', hash, http: null } : outcome]
  })
}
