import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { emitFactory } from '../src/generator/emit-factory.js'
import { emitProviders, storesMetadata, type Provider } from '../src/generator/emit-providers.js'
import { emitVendorList } from '../src/generator/emit-vendor-list.js'
import { GenerationFault, generateFromFiles, modelFromFiles } from '../src/generator/generate-from-files.js'
import type { GeneratedFiles } from '../src/generator/generate.js'
import { loadDocument } from '../src/generator/load.js'
import type { VendorModel } from '../src/generator/model.js'

const usage = `npm run generate -- [--check] [--spec <vendor>=<file>]...

  --check                compare with what is there, byte for byte, and write nothing
  --spec unkey=<file>    apply the vendor's overlay to another document, such as the vendor's own`

const generatedFolder = join('src', 'generated')
const providersFolder = join('src', 'providers')
const providersFile = join('src', 'connect', 'providers.ts')
const vendorListFile = join('src', 'cli', 'vendor-list.ts')

/** An argument that cannot be meant: the one failure that the usage helps with. */
class UsageError extends Error {}

interface Target {
  readonly id: string
  readonly document: string
  readonly overlay: string
}

interface Arguments {
  readonly check: boolean
  readonly spec: readonly string[]
}

interface Output {
  readonly id: string
  readonly files: GeneratedFiles
}

function readArguments(): Arguments {
  try {
    const { values } = parseArgs({
      options: {
        check: { type: 'boolean', default: false },
        spec: { type: 'string', multiple: true, default: [] },
      },
    })
    return values
  } catch (error) {
    throw new UsageError(messageOf(error))
  }
}

function targets(vendors: readonly string[], specs: readonly string[]): Target[] {
  const all = vendors.map((id) => ({
    id,
    document: join('specs', id, 'openapi.yaml'),
    overlay: join('specs', id, 'overlay.yaml'),
  }))
  if (specs.length === 0) return all
  return specs.map((spec) => {
    const [id = '', document = ''] = spec.split(/=(.*)/s)
    const target = all.find((each) => each.id === id)
    if (target === undefined || document === '') {
      throw new UsageError(
        `--spec ${spec}: expected <vendor>=<file>, where <vendor> is one of ${vendors.join(', ')}`,
      )
    }
    return { ...target, document }
  })
}

async function run({ id, document, overlay }: Target): Promise<Output> {
  return { id, files: await generateFromFiles({ id, sources: { document, overlay } }) }
}

async function providerOf({ id, overlay }: Target): Promise<Provider> {
  return { id, storesMetadata: storesMetadata(await loadDocument(overlay)) }
}

function understood({ id, document, overlay }: Target): Promise<VendorModel> {
  return modelFromFiles({ id, sources: { document, overlay } })
}

/** The vendors whose provider is written by hand, or is not there yet: those without the banner. */
async function byHand(vendors: readonly string[]): Promise<Set<string>> {
  const texts = await Promise.all(
    vendors.map(async (id) => readFile(providerFile(id), 'utf8').catch(() => undefined)),
  )
  return new Set(vendors.filter((_, index) => texts[index]?.startsWith('// Generated from ') === false))
}

function providerFile(id: string): string {
  return join(providersFolder, id, 'index.ts')
}

/** All that is generated, by its path: each vendor's own files, and the lists of all vendors. */
function filesOf(
  outputs: readonly Output[],
  providers: readonly Provider[],
  models: readonly VendorModel[],
  written: ReadonlySet<string>,
): [string, string][] {
  const factories = models
    .filter(({ id }) => !written.has(id))
    .map((model): [string, string] => [providerFile(model.id), emitFactory(model, 'repository')])
  const own = outputs.flatMap(({ id, files }) =>
    Object.entries(files).map(([name, text]): [string, string] => [join(generatedFolder, id, name), text]),
  )
  return [
    ...own,
    ...factories,
    [providersFile, emitProviders(providers)],
    [vendorListFile, emitVendorList(models)],
  ]
}

/** The files that differ from what is there, by their path. */
async function changed(files: readonly [string, string][]): Promise<Map<string, string>> {
  const found = new Map<string, string>()
  for (const [file, text] of files) {
    const present = await readFile(file, 'utf8').catch(() => undefined)
    if (present !== text) found.set(file, text)
  }
  return found
}

/** What stands among the generated files, or beside a generated factory, and comes from no vendor's contract. */
async function strays(
  vendors: readonly string[],
  outputs: readonly Output[],
  written: ReadonlySet<string>,
): Promise<string[]> {
  const folders = await list(generatedFolder)
  const unknown = folders.filter((name) => !vendors.includes(name)).map((name) => join(generatedFolder, name))
  const extra = outputs.map(async ({ id, files }) => {
    const present = await list(join(generatedFolder, id))
    return present
      .filter((name) => !Object.hasOwn(files, name))
      .map((name) => join(generatedFolder, id, name))
  })
  const beside = vendors.map(async (id) => {
    const present = written.has(id) ? [] : await list(join(providersFolder, id))
    return present.filter((name) => name !== 'index.ts').map((name) => join(providersFolder, id, name))
  })
  const orphaned = (await list(providersFolder)).filter((name) => !vendors.includes(name))
  return [
    ...unknown,
    ...orphaned.map((name) => join(providersFolder, name)),
    ...(await Promise.all([...extra, ...beside])).flat(),
  ]
}

async function list(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch(() => [])
  return names.toSorted()
}

async function main(): Promise<number> {
  const { check, spec } = readArguments()
  const vendors = await list('specs')
  // All of them before the first is written: a fault in one leaves everything as it was.
  const outputs = await Promise.all(targets(vendors, spec).map(run))
  const providers = await Promise.all(targets(vendors, []).map(providerOf))
  const models = await Promise.all(targets(vendors, []).map(understood))
  const written = await byHand(vendors)
  const stale = await changed(filesOf(outputs, providers, models, written))
  if (check) {
    const unexpected = await strays(vendors, outputs, written)
    for (const file of stale.keys())
      console.error(`${file}: differs from a fresh generation. Run \`npm run generate\`.`)
    for (const file of unexpected) console.error(`${file}: no contract in specs makes it. Delete it.`)
    if (stale.size + unexpected.length > 0) return 1
  }
  for (const [file, text] of stale) {
    await mkdir(join(file, '..'), { recursive: true })
    await writeFile(file, text)
    console.log(`${file}: written`)
  }
  if (stale.size === 0) console.log('The generated adapters are up to date.')
  return 0
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

try {
  process.exitCode = await main()
} catch (error) {
  console.error(messageOf(error))
  if (error instanceof GenerationFault && error.fix !== undefined) console.error(`  ${error.fix}`)
  if (error instanceof UsageError) console.error(`\n${usage}`)
  process.exitCode = 1
}
