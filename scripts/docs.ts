import { parseArgs } from 'node:util'
import { writeReference } from './docs/reference.js'
import { buildSite } from './docs/site/build-site.js'

const usage = `npm run docs -- [--out <folder>] [--no-reference]

  Builds the site of docs/ with its llms.txt into a folder, and the API reference from the docstrings by TypeDoc. TypeDoc comes from
  npm at its first use, into node_modules/.cache/keymux-typedoc; its version is in scripts/docs/typedoc/package.json.

  --out            where to; default docs-dist
  --no-reference   the pages alone, which needs nothing from npm`

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      out: { type: 'string', default: 'docs-dist' },
      reference: { type: 'boolean', default: true },
      help: { type: 'boolean', default: false },
    },
    allowNegative: true,
  })
  if (values.help) return console.log(usage)
  const pages = await buildSite(values.out, values.reference)
  console.log(`${values.out}: ${pages.length} pages`)
  if (values.reference) await writeReference(values.out, (text) => console.error(text))
}

try {
  await main()
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  console.error(`\n${usage}`)
  process.exitCode = 1
}
