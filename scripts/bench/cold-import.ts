import { vendors } from './exchanges.js'
import { rotated } from './rotated.js'
import { roundsOf, type Run } from './run.js'
import { median } from './statistics.js'
import { atMost, fixed, type Table } from './table.js'
import { timedChild, type Timed } from './timed-child.js'

/** What a process tells of itself when it has imported something. */
interface Imported {
  readonly importMs: number
  readonly cpuMs: number
  readonly megabytes: number
}

const imports: Readonly<Record<string, string>> = {
  'empty process': '',
  'empty process again (A/A)': '',
  'new Request() (Node loads its own network code)': "new Request('http://127.0.0.1')",
  ...Object.fromEntries(
    [
      ...vendors.map((vendor) => `keymux/${vendor}`),
      '@unkey/api',
      '@clerk/backend',
      'ky',
      'openapi-fetch',
    ].map((name) => [name, `await import('${name}')`]),
  ),
}

/** What importing adds to a process that does nothing else. */
export async function coldImport(run: Run): Promise<Table> {
  const rounds = roundsOf(run, 15)
  const programs = await Promise.all(
    Object.entries(imports).map(async ([title, code], index) => ({
      title,
      program: await run.workspace.file(`import-${index}.js`, programOf(code)),
      times: [] as Timed<Imported>[],
    })),
  )
  for (let round = 0; round < rounds; round += 1) {
    run.progress(`cold import: round ${round + 1} of ${rounds}`)
    for (const { program, times } of rotated(programs, round)) times.push(await timedChild<Imported>(program))
  }
  const [empty] = programs
  const added = (times: readonly Timed<Imported>[], value: (time: Timed<Imported>) => number): number =>
    median(times.map((time, round) => value(time) - value(empty?.times[round] ?? time)))
  return {
    title: 'Cold import',
    note: `Each in a process of its own, ${rounds} rounds in turn: the import by itself, and what it adds to an empty process of the same round.`,
    columns: ['import ms', 'added ms', 'added CPU ms', 'added MB'],
    rows: programs.map(({ title, times }) => {
      const wall = added(times, ({ wallMs }) => wallMs)
      const memory = added(times, ({ told }) => told.megabytes)
      return {
        title,
        cells: [
          fixed(median(times.map(({ told }) => told.importMs))),
          fixed(wall),
          fixed(added(times, ({ told }) => told.cpuMs)),
          fixed(memory),
        ],
        ...(title.startsWith('keymux') && { goals: [atMost(35, wall, ' ms'), atMost(12, memory, ' MB')] }),
      }
    }),
  }
}

function programOf(code: string): string {
  return `const startedAt = performance.now()
${code}
const importMs = performance.now() - startedAt
const { user, system } = process.cpuUsage()
process.send({ importMs, cpuMs: (user + system) / 1000, megabytes: process.memoryUsage.rss() / 1e6 })
process.disconnect()
`
}
