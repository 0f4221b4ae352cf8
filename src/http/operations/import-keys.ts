import type { CallOptions } from '../../core/call-options.js'
import type { ImportKeyInput, ImportOutcome } from '../../core/import-keys.js'
import type { ErrorCode } from '../../core/error-codes.js'
import { InputCheck, isFields } from '../../core/input-check.js'
import type { KeymuxError } from '../../core/keymux-error.js'
import { newMarker } from '../../core/marker.js'
import { revealed } from '../../core/revealed.js'
import { Secret } from '../../core/secret.js'
import type { Hashed, ImportCall, ImportPlan } from '../calls.js'
import type { ClientContext } from '../client-context.js'
import { markedIn, withMarker } from '../marking.js'
import { checkMetadata } from '../metadata.js'
import { failedBy, importBatch, type Importing } from './import-batch.js'

/** Few enough that one which is lost is soon settled. */
const batchSize = 500

/** In characters, of which each may be three bytes: Unkey takes 10 MiB, which 500 keys with much metadata exceed. */
const largestBody = 3 * 1024 * 1024

/**
 * Imports keys by the hashes of their secrets, in batches. Secrets are hashed here and never sent. One outcome per key, in the
 * order of the keys, also where a batch fails after others went through.
 */
export async function importKeys<Input extends ImportKeyInput<object>>(
  context: ClientContext,
  keys: readonly Input[],
  prepare: (keys: readonly Hashed<Input>[]) => ImportPlan,
  list: Importing['list'],
  options: CallOptions | undefined,
): Promise<readonly ImportOutcome[]> {
  const hashed = await hashAll(context, keys)
  // Twice the same hash in one batch would cost the whole batch.
  const firsts = firstsOf(hashed)
  // Checks all as they were given: faults are told by their place in the caller's own list.
  if (firsts.length < hashed.length) prepare(hashed)
  const { plan, markers } = markedPlan(context, firsts, prepare)
  for (const [index, { metadata }] of hashed.entries())
    await checkMetadata(context, 'import', metadata, options, `keys[${index}].metadata`)
  const hashes = firsts.map(({ hash }) => hash)
  return inOrder(hashed, await sendAll(context, hashes, plan, { markers, list }, options))
}

/** Sends one batch after the other, and gives the outcomes by hash. */
async function sendAll(
  context: ClientContext,
  hashes: readonly string[],
  plan: ImportPlan,
  importing: Importing,
  options: CallOptions | undefined,
): Promise<ReadonlyMap<string, ImportOutcome>> {
  const outcomes = new Map<string, ImportOutcome>()
  let sent = 0
  while (sent < hashes.length) {
    const call = nextBatch(plan, sent, Math.min(hashes.length, sent + batchSize))
    const batch = hashes.slice(sent, call.end)
    const told = await importBatch(context, call.batch, batch, importing, options, sent === 0)
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

/** The keys from `start` on, as many as a body has room for, and where they end. */
function nextBatch(
  plan: ImportPlan,
  start: number,
  most: number,
): { readonly batch: ImportCall; readonly end: number } {
  for (let end = most; ; end = start + Math.ceil((end - start) / 2)) {
    const batch = plan.batch(start, end)
    const { length } = batch.request.body ?? ''
    if (length <= largestBody || end === start + 1) return { batch, end }
  }
}

const forAll: ReadonlySet<ErrorCode> = new Set(['configuration', 'unauthorized', 'forbidden'])

/** Whether an error speaks of the client or the caller, so that every other batch would meet it too, and of this batch nothing. */
function isForAll({ code, mayHaveActed }: KeymuxError): boolean {
  return forAll.has(code) && !mayHaveActed
}

/** The plan with a marker on each key, by which its id is found if the answer is lost; without, where one has no room for it. */
function markedPlan<Key extends { readonly hash: string }>(
  { capabilities, marker }: ClientContext,
  keys: readonly Key[],
  prepare: (keys: readonly Key[]) => ImportPlan,
): { readonly plan: ImportPlan; readonly markers: ReadonlyMap<string, string> } {
  const place = markedIn(capabilities, marker)
  const markers = new Map(keys.map(({ hash }) => [hash, newMarker()]))
  const marked = keys.map((key) => withMarker(key, place, markers.get(key.hash) ?? ''))
  try {
    if (marked.every((key) => key !== undefined)) return { plan: prepare(marked), markers }
  } catch {
    // What is wrong with the keys themselves comes out below, in terms of the keys as they were given.
  }
  return { plan: prepare(keys), markers: new Map() }
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

// One in hex or base64url may be taken, and its key never verifies.
const digestInBase64 = /^[A-Za-z0-9+/]{43}=$/

function checkHolding(check: InputCheck, at: string, key: unknown): void {
  if (!check.object(at, key) || !isFields(key)) return
  const { secret, hash } = key
  if ((secret === undefined) === (hash === undefined)) check.refuse(at, 'must have either `secret` or `hash`')
  check.text(`${at}.hash`, hash)
  if (typeof hash === 'string' && !digestInBase64.test(hash))
    check.refuse(
      `${at}.hash`,
      "must be the SHA-256 digest of the secret in base64, as `secret.sha256('base64')` gives",
    )
  if (secret === undefined) return
  const text = revealed(secret)
  if (text === undefined) check.refuse(`${at}.secret`, 'must be a string or a Secret')
  if (text === '') check.refuse(`${at}.secret`, 'must not be empty')
}

async function digest(secret: string | Secret | undefined): Promise<string> {
  return new Secret(revealed(secret) ?? '').sha256('base64')
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
