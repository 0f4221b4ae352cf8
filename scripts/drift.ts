import { existsSync, readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { compareContracts } from '../src/generator/drift/compare-contracts.js'
import { reportDrifts } from '../src/generator/drift/report.js'
import { loadDocument } from '../src/generator/load.js'

const SPECS = fileURLToPath(new URL('../specs', import.meta.url))
const SAME = 0
const DRIFTED = 1
const FAILED = 2

const USAGE = `Says what the vendor's document says otherwise than our contract.

  npm run drift -- <vendor>=<file or URL> [<vendor>=<file or URL> …]

Vendors: ${vendors().join(', ')}
Exit code: 0 when nothing differs, 1 when something does, 2 when an argument is wrong, a
download failed or a document could not be read.`

interface Job {
  vendor: string
  source: string
}

process.exitCode = await main(process.argv.slice(2))

async function main(args: readonly string[]): Promise<number> {
  if (args.length === 0) {
    console.log(USAGE)
    return FAILED
  }
  try {
    const jobs = args.map(jobOf)
    const counts: number[] = []
    for (const job of jobs) counts.push(await run(job))
    return counts.every((count) => count === 0) ? SAME : DRIFTED
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error))
    return FAILED
  }
}

function jobOf(argument: string): Job {
  const [vendor = '', ...rest] = argument.split('=')
  const source = rest.join('=')
  if (source === '') throw new Error(`"${argument}": write <vendor>=<file or URL>`)
  if (!vendors().includes(vendor))
    throw new Error(`unknown vendor "${vendor}": use one of ${vendors().join(', ')}`)
  if (!/^https?:\/\//.test(source) && !existsSync(source))
    throw new Error(`${source}: no such file; give the path of ${vendor}'s OpenAPI document, or its URL`)
  return { vendor, source }
}

async function run({ vendor, source }: Job): Promise<number> {
  const ours = await loadDocument(`${SPECS}/${vendor}/openapi.yaml`)
  const drifts = compareContracts(ours, await loadDocument(source))
  const count = drifts.length === 1 ? '1 difference' : `${drifts.length} differences`
  console.log(drifts.length === 0 ? `${vendor}: same as ${source}` : `${vendor}: ${count} from ${source}`)
  for (const line of reportDrifts(drifts)) console.log(line)
  return drifts.length
}

function vendors(): string[] {
  return readdirSync(SPECS).filter((name) => existsSync(`${SPECS}/${name}/openapi.yaml`))
}
