import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { countLevels, reportDrifts, summaryOf } from '../src/generator/drift/report.js'
import { driftsBetween } from '../src/generator/drift/drifts-between.js'
import { loadDocument } from '../src/generator/load.js'

const specs = 'specs'
const published = join('scripts', 'published-documents.yaml')
const same = 0
const drifted = 1
const failed = 2

const usage = `Says what a vendor's document says otherwise than our contract: what breaks our client, what is worth a look, what is harmless.

  npm run drift                                          every vendor whose document is published
  npm run drift -- <vendor>=<file or URL> [<vendor>=…]   these

Vendors: ${vendors().join(', ')}
Exit code: 0 when nothing differs or all of it is harmless, 1 when something else does, 2 when an argument is wrong, a
download failed or a document could not be read.`

interface Job {
  readonly vendor: string
  readonly source: string
}

process.exitCode = await main(process.argv.slice(2))

async function main(args: readonly string[]): Promise<number> {
  if (args.includes('--help')) {
    console.log(usage)
    return same
  }
  try {
    const jobs = args.length === 0 ? await publishedJobs() : args.map(jobOf)
    let isDrifted = false
    for (const job of jobs) isDrifted = (await run(job)) || isDrifted
    return isDrifted ? drifted : same
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error))
    return failed
  }
}

async function publishedJobs(): Promise<Job[]> {
  const addresses = await loadDocument(published)
  return Object.entries(addresses).map(([vendor, source]) => jobOf(`${vendor}=${String(source)}`))
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

/** Whether anything but the harmless differs. */
async function run({ vendor, source }: Job): Promise<boolean> {
  const { drifts, obstacle } = await driftsBetween({
    contract: join(specs, vendor, 'openapi.yaml'),
    overlay: join(specs, vendor, 'overlay.yaml'),
    document: source,
  })
  if (obstacle !== undefined) console.log(`${vendor}: no client can be generated from it: ${obstacle}`)
  console.log(
    drifts.length === 0 ? `${vendor}: same as ${source}` : `${vendor}: ${summaryOf(drifts)} in ${source}`,
  )
  for (const line of reportDrifts(drifts)) console.log(line)
  const counts = countLevels(drifts)
  return obstacle !== undefined || counts.breaking + counts['worth-a-look'] > 0
}

function vendors(): string[] {
  return readdirSync(specs).filter((name) => existsSync(join(specs, name, 'openapi.yaml')))
}
