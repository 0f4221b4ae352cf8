import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { setupServer } from 'msw/node'
import ts from 'typescript'
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest'
import { createEmulator, type Emulator } from 'keymux/emulator'
import { handlers } from 'keymux/msw'
import { applyDiff, codeBlocks } from './code-blocks.js'

const blocks = await codeBlocks('README.md')
const samples = blocks.filter(({ language }) => language === 'ts')
const emulatorSamples = (await codeBlocks('docs/emulator.md')).filter(({ language }) => language === 'ts')
const [first] = samples
const diff = blocks.find(({ language }) => language === 'diff')
const changed = applyDiff(first?.text ?? '', diff?.text ?? '')
  .replaceAll('unkey }', 'clerk }')
  .replaceAll('/unkey', '/clerk')
const programs = [
  ...samples.map(({ text, line }) => [`line ${line}`, text] as const),
  ...emulatorSamples.map(({ text, line }) => [`line ${line} of the emulator page`, text] as const),
  ['after the diff', changed] as const,
]

let folder: string
let emulator: Emulator
let server: ReturnType<typeof setupServer>
const printed: unknown[][] = []

beforeAll(async () => {
  folder = await mkdtemp(join('test', 'docs', '.samples-'))
})

afterAll(() => rm(folder, { recursive: true }))

beforeEach(() => {
  emulator = createEmulator({ seed: 1 })
  server = setupServer(...handlers(emulator))
  const { unkey, clerk, factify, flow } = emulator.credentials
  vi.stubEnv('UNKEY_ROOT_KEY', unkey.rootKey)
  vi.stubEnv('UNKEY_API_ID', unkey.apiId)
  vi.stubEnv('CLERK_SECRET_KEY', clerk.secretKey)
  vi.stubEnv('FACTIFY_API_KEY', factify.apiKey)
  vi.stubEnv('FACTIFY_ORGANIZATION_ID', factify.organizationId)
  vi.stubEnv('FLOW_TOKEN', flow.token)
  printed.length = 0
  vi.spyOn(console, 'log').mockImplementation((...values) => void printed.push(values))
})

afterEach(() => {
  server.close()
  vi.unstubAllEnvs()
  vi.restoreAllMocks()
})

it('shows a working create call and the change to another vendor on the first screen', async () => {
  const screen = (await readFile('README.md', 'utf8')).split('\n').slice(0, 25).join('\n')
  expect(screen).toContain(first?.text)
  expect(screen).toContain(diff?.text)
})

it.each(programs)('runs the sample at %s', async (name, code) => {
  const file = join(folder, `${name.replaceAll(' ', '-')}.ts`)
  await writeFile(file, `${code}\nexport {}\n`)
  if (!code.includes('.listen()')) server.listen({ onUnhandledRequest: 'error' })
  await import(/* @vite-ignore */ `../../${file}`)
  expect(JSON.stringify(printed)).not.toMatch(/[A-Za-z0-9]{40}/)
})

it('creates the keys that the samples speak of', async () => {
  const file = join(folder, 'create.ts')
  await writeFile(file, `${first?.text}\nexport { created }\n`)
  server.listen({ onUnhandledRequest: 'error' })
  await import(/* @vite-ignore */ `../../${file}`)
  const [held] = emulator.keys('unkey')
  expect(held).toMatchObject({ name: 'CI of Acme', owner: 'user_2xhFjEI5X2qWRvtV13BzSj8H6Dk' })
  expect(String(printed[0]?.[2])).toBe('[redacted]')
})

it('compiles every sample under the strictest settings', async () => {
  const files = await Promise.all(
    programs.map(async ([name, code]) => {
      const file = join(folder, `typed-${name.replaceAll(' ', '-')}.ts`)
      await writeFile(file, `${code}\nexport {}\n`)
      return file
    }),
  )
  const { config } = ts.readConfigFile('tsconfig.json', (file) => ts.sys.readFile(file)) as { config: object }
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, '.')
  // A sample names what it shows without using it all.
  const program = ts.createProgram(files, {
    ...options,
    noUnusedLocals: false,
    noPropertyAccessFromIndexSignature: false,
    isolatedDeclarations: false,
    declaration: false,
  })
  const problems = ts.getPreEmitDiagnostics(program).map(({ file, messageText }) => ({
    file: file && relative(folder, file.fileName),
    message: ts.flattenDiagnosticMessageText(messageText, '\n'),
  }))
  expect(problems).toEqual([])
})
