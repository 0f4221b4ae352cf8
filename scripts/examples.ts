import { parseArgs } from 'node:util'
import { findExamples } from './examples/example.js'
import { packKeymux } from './examples/install.js'
import { tryExample } from './examples/try-example.js'
import { renderTable } from './table.js'

const usage = `npm run test:examples -- [--only hono,express]

  Packs keymux, installs it in each folder of examples/, compiles the example, starts it by its one command and runs its test: all
  against the emulator. What the examples need comes from npm into .cache/keymux-examples, about 1 GB.`

async function main(): Promise<number> {
  const { values } = parseArgs({ options: { only: { type: 'string' } } })
  const examples = await findExamples()
  const ids = values.only?.split(',') ?? examples.map(({ id }) => id)
  const unknown = ids.filter((id) => !examples.some((example) => example.id === id))
  if (unknown.length > 0) throw new Error(`There is no example ${unknown.join(', ')}.`)
  const tarball = await packKeymux()
  const rows: string[][][] = [[['example'], ['what came of it'], ['seconds']]]
  let failed = 0
  for (const example of examples.filter(({ id }) => ids.includes(id))) {
    console.error(`${example.id} …`)
    const startedAt = performance.now()
    const { steps, failure } = await tryExample(example, tarball)
    const seconds = Math.round((performance.now() - startedAt) / 1000)
    rows.push([
      [example.id],
      [[...steps, ...(failure === undefined ? [] : ['FAILED'])].join(', ')],
      [`${seconds}`],
    ])
    if (failure === undefined) continue
    failed += 1
    console.error(`✗ ${example.id}: ${failure}`)
  }
  console.log(renderTable(rows, (line) => line))
  return failed > 0 ? 1 : 0
}

try {
  process.exitCode = await main()
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  console.error(`\n${usage}`)
  process.exitCode = 1
}
