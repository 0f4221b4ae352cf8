import { readdir, readFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { generate } from '../../src/generator/generate.js'
import { loadDocument } from '../../src/generator/load.js'
import { generateAcme } from './support/acme.js'

const vendors = (await readdir('specs')).toSorted()
const longest = 1500

const cache = new Map<string, ReturnType<typeof run>>()

function generated(vendor: string): ReturnType<typeof run> {
  const files = cache.get(vendor) ?? run(vendor)
  cache.set(vendor, files)
  return files
}

async function run(vendor: string) {
  const document = `specs/${vendor}/openapi.yaml`
  const overlay = `specs/${vendor}/overlay.yaml`
  return generate(vendor, await loadDocument(document), await loadDocument(overlay), { document, overlay })
}

it('covers every vendor, and nothing else is there', async () => {
  expect(vendors).toContain('unkey')
  expect((await readdir('src/generated')).toSorted()).toEqual(vendors)
})

describe.each(vendors)('the adapter of %s', (vendor) => {
  it('is the same in every run, and is what is committed', async () => {
    const [first, second] = [await run(vendor), await generated(vendor)]
    expect(second).toEqual(first)
    for (const [name, text] of Object.entries(first)) {
      expect(await readFile(`src/generated/${vendor}/${name}`, 'utf8')).toBe(text)
    }
  })

  it('says that it is generated, and is short enough to review', async () => {
    const files = Object.values(await generated(vendor))
    const banner = `// Generated from specs/${vendor}/openapi.yaml and specs/${vendor}/overlay.yaml. Do not edit: run \`npm run generate\`.\n`
    for (const text of files) expect(text.slice(0, banner.length)).toBe(banner)
    const lines = files.map((text) => text.split('\n').length).reduce((sum, count) => sum + count, 0)
    expect(lines).toBeLessThan(longest)
  })

  it('holds no escape from the type checker and interprets nothing', async () => {
    const { 'adapter.ts': adapter = '' } = await generated(vendor)
    expect(adapter).not.toMatch(/\bany\b(?!thing)|@ts-|eslint|\beval\b|new Function/)
  })
})

describe('the adapter of a small vendor', () => {
  it('names the files that it was made of', async () => {
    const line =
      '// Generated from acme/openapi.yaml and acme/overlay.yaml. Do not edit: run `npm run generate`.\n'
    for (const text of Object.values(await generateAcme())) expect(text.slice(0, line.length)).toBe(line)
  })

  it('is straight-line code that a person can read', async () => {
    const { 'adapter.ts': adapter = '' } = await generateAcme()
    expect(adapter.slice(adapter.indexOf('/** Checks the input'))).toMatchInlineSnapshot(`
      "/** Checks the input before anything is sent, and writes the request. */
      export function prepareCreate(input: AcmeCreateInput): CreateCall<NoMetadata, AcmeCreatedRecord> {
        const check = new InputCheck(profile, 'create')
        check.takes(check.input(input), ['name', 'vendor'])
        const vendor: Fields = check.object('vendor', input.vendor) ? input.vendor : {}
        check.takes(vendor, ['region'], 'vendor.')
        const body = { label: input.name, region: vendor['region'] }
        check.required('name', body.label)
        check.text('name', body.label, { min: 2, max: 20 })
        check.text('vendor.region', body.region, { oneOf: ['eu', 'us'] })
        check.end()
        return {
          request: { operation: 'create', effect: 'acts', method: 'POST', path: '/keys', body: JSON.stringify(body) },
          read: (answer) => readCreate(answer, body as Sent<CreateBody>),
        }
      }

      /** Reads an answer to \`create\`: all that it tells, and a warning for what it should have told. */
      function readCreate(answer: unknown, asked: Sent<CreateBody>): CreateReading<NoMetadata, AcmeCreatedRecord> {
        const root = AnswerReader.of(answer)
        const secret = root.secret('token')
        return {
          id: root.around('id').needed('id'),
          secret,
          prefix: prefixOf(secret, []),
          metadata: {},
          key: told({
            name: asked.label,
            vendor: root.record(['token']) as AcmeCreatedRecord,
          }),
          warnings: root.warnings,
        }
      }
      "
    `)
  })

  it('has schemas as strict as the contract for what it takes, and lenient for what it reads', async () => {
    const { 'schemas.ts': schemas = '' } = await generateAcme()
    expect(schemas.slice(schemas.indexOf('export const createRequest'))).toMatchInlineSnapshot(`
      "export const createRequest: z.ZodMiniType<Body<'keys.create'>> = z.strictObject({ label: z.string().check(z.minLength(2), z.maxLength(20)), region: z.exactOptional(z.enum(['eu', 'us'])) })

      /** The answer of keys.create: only id and secret are needed, anything else may be missing or odd. */
      export const createAnswer: z.ZodMiniType<object> = z.looseObject({ id: z.string(), token: z.string() })
      "
    `)
  })
})
