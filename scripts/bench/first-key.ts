import { build } from 'esbuild'
import { bareFetch, keymuxApps, otherApps, type App } from './apps.js'
import { upstreams } from './exchanges.js'
import { rotated } from './rotated.js'
import { roundsOf, type Run } from './run.js'
import { median, ratios, spreadOf } from './statistics.js'
import { atMost, fixed, type Table } from './table.js'
import { timedChild } from './timed-child.js'

interface Made {
  readonly untilKeyMs: number
}

export const firstKeyApps: readonly App[] = [
  bareFetch,
  { ...bareFetch, title: 'bare fetch again (A/A)' },
  ...keymuxApps,
  ...otherApps,
]

/** From the start of a process to its first key, where everything is one file and the network costs nothing. */
export async function firstKey(run: Run): Promise<Table> {
  const rounds = roundsOf(run, 15)
  const programs = await Promise.all(
    firstKeyApps.map(async (app, index) => ({
      app,
      program: await bundled(app, run, index),
      wall: [] as number[],
      untilKey: [] as number[],
    })),
  )
  for (let round = 0; round < rounds; round += 1) {
    run.progress(`first key: round ${round + 1} of ${rounds}`)
    for (const { program, wall, untilKey } of rotated(programs, round)) {
      const { wallMs, told } = await timedChild<Made>(program)
      wall.push(wallMs)
      untilKey.push(told.untilKeyMs)
    }
  }
  const base = programs[0]?.wall ?? []
  return {
    title: 'From the start of a process to its first key',
    note: `A single file by esbuild with a \`fetch\` that answers at once, ${rounds} rounds in turn: the code alone, and the whole process beside that of bare fetch in the same round.`,
    columns: ['load and create ms', 'process ms', 'ratio', 'quartiles'],
    rows: programs.map(({ app, wall, untilKey }) => {
      const ratio = spreadOf(ratios(wall, base))
      return {
        title: app.title,
        cells: [
          fixed(median(untilKey)),
          fixed(median(wall)),
          fixed(ratio.median, 2),
          `${fixed(ratio.lower, 2)} to ${fixed(ratio.upper, 2)}`,
        ],
        ...(app.title.startsWith('keymux') && { goals: [atMost(1.1, ratio.median)] }),
      }
    }),
  }
}

async function bundled({ vendor, source }: App, { workspace }: Run, index: number): Promise<string> {
  const { answer, status } = upstreams[vendor].create
  const stub = await workspace.file(
    'stub.js',
    `globalThis.startedAt = performance.now()
globalThis.answerOf = ({ answer, status }) => {
  globalThis.fetch = async () =>
    new Response(answer, { status, headers: { 'content-type': 'application/json' } })
}`,
  )
  const told = JSON.stringify({ answer: JSON.stringify(answer), status })
  const setUp = await workspace.file(
    `set-up-${index}.js`,
    `import ${JSON.stringify(stub)}\nglobalThis.answerOf(${told})`,
  )
  const outfile = `${workspace.folder}/first-key-${index}.mjs`
  await build({
    stdin: {
      contents: `import ${JSON.stringify(setUp)}
${source}
process.send({ untilKeyMs: performance.now() - globalThis.startedAt })
process.disconnect()`,
      resolveDir: workspace.folder,
    },
    outfile,
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    // A package of CommonJS asks for Node's own modules by `require`.
    banner: {
      js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url)",
    },
    logLevel: 'error',
  })
  return outfile
}
