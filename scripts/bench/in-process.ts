import { groups, groupTitle } from './cells.js'
import type { Batches } from './in-process-group.js'
import { roundsOf, type Run } from './run.js'
import { median, ratios, spreadOf } from './statistics.js'
import { subjects } from './subjects.js'
import { atMost, fixed, type Row, type Table } from './table.js'
import { timedChild } from './timed-child.js'

/** What a call costs where the network costs nothing. */
export async function inProcess(run: Run): Promise<Table> {
  const rounds = roundsOf(run, 60)
  // V8 has compiled all of a call by then, and no round measures its work.
  const [warmUp, calls] = run.isQuick ? [200, 20] : [4000, 80]
  const program = await run.workspace.program('in-process-group.ts')
  const rows: Row[] = []
  for (const [index, group] of groups.entries()) {
    run.progress(`in-process: ${groupTitle(group)}`)
    const { told: measured } = await timedChild<Batches[]>(program, [index, warmUp, rounds, calls])
    const base = measured[0]
    if (base === undefined) throw new Error(`${groupTitle(group)}: nothing was measured.`)
    rows.push(...measured.map((batches) => rowOf(groupTitle(group), batches, base)))
  }
  return {
    title: 'In-process time of a call',
    note: `Against a \`fetch\` that answers at once with a fresh \`Response\`, after 4,000 calls by which the code is compiled: ${rounds} rounds in turn, ${calls} calls each. A round counts with the median of its calls, a ratio is to bare fetch in the same round.`,
    columns: ['µs', 'min', 'quartiles', 'ratio', 'quartiles', 'CPU µs', 'ratio'],
    rows,
  }
}

function rowOf(group: string, { subject, wall, cpu }: Batches, base: Batches): Row {
  const time = spreadOf(wall)
  const ratio = spreadOf(ratios(wall, base.wall))
  return {
    title: `${group}: ${subjects[subject]?.title}`,
    cells: [
      fixed(time.median),
      fixed(time.min),
      `${fixed(time.lower)} to ${fixed(time.upper)}`,
      fixed(ratio.median, 2),
      `${fixed(ratio.lower, 2)} to ${fixed(ratio.upper, 2)}`,
      fixed(median(cpu)),
      fixed(median(ratios(cpu, base.cpu)), 2),
    ],
    ...(subject === 'keymux' && { goals: [atMost(1.6, ratio.median)] }),
  }
}
