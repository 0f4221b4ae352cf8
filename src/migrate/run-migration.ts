import { rememberClients } from './checked-after.js'
import { realClock, throwIfAborted } from './clock.js'
import { fileJournal } from './file-journal.js'
import { fingerprint } from './fingerprints.js'
import { isUnfinished, type JournalRecord } from './journal.js'
import type { MigrationPlan } from './migration-plan.js'
import { Pacer } from './pacer.js'
import { contentOf, type PlanContent } from './plan-migration.js'
import type { Planned } from './planner.js'
import { Pool } from './pool.js'
import { preserve } from './preserve.js'
import { ProgressCounter } from './progress.js'
import { reissue, type Move } from './reissue.js'
import { openReport, type MigrationReport } from './report.js'
import { markedAt, type RunContext } from './run-context.js'
import { checkRunOptions, type RunOptions } from './run-options.js'
import { settleUnfinished } from './settle-unfinished.js'
import { importSize } from './totals.js'
import { trouble } from './trouble.js'
import { essence } from './walk-source.js'

/** Trouble that passes is outlived by going over the keys again. */
const mostTroubledPasses = 4
const chunkSize = 100
const betweenPassesMs = 1000

/**
 * Moves the keys of a plan. What it does stands in the journal before and after it is done, so that a run that was killed at any
 * moment is finished by the next one with the same journal, each key moved once. Source keys are left as they are: see
 * `revokeSources`.
 *
 * Throws a `KeymuxError`: `configuration` for options that cannot be meant, or secrets that nobody is there to deliver;
 * `conflict` for a journal that is in use, of another migration, or damaged; `aborted` when the signal said so; and what stops
 * all keys alike: `unauthorized`, `forbidden`, `quota_exceeded`. What concerns one key is in the report.
 *
 * @example
 * const report = await runMigration(plan, { journal: 'clerk-to-unkey.journal', deliver })
 * for await (const { id, target, outcome } of report.keys()) console.log(id, target, outcome)
 */
export async function runMigration(plan: MigrationPlan, options: RunOptions): Promise<MigrationReport> {
  checkRunOptions(options)
  const content = contentOf(plan)
  content.planner.isRunning = true
  if (plan.totals.reissue > 0 && options.deliver === undefined)
    throw trouble(
      'configuration',
      `${plan.totals.reissue} keys get new secrets, and there is no \`deliver\` to hand them over. Pass one, such as ageDelivery({ recipients, file }).`,
    )
  const journal = typeof options.journal === 'string' ? fileJournal(options.journal) : options.journal
  const session = await journal.open({ from: plan.from, to: plan.to })
  try {
    const context = contextOf(plan, content, options, session)
    for (let troubled = 0; ;) {
      await settleUnfinished(context)
      const busy = await movePass(context, content)
      const left = (await session.unfinished()).filter(({ kind }) => kind !== 'uncertain')
      if (left.length > 0) {
        troubled += 1
        if (troubled === mostTroubledPasses) break
        await context.clock.sleep(betweenPassesMs, options.signal)
      } else if (busy > 0) await untilOthersAreDone(context)
      else break
    }
  } finally {
    await session.close()
  }
  const report = await openReport(journal, { from: plan.from, to: plan.to })
  return rememberClients(report, content.options)
}

function contextOf(
  plan: MigrationPlan,
  { options: planned }: PlanContent,
  options: RunOptions,
  session: RunContext['session'],
): RunContext {
  const { from, to, marker } = planned
  const clock = options.clock ?? realClock
  const { limits } = to.capabilities
  const target = new Pacer(limits.requestsPerMinute, clock)
  return {
    from,
    to,
    plan: planned,
    options,
    session,
    clock,
    creates: new Pacer(options.createsPerMinute ?? limits.createsPerMinute, clock, target),
    source: new Pacer(from.capabilities.limits.requestsPerMinute, clock),
    target,
    signal: options.signal,
    marked: markedAt(to, marker),
    count: new ProgressCounter(plan.totals.keys, clock, options.onProgress),
  }
}

/** Whoever waits here holds no key, so that no two wait for each other. What a killed one held is free after a while. */
async function untilOthersAreDone({ session, clock, signal }: RunContext): Promise<void> {
  do await clock.sleep(betweenPassesMs, signal)
  while ((await session.busy()) > 0)
}

/** Goes over all keys of the source once; how many of them others are working on. */
async function movePass(context: RunContext, content: PlanContent): Promise<number> {
  const pass = new Pass(context, content)
  const pageSize = context.from.capabilities.limits.largestPage ?? chunkSize
  let chunk: Planned[] = []
  try {
    await context.source.take(context.signal)
    for await (const planned of content.planner.walk(context.signal)) {
      chunk.push(planned)
      if (chunk.length < chunkSize) continue
      await pass.take(chunk)
      // The pages that the next ones come on.
      for (let listed = 0; listed < chunkSize; listed += pageSize) await context.source.take(context.signal)
      chunk = []
    }
    await pass.take(chunk)
    await pass.end()
  } finally {
    await pass.drain()
  }
  return pass.busy
}

class Pass {
  readonly #context: RunContext
  readonly #content: PlanContent
  readonly #pool: Pool
  #toPreserve: Move[] = []
  busy = 0

  constructor(context: RunContext, content: PlanContent) {
    this.#context = context
    this.#content = content
    this.#pool = new Pool(context.options.concurrency ?? 8)
  }

  async take(chunk: readonly Planned[]): Promise<void> {
    const { session, count } = this.#context
    const { mine, busy } = await session.claim(chunk.map(({ item }) => item.id))
    this.busy += busy
    for (let done = chunk.length - mine.size - busy; done > 0; done -= 1) count.before()
    const idle: string[] = []
    for (const planned of chunk) {
      const { id } = planned.item
      const last = mine.get(id)
      if (last === undefined) continue
      throwIfAborted(this.#context.signal)
      // Another worker has ended in the middle of it, since this one looked for such keys: what it made is settled first.
      const isUnsettled = last !== null && isUnfinished(last)
      if (isUnsettled || !(await this.#begin(planned, last))) idle.push(id)
    }
    await session.release(idle)
  }

  /** Whether anything is done with the key now. */
  async #begin({ key, item: asRead }: Planned, last: JournalRecord | null): Promise<boolean> {
    const { options, session, count } = this.#context
    const { id } = key
    const before = this.#content.seen.get(id)
    const isChanged = before !== undefined && before !== fingerprint(essence(key))
    const skip = async (why: string): Promise<boolean> => {
      count.skipped()
      if (last?.kind !== 'skipped' || last.why !== why) await session.write([{ kind: 'skipped', id, why }])
      return false
    }
    if (before === undefined) return skip('it is new at the source since the plan: plan again')
    const { strategy, why, input } = asRead
    if (strategy === 'skip' || input === null) return skip(isChanged ? `${why}, since the plan` : why)
    if (isChanged && options.onChanged === 'skip') return skip('it has changed at the source since the plan')
    const note = isChanged ? 'it had changed at the source since the plan' : null
    const move: Move = { item: asRead, input, last, note }
    if (strategy === 'reissue') {
      await this.#pool.start(async () => reissue(this.#context, move))
      return true
    }
    this.#toPreserve.push(move)
    if (this.#toPreserve.length >= importSize(this.#context.to.capabilities.limits.largestImport))
      await this.#preserveAll()
    return true
  }

  async #preserveAll(): Promise<void> {
    const moves = this.#toPreserve
    this.#toPreserve = []
    if (moves.length === 0) return
    for (const move of await preserve(this.#context, moves)) {
      if (this.#context.options.deliver === undefined) {
        await this.#fail(move, 'its secret could not be read, and there is no `deliver` for a new one')
        continue
      }
      const { item } = move
      const losses = [
        { field: 'secret', kind: 'changed', why: 'its old one could not be read' } as const,
        ...item.losses,
      ]
      await this.#pool.start(async () => reissue(this.#context, { ...move, item: { ...item, losses } }))
    }
  }

  async #fail({ item: { id }, last }: Move, why: string): Promise<void> {
    this.#context.count.failed()
    const attempt = last !== null && 'attempt' in last ? last.attempt : 0
    await this.#context.session.write([{ kind: 'failed', id, attempt, why }])
  }

  async end(): Promise<void> {
    await this.#preserveAll()
    await this.#pool.idle()
  }

  async drain(): Promise<void> {
    await this.#pool.drain()
  }
}
