import type { CreateKeyResult } from '../core/create-key.js'
import { KeymuxError } from '../core/keymux-error.js'
import type { Reconciliation } from '../core/reconciliation.js'
import { throwIfAborted } from './clock.js'
import { apart } from './fit-name.js'
import { attemptsBefore, type JournalRecord } from './journal.js'
import type { MigrationItem, TargetInput } from './migration-plan.js'
import { attemptNonce } from './attempt-nonce.js'
import { briefly, originOf, sentenceOf, stopsAll, within, type RunContext } from './run-context.js'
import { revokeTarget } from './settle-unfinished.js'

/** How often a key is made anew within one run, where what became of an attempt is known. */
const mostAttempts = 5
const mostDeliveries = 3
const betweenDeliveriesMs = 200

/** What is to be moved, and what is known of it. */
export interface Move {
  readonly item: MigrationItem
  readonly input: TargetInput
  readonly last: JournalRecord | null
  readonly note: string | null
}

/** Makes a key of the same kind at the target and hands its secret over. */
export async function reissue(context: RunContext, move: Move): Promise<void> {
  const { id } = move.item
  const { session } = context
  let attempt = attemptsBefore(move.last)
  let replaces = move.last?.kind === 'unmade' ? move.last.target : null
  let state: Move = move
  for (let made = 1; ; made += 1) {
    throwIfAborted(context.signal)
    attempt += 1
    const outcome = await attemptOnce(context, state, attempt, replaces)
    if (outcome.status === 'done') return
    if (outcome.status === 'taken' && state === move) {
      state = renamed(context, move)
      continue
    }
    if (outcome.status === 'again' && made < mostAttempts) {
      replaces = outcome.target ?? replaces
      continue
    }
    context.count.failed()
    await session.write([{ kind: 'failed', id, attempt, why: outcome.why }])
    if (outcome.error !== undefined && stopsAll(outcome.error)) throw outcome.error
    return
  }
}

type Attempt =
  | { readonly status: 'done' }
  /** Nothing is left of it. */
  | {
      readonly status: 'again' | 'taken' | 'refused'
      readonly why: string
      readonly target?: string
      readonly error?: unknown
    }

async function attemptOnce(
  context: RunContext,
  { item, input, note }: Move,
  attempt: number,
  replaces: string | null,
): Promise<Attempt> {
  const { session, clock, marked } = context
  const { id } = item
  const losses = briefly(item.losses)
  const nonce = marked === null ? null : await attemptNonce(session.migration, id, attempt)
  const name = input.name ?? null
  await session.write([{ kind: 'sending', id, attempt, how: 'create', nonce, name, losses, at: clock.now() }])
  const made = await create(context, withOrigin(context, input, id), nonce)
  if ('status' in made) {
    if (made.status !== 'done')
      await session.write([{ kind: 'unmade', id, attempt, target: made.target ?? null }])
    return made
  }
  const target = made.id
  await noteOrRevoke(context, { kind: 'delivering', id, attempt, target })
  const fault = await handOver(context, { ...item, target, replaces }, made, input)
  if (fault === undefined) {
    await session.write([{ kind: 'moved', id, target, how: 'reissue', losses, note }])
    context.count.moved()
    return { status: 'done' }
  }
  // A live key whose secret nobody has must not stay, not even until the next run.
  await revokeTarget(context, target)
  await session.write([{ kind: 'unmade', id, attempt, target }])
  return { status: 'refused', why: fault, target }
}

/** A key that the journal does not know of must not live: it may be out of order, or another worker may have taken over. */
async function noteOrRevoke(context: RunContext, record: JournalRecord & { target: string }): Promise<void> {
  try {
    await context.session.write([record])
  } catch (failure) {
    await revokeTarget(context, record.target)
    throw failure
  }
}

function withOrigin(context: RunContext, input: TargetInput, id: string): TargetInput {
  const origin = originOf(context, id)
  return Object.keys(origin).length === 0 ? input : { ...input, metadata: { ...input.metadata, ...origin } }
}

/** The new key, or what there is to say of an attempt that made none. */
async function create(
  context: RunContext,
  input: TargetInput,
  nonce: string | null,
): Promise<CreateKeyResult | Attempt> {
  const { to, marked, signal } = context
  // A vendor that only lets a key be disabled afterwards is told so before its secret is handed over.
  const { enabled, ...rest } = input
  const told =
    to.capabilities.fields.enabled === 'none' ? rest : { ...rest, ...(enabled === false && { enabled }) }
  try {
    const marker = marked === 'name' ? 'name' : marked === 'metadata'
    const created = await within(context, context.creates, async () =>
      to.create(told, { marker, ...(nonce !== null && { nonce }), signal }),
    )
    context.creates.note(created.http)
    return created
  } catch (error) {
    if (!KeymuxError.is(error)) throw error
    if (error.mayHaveActed) return settleNow(error, nonce)
    if (error.code === 'aborted') throw error
    const status = error.code === 'conflict' ? 'taken' : error.retryable ? 'again' : 'refused'
    return { status, why: sentenceOf(error), error }
  }
}

async function settleNow(error: KeymuxError, nonce: string | null): Promise<CreateKeyResult | Attempt> {
  const why = sentenceOf(error)
  // The journal says that it was sent: what cannot be settled now is settled by what comes after this run.
  if (error.reconcile === undefined || (nonce === null && error.id === undefined)) return { status: 'done' }
  const settled = await settledOrNot(error.reconcile)
  if (settled === undefined) return { status: 'done' }
  if (settled.status === 'recovered') return settled.result as CreateKeyResult
  if (settled.status === 'revoked')
    return { status: 'again', why, ...(settled.ids[0] !== undefined && { target: settled.ids[0] }) }
  return { status: 'again', why }
}

/** Undefined where it cannot be settled now. */
async function settledOrNot(settle: () => Promise<Reconciliation>): Promise<Reconciliation | undefined> {
  try {
    return await settle()
  } catch (failure) {
    if (KeymuxError.is(failure)) return undefined
    throw failure
  }
}

/** Why the secret did not reach its holder; undefined where it did. */
async function handOver(
  context: RunContext,
  delivery: MigrationItem & { readonly target: string; readonly replaces: string | null },
  { secret }: CreateKeyResult,
  { enabled }: TargetInput,
): Promise<string | undefined> {
  const { to, clock, options, signal } = context
  if (enabled === false && to.capabilities.fields.enabled === 'none' && to.can('update')) {
    try {
      await within(context, context.target, async () =>
        to.update(delivery.target, { enabled: false }, { signal }),
      )
    } catch (error) {
      return sentenceOf(error)
    }
  }
  for (let tried = 1; ; tried += 1) {
    try {
      await options.deliver?.(delivery, secret)
      return undefined
    } catch (error) {
      if (tried === mostDeliveries) return `the secret could not be delivered: ${sentenceOf(error)}`
      await clock.sleep(betweenDeliveriesMs * tried)
    }
  }
}

function renamed({ to }: RunContext, move: Move): Move {
  const { item, input } = move
  const name = apart(input.name ?? '', item.id, to.capabilities.limits.longestName)
  const losses = [...item.losses.filter(({ field }) => field !== 'name'), taken]
  return { ...move, item: { ...item, losses }, input: { ...input, name } }
}

const taken = { field: 'name', kind: 'changed', why: 'the target has a key of this name' } as const
