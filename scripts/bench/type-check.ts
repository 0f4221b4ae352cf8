import { execFile } from 'node:child_process'
import { resolve } from 'node:path'
import { promisify } from 'node:util'
import { compilerOptions } from '../type-cost/type-counts.js'
import { emptyApp, typedApps } from '../type-cost/typed-apps.js'
import { rotated } from './rotated.js'
import { roundsOf, type Run } from './run.js'
import { median, ratios, spreadOf } from './statistics.js'
import { fixed, type Table } from './table.js'

const execute = promisify(execFile)

/** What the compiler tells of itself with `--extendedDiagnostics`, by its name. */
type Diagnostics = ReadonlyMap<string, number>

const counted = ['Files', 'Symbols', 'Types', 'Instantiations'] as const

/** How long the compiler takes for a small app of one vendor. */
export async function typeCheck(run: Run): Promise<Table> {
  const rounds = roundsOf(run, 9)
  const apps = [emptyApp, { ...emptyApp, title: 'empty app again (A/A)' }, ...typedApps]
  const projects = await Promise.all(
    apps.map(async ({ title, source }, index) => ({
      title,
      project: await projectOf(source, index, run),
      wall: [] as number[],
      told: [] as Diagnostics[],
    })),
  )
  for (let round = 0; round < rounds; round += 1) {
    run.progress(`type check: round ${round + 1} of ${rounds}`)
    for (const { project, wall, told } of rotated(projects, round)) {
      const startedAt = performance.now()
      told.push(await compile(project))
      wall.push(performance.now() - startedAt)
    }
  }
  const base = projects[0]?.wall ?? []
  return {
    title: 'Type check of a small app',
    note: `\`tsc --noEmit\` of a strict app that creates one key, in a process of its own, ${rounds} rounds in turn; a ratio is to an empty app in the same round. The rest is what the compiler counts (\`--extendedDiagnostics\`), its own library included: the same on every machine, and kept by \`npm test\` within scripts/type-budgets.json.`,
    columns: ['ms', 'ratio', 'quartiles', 'MB', ...counted.map((name) => name.toLowerCase())],
    rows: projects.map(({ title, wall, told }) => {
      const ratio = spreadOf(ratios(wall, base))
      const [first] = told
      return {
        title,
        cells: [
          fixed(median(wall), 0),
          fixed(ratio.median, 2),
          `${fixed(ratio.lower, 2)} to ${fixed(ratio.upper, 2)}`,
          fixed(median(told.map((each) => (each.get('Memory used') ?? Number.NaN) / 1000)), 0),
          ...counted.map((name) => fixed(first?.get(name) ?? Number.NaN, 0)),
        ],
      }
    }),
  }
}

async function projectOf(source: string, index: number, { workspace }: Run): Promise<string> {
  const files = [await workspace.file(`typed-${index}.ts`, source)]
  return workspace.file(`tsconfig.typed-${index}.json`, JSON.stringify({ compilerOptions, files }))
}

async function compile(project: string): Promise<Diagnostics> {
  const compiler = resolve('node_modules', 'typescript', 'bin', 'tsc')
  const { stdout } = await execute(process.execPath, [compiler, '-p', project, '--extendedDiagnostics'])
  const found = [...stdout.matchAll(/^([A-Z][\w ]*): +([\d.]+)[Ks]?$/gm)]
  return new Map(found.map(([, name = '', value]) => [name, Number(value)]))
}
