import { readFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { keepPart } from './docs/generated-part.js'
import { costTable, faultTable } from './docs/numbers.js'

const usage = `npm run numbers -- [--check]

  Writes into README.md what docs/faults.md and docs/benchmarks.md say of keymux and of the vendors' own SDKs.

  --check    compare with what is there, and write nothing`

async function main(): Promise<number> {
  const { values } = parseArgs({ options: { check: { type: 'boolean', default: false } } })
  const parts = [
    { name: 'the faults', text: faultTable(await readFile('docs/faults.md', 'utf8')) },
    { name: 'the costs', text: costTable(await readFile('docs/benchmarks.md', 'utf8')) },
  ]
  const stale: string[] = []
  for (const part of parts) {
    const told = await keepPart({ page: 'README.md', script: 'numbers', ...part }, values.check)
    if (told !== undefined) stale.push(told)
  }
  for (const line of stale) console.error(line)
  if (stale.length === 0) console.log('The numbers are up to date.')
  return stale.length > 0 ? 1 : 0
}

try {
  process.exitCode = await main()
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  console.error(`\n${usage}`)
  process.exitCode = 1
}
