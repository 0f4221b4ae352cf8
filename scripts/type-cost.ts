import { readFile } from 'node:fs/promises'
import { keymuxApps } from './bench/apps.js'
import { openWorkspace } from './bench/workspace.js'
import { renderTable } from './table.js'
import { AppCompiler, type TypeCounts } from './type-cost/type-counts.js'
import { emptyApp } from './type-cost/typed-apps.js'

/** What the built declarations may add to an app that has none: to raise a count is a decision, to lower it is always welcome. */
const file = 'scripts/type-budgets.json'

const kinds = ['files', 'symbols', 'types', 'instantiations'] as const

async function main(): Promise<number> {
  const budgets = JSON.parse(await readFile(file, 'utf8')) as Record<string, TypeCounts>
  const rows: string[][][] = [['app', ...kinds].map((title) => [title])]
  const faults: string[] = []
  const workspace = await openWorkspace()
  try {
    const compiler = new AppCompiler(workspace.folder)
    const empty = compiler.countsOf(emptyApp.source)
    for (const { title, source } of keymuxApps) {
      const counts = compiler.countsOf(source)
      const added = kinds.map((kind) => [kind, counts[kind] - empty[kind], budgets[title]?.[kind]] as const)
      rows.push([[title], ...added.map(([, count, budget]) => [`${count} of ${budget ?? 'none'}`])])
      for (const [kind, count, budget] of added)
        if (budget === undefined || count > budget)
          faults.push(`${title}: ${count} ${kind}, and ${file} allows ${budget ?? 'none'}.`)
    }
  } finally {
    await workspace.remove()
  }
  console.log(renderTable(rows, (line) => line))
  for (const line of faults) console.error(line)
  return faults.length > 0 ? 1 : 0
}

process.exitCode = await main()
