import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { inspect } from 'node:util'
import { setupServer } from 'msw/node'
import ts from 'typescript'
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest'
import { createEmulator, type Emulator } from 'keymux/emulator'
import { handlers } from 'keymux/msw'
import { findLeaks } from '../leaks/find-leaks.js'
import { applyDiff, codeBlocks } from './code-blocks.js'
import { runPages } from './pages.js'

const blocks = await codeBlocks('README.md')
const samples = blocks.filter(({ language }) => language === 'ts')
const inDocs = await Promise.all(
  (await runPages()).map(async (page) => {
    const found = (await codeBlocks(page)).filter(({ language }) => language === 'ts')
    return found.map(({ text, line }) => [`line ${line} of ${page}`, text] as const)
  }),
)
const [first] = samples
const diff = blocks.find(({ language }) => language === 'diff')
const changed = applyDiff(first?.text ?? '', diff?.text ?? '')
  .replaceAll('unkey }', 'clerk }')
  .replaceAll('/unkey', '/clerk')
const programs = [
  ...samples.map(({ text, line }) => [`line ${line}`, text] as const),
  ...inDocs.flat(),
  ['after the diff', changed] as const,
]

let folder: string
let emulator: Emulator
let server: ReturnType<typeof setupServer>
const printed: unknown[][] = []
const answered = new Set<string>()

/** Notes the text of each answer that is made while a sample runs, whichever way it goes. */
class NotedResponse extends Response {
  constructor(body?: BodyInit | null, init?: ResponseInit) {
    super(body, init)
    if (typeof body === 'string') answered.add(body)
  }
}

/** The secrets of the keys in the answers, in each vendor's field for it. */
function secretsAnswered(): string[] {
  return [...answered].flatMap((text) => {
    const body = JSON.parse(text) as {
      data?: { key?: string }
      key?: string
      secret?: string
      apiKey?: string
    }
    return [body.data?.key, body.key, body.secret, body.apiKey].filter((secret) => secret !== undefined)
  })
}

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
  vi.stubEnv('KEYMUX_VENDOR', 'unkey')
  printed.length = 0
  answered.clear()
  vi.stubGlobal('Response', NotedResponse)
  vi.spyOn(console, 'log').mockImplementation((...values) => void printed.push(values))
})

afterEach(() => {
  server.close()
  vi.unstubAllEnvs()
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
})

it('shows a working create call and the change to another vendor on the first screen', async () => {
  const screen = (await readFile('README.md', 'utf8')).split('\n').slice(0, 25).join('\n')
  expect(screen).toContain(first?.text)
  expect(screen).toContain(diff?.text)
})

it.each(programs)('runs the sample at %s', async (name, code) => {
  const file = join(folder, `${name.replaceAll(/\W+/g, '-')}.ts`)
  // As a reader would put an id of theirs there.
  const filled = code.replaceAll("'api_1'", `'${emulator.credentials.unkey.apiId}'`)
  await writeFile(file, `${filled}\nexport {}\n`)
  if (!code.includes('.listen()')) server.listen({ onUnhandledRequest: 'error' })
  await import(/* @vite-ignore */ `../../${file}`)
  const created = secretsAnswered()
  // The one that shows a refusal creates nothing.
  const creates = code.includes('.create(') && !code.includes("'400d'")
  expect(created.length > 0).toBe(creates)
  const { unkey, clerk, factify, flow } = emulator.credentials
  const secrets = [...created, unkey.rootKey, clerk.secretKey, factify.apiKey, flow.token]
  expect(findLeaks(inspect(printed, { depth: Infinity, showHidden: true }), { secrets })).toEqual([])
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

// The compiler takes its time where others use the machine as well.
it('compiles every sample under the strictest settings', { timeout: 300_000 }, async () => {
  const files = await Promise.all(
    programs.map(async ([name, code]) => {
      const file = join(folder, `typed-${name.replaceAll(/\W+/g, '-')}.ts`)
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
