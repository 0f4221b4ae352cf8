import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { generate } from '../src/generator/generate.js'
import { loadDocument } from '../src/generator/load.js'

const usage = `npm run generate -- [--check] [--spec <vendor>=<file>]...

  --check                compare with what is there, byte for byte, and write nothing
  --spec unkey=<file>    apply the vendor's overlay to another document, such as the vendor's own`

const generatedFolder = join('src', 'generated')

interface Target {
  readonly id: string
  readonly document: string
  readonly overlay: string
}

async function targets(specs: readonly string[]): Promise<Target[]> {
  const vendors = await readdir('specs')
  const all = vendors.toSorted().map((id) => ({
    id,
    document: join('specs', id, 'openapi.yaml'),
    overlay: join('specs', id, 'overlay.yaml'),
  }))
  if (specs.length === 0) return all
  return specs.map((spec) => {
    const [id = '', document = ''] = spec.split(/=(.*)/s)
    const target = all.find((each) => each.id === id)
    if (target === undefined || document === '') {
      throw new Error(
        `--spec ${spec}: expected <vendor>=<file>, where <vendor> is one of ${vendors.join(', ')}`,
      )
    }
    return { ...target, document }
  })
}

async function run({ id, document, overlay }: Target, check: boolean): Promise<boolean> {
  const files = await generate(id, await loadDocument(document), await loadDocument(overlay), {
    document,
    overlay,
  })
  let fresh = true
  for (const [name, text] of Object.entries(files)) {
    const file = join(generatedFolder, id, name)
    const present = await readFile(file, 'utf8').catch(() => undefined)
    if (present === text) continue
    fresh = false
    if (check) console.error(`${file}: differs from a fresh generation. Run \`npm run generate\`.`)
    else {
      await mkdir(join(generatedFolder, id), { recursive: true })
      await writeFile(file, text)
      console.log(`${file}: written`)
    }
  }
  return fresh
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      check: { type: 'boolean', default: false },
      spec: { type: 'string', multiple: true, default: [] },
    },
  })
  const results = await Promise.all((await targets(values.spec)).map((target) => run(target, values.check)))
  if (values.check && results.includes(false)) process.exitCode = 1
  if (results.every(Boolean)) console.log('The generated adapters are up to date.')
}

try {
  await main()
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  console.error(`\n${usage}`)
  process.exitCode = 1
}
