import { fork } from 'node:child_process'
import { once } from 'node:events'
import { AskedChild } from './asked-child.js'
import { groups, groupTitle, type Group } from './cells.js'
import type { Cell } from './loopback-cell.js'
import { rotated } from './rotated.js'
import { roundsOf, type Run } from './run.js'
import { median, ratios, spreadOf } from './statistics.js'
import { subjects } from './subjects.js'
import { atLeast, atMost, fixed, type Row, type Table } from './table.js'

/** What a call costs over real sockets to a server on this machine. */
export async function loopback(run: Run): Promise<Table> {
  const rounds = roundsOf(run, 25)
  const rows: Row[] = []
  for (const group of groups.filter(({ vendor }) => vendor === 'unkey' || vendor === 'clerk'))
    rows.push(...(await rowsOf(group, run, rounds)))
  return {
    title: 'Time of a call over loopback',
    note: `Against a bare TCP server in a process of its own, each package in a process of its own, ${rounds} rounds in turn; a ratio is to bare fetch in the same round. After 4,000 calls by which the code is compiled, in each round 100 one after the other, then 640 with 64 at a time.`,
    columns: ['µs', 'ratio', 'quartiles', 'CPU ratio', '64 at a time, calls/s', 'ratio', 'quartiles'],
    rows,
  }
}

async function rowsOf(group: Group, run: Run, rounds: number): Promise<Row[]> {
  const { vendor, operation } = group
  const program = await run.workspace.program('loopback-cell.ts')
  const server = fork(await run.workspace.program('loopback-server.ts'), [vendor, operation], {
    execArgv: [],
  })
  const children: AskedChild<Cell>[] = []
  try {
    const [port] = (await once(server, 'message')) as [number]
    const cells = group.subjects.map((subject) => ({ subject, measured: [] as Cell[] }))
    for (const { subject } of cells) {
      run.progress(`loopback: ${groupTitle(group)}, ${subject}`)
      const calls = run.isQuick ? [30, 10] : [2000, 100]
      children.push(await AskedChild.start<Cell>(program, [vendor, operation, subject, port, ...calls]))
    }
    const pairs = cells.map(({ measured }, index) => ({ measured, child: children[index] }))
    for (let round = 0; round < rounds; round += 1) {
      for (const { child, measured } of rotated(pairs, round))
        if (child !== undefined) measured.push(await child.ask())
    }
    const base = cells[0]?.measured ?? []
    return cells.map(({ subject, measured }) => rowOf(groupTitle(group), subject, measured, base))
  } finally {
    for (const child of children) child.end()
    server.disconnect()
  }
}

function rowOf(group: string, subject: string, measured: readonly Cell[], base: readonly Cell[]): Row {
  const values = (of: (cell: Cell) => number): [number[], number[]] => [measured.map(of), base.map(of)]
  const [times, baseTimes] = values(({ oneByOne }) => oneByOne)
  const [rates, baseRates] = values(({ callsPerSecond }) => callsPerSecond)
  const time = spreadOf(ratios(times, baseTimes))
  const rate = spreadOf(ratios(rates, baseRates))
  const cpu = median(ratios(...values(({ cpuOneByOne }) => cpuOneByOne)))
  return {
    title: `${group}: ${subjects[subject]?.title}`,
    cells: [
      fixed(median(times), 0),
      fixed(time.median, 2),
      `${fixed(time.lower, 2)} to ${fixed(time.upper, 2)}`,
      fixed(cpu, 2),
      fixed(median(rates), 0),
      fixed(rate.median, 2),
      `${fixed(rate.lower, 2)} to ${fixed(rate.upper, 2)}`,
    ],
    ...(subject === 'keymux' && { goals: [atMost(1.1, time.median), atLeast(0.9, rate.median)] }),
  }
}
