import { readdir, readFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { keepPart } from './docs/generated-part.js'
import { clientOptions, vendorFacts, type VendorAdapter } from './docs/vendor-facts.js'

const usage = `npm run vendor-pages -- [--check]

  Writes into docs/vendors the options, operations, fields and limits of each vendor, as its generated adapter says.

  --check    compare with what is there, and write nothing`

async function check(vendor: string, isCheck: boolean): Promise<string | undefined> {
  const adapter = (await import(`../src/generated/${vendor}/adapter.js`)) as VendorAdapter
  const source = await readFile(`src/generated/${vendor}/adapter.ts`, 'utf8')
  const part = { page: `docs/vendors/${vendor}.md`, name: 'the facts', script: 'vendor-pages' }
  return keepPart({ ...part, text: vendorFacts(adapter, source) }, isCheck)
}

async function checkIndex(isCheck: boolean): Promise<string | undefined> {
  const source = await readFile('src/core/client-options.ts', 'utf8')
  const part = { page: 'docs/vendors/index.md', name: 'the options', script: 'vendor-pages' }
  return keepPart({ ...part, text: clientOptions(source) }, isCheck)
}

async function main(): Promise<number> {
  const { values } = parseArgs({ options: { check: { type: 'boolean', default: false } } })
  const vendors = (await readdir('specs')).toSorted()
  const stale = await Promise.all([
    checkIndex(values.check),
    ...vendors.map((vendor) => check(vendor, values.check)),
  ])
  const told = stale.filter((line) => line !== undefined)
  for (const line of told) console.error(line)
  if (told.length === 0) console.log('The pages of the vendors are up to date.')
  return told.length > 0 ? 1 : 0
}

try {
  process.exitCode = await main()
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  console.error(`\n${usage}`)
  process.exitCode = 1
}
