import { readFile, writeFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { readCauses } from './errors/causes.js'
import { writeErrors } from './errors/write.js'

const usage = `npm run errors -- [--check]

  Writes into docs/errors.md what each error code means, from the table that the code uses and the vendors' overlays.

  --check    compare with what is there, and write nothing`

const page = 'docs/errors.md'
const start = '<!-- codes: written by `npm run errors` -->'
const end = '<!-- end of the codes -->'

function withCodes(text: string, written: string): string {
  const [before, inside] = text.split(start)
  const after = inside?.split(end)[1]
  if (before === undefined || after === undefined)
    throw new Error(`${page}: the lines between which the codes stand are not there: ${start} and ${end}`)
  return `${before}${start}\n\n${written}\n\n${end}${after}`
}

async function main(): Promise<number> {
  const { values } = parseArgs({ options: { check: { type: 'boolean', default: false } } })
  const present = await readFile(page, 'utf8')
  const fresh = withCodes(present, writeErrors(await readCauses()))
  if (fresh === present) {
    console.log('The error codes are up to date.')
    return 0
  }
  if (values.check) {
    console.error(`${page}: differs from what the code and the overlays say. Run \`npm run errors\`.`)
    return 1
  }
  await writeFile(page, fresh)
  console.log(`${page}: written`)
  return 0
}

try {
  process.exitCode = await main()
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  console.error(`\n${usage}`)
  process.exitCode = 1
}
