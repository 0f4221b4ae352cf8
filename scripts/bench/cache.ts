import type { HitRounds } from './cache-hits-cell.js'
import type { CacheLoad } from './cache-load-cell.js'
import { roundsOf, type Run } from './run.js'
import { median, spreadOf } from './statistics.js'
import { atLeast, atMost, fixed, type Table } from './table.js'
import { timedChild } from './timed-child.js'

/** What a verify from memory costs. */
export async function cacheHits(run: Run): Promise<Table> {
  const rounds = roundsOf(run, 30)
  const calls = run.isQuick ? 2000 : 20_000
  run.progress('cache: verifies from memory')
  const program = await run.workspace.program('cache-hits-cell.ts')
  const { told } = await timedChild<HitRounds[]>(program, [rounds, calls])
  return {
    title: 'A verify from memory',
    note: `By \`cached()\`, in one process beside an \`await\` of nothing: ${rounds} rounds in turn, ${calls} calls each.`,
    columns: ['µs', 'min', 'quartiles', 'CPU µs'],
    rows: told.map(({ title, wall, cpu }) => {
      const time = spreadOf(wall)
      return {
        title,
        cells: [
          fixed(time.median, 2),
          fixed(time.min, 2),
          `${fixed(time.lower, 2)} to ${fixed(time.upper, 2)}`,
          fixed(median(cpu), 2),
        ],
        ...(title === 'verify, one secret' && { goals: [atMost(2, time.median, ' µs')] }),
      }
    }),
  }
}

/** What the cache keeps of `cached()` as it is by default, in answers and as it documents them, in megabytes. */
const bound = { answers: 10_000, megabytes: 10 }

/** What becomes of the cache under many callers, and under secrets that nobody made. */
export async function cacheLoad(run: Run): Promise<Table> {
  run.progress('cache: many callers, many secrets')
  const [callers, flood, good] = [10_000, run.isQuick ? 20_000 : 1_000_000, 4000]
  const program = await run.workspace.program('cache-load-cell.ts')
  const { told } = await timedChild<CacheLoad>(program, [callers, flood, good], ['--expose-gc'])
  const { stampedeRequests, kept, megabytes, survivors } = told
  return {
    title: 'A cache under load',
    note: `Counted, not timed; with the default \`max\` of ${counted(bound.answers)} answers. Before the made-up secrets it holds the answers of ${counted(good)} good ones; memory is what is left after garbage collection.`,
    columns: ['requests', 'answers kept', 'MB more', 'good answers left'],
    rows: [
      {
        title: `${counted(callers)} verifies of one secret at once`,
        cells: [counted(stampedeRequests), '–', '–', '–'],
        goals: [atMost(1, stampedeRequests, ' request')],
      },
      {
        title: `${counted(flood)} made-up secrets`,
        cells: [counted(flood), counted(kept), fixed(megabytes), counted(survivors)],
        goals: [
          atMost(bound.answers, kept, ' answers'),
          atMost(bound.megabytes, megabytes, ' MB'),
          atLeast(good, survivors),
        ],
      },
    ],
  }
}

function counted(value: number): string {
  return value.toLocaleString('en')
}
