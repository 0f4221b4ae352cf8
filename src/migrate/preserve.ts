import { Secret } from '../core/secret.js'
import type { ImportKeyInput, ImportOutcome } from '../core/import-keys.js'
import { KeymuxError } from '../core/keymux-error.js'
import { markerName, markerOfNonce } from '../core/marker.js'
import { known } from '../core/known.js'
import { attemptsBefore, type JournalRecord } from './journal.js'
import { attemptNonce } from './attempt-nonce.js'
import { unreadable } from './planner.js'
import { Pool } from './pool.js'
import type { Move } from './reissue.js'
import { briefly, originOf, sentenceOf, stopsAll, within, type RunContext } from './run-context.js'

interface Hashed {
  readonly move: Move
  readonly hash: string
  readonly nonce: string
}

/** Imports keys by the hashes of their secrets; gives back those whose secret nobody could tell. */
export async function preserve(context: RunContext, moves: readonly Move[]): Promise<readonly Move[]> {
  const { session } = context
  const { hashed, secretless } = await hashAll(context, moves)
  const firsts = new Map<string, Hashed>()
  for (const each of hashed) if (!firsts.has(each.hash)) firsts.set(each.hash, each)
  const sent = [...firsts.values()]
  await session.write(sent.map((each) => sending(context, each)))
  if (sent.length > 0) await importAll(context, sent)
  const twins = hashed.filter(({ hash, move }) => firsts.get(hash)?.move !== move)
  await session.write(
    twins.map(({ move, hash }) => {
      context.count.failed()
      const first = firsts.get(hash)?.move.item.id
      return failed(move, `it has the same secret as ${first}, and the target takes each only once`)
    }),
  )
  return secretless
}

function failed({ item: { id }, last }: Move, why: string): JournalRecord {
  return { kind: 'failed', id, attempt: attemptsBefore(last), why }
}

function sending({ clock }: RunContext, { move: { item, input, last }, nonce }: Hashed): JournalRecord {
  const { id } = item
  const [attempt, losses] = [attemptsBefore(last) + 1, briefly(item.losses)]
  return {
    kind: 'sending',
    id,
    attempt,
    how: 'import',
    nonce,
    name: input.name ?? null,
    losses,
    at: clock.now(),
  }
}

async function hashAll(
  context: RunContext,
  moves: readonly Move[],
): Promise<{ hashed: readonly Hashed[]; secretless: readonly Move[] }> {
  const hashed: Hashed[] = []
  const secretless: Move[] = []
  const pool = new Pool(context.options.concurrency ?? 8)
  for (const move of moves) {
    await pool.start(async () => {
      const secret = await secretOf(context, move)
      if (secret === undefined) return void secretless.push(move)
      // Always the same for a key: a second import of a hash is no second key.
      const nonce = await attemptNonce(context.session.migration, move.item.id, 0)
      hashed.push({ move, hash: await secret.sha256('base64'), nonce })
    })
  }
  await pool.idle()
  return { hashed, secretless }
}

async function secretOf(context: RunContext, { item }: Move): Promise<Secret | undefined> {
  const { from, plan, signal } = context
  const given = await plan.secretFor?.(item)
  if (given !== undefined) return typeof given === 'string' ? new Secret(given) : given
  if (!from.can('recover')) return undefined
  try {
    return await within(context, context.source, async () => from.recover(item.id, { signal }))
  } catch (error) {
    if (KeymuxError.is(error) && unreadable.has(error.code)) return undefined
    throw error
  }
}

async function importAll(context: RunContext, sent: readonly Hashed[]): Promise<void> {
  const { session, to, signal } = context
  if (!to.can('import')) return
  const keys = sent.map((each) => toImport(context, each))
  let outcomes: readonly ImportOutcome[]
  try {
    outcomes = await within(context, context.target, async () => to.import(keys, { signal }))
  } catch (error) {
    if (!KeymuxError.is(error)) throw error
    if (error.mayHaveActed) return
    await session.write(sent.map(({ move }) => failed(move, sentenceOf(error))))
    for (const _ of sent) context.count.failed()
    if (stopsAll(error) || error.code === 'aborted') throw error
    return
  }
  await session.write(outcomes.flatMap((outcome, index) => recordsOf(context, outcome, sent[index])))
}

/** Those that are there already, or may be, stay open: they are looked for at the target. */
function recordsOf(
  { count }: RunContext,
  outcome: ImportOutcome,
  hashed: Hashed | undefined,
): JournalRecord[] {
  if (hashed === undefined) return []
  const { move } = hashed
  if (outcome.status === 'imported') {
    count.moved()
    const [{ id, losses }, { id: target }] = [move.item, outcome]
    return [{ kind: 'moved', id, target, how: 'preserve', losses: briefly(losses), note: move.note }]
  }
  if (outcome.status === 'exists') {
    // Looked for before, and not there: the target has it from elsewhere, or had it once (Unkey remembers the hashes of deleted keys).
    if (move.last?.kind !== 'unmade') return []
    count.failed()
    return [failed(move, 'a key with its secret is or was at the target before, and each is taken only once')]
  }
  if (outcome.error.mayHaveActed) return []
  count.failed()
  return [failed(move, outcome.reason)]
}

/** With its nonce where a create would leave it, so that it is found in the same way. */
function toImport(context: RunContext, { move: { item, input }, hash, nonce }: Hashed): ImportKeyInput {
  const { description: _, prefix: __, ...rest } = input
  const metadata = { ...rest.metadata, ...originOf(context, item.id), [markerName]: markerOfNonce(nonce) }
  return known({ ...rest, hash, metadata })
}
