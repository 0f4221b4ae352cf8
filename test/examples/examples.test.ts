import { readdir, readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import ts from 'typescript'
import { describe, expect, it } from 'vitest'
import { findExamples } from '../../scripts/examples/example.js'

// What needs no install. `npm run test:examples` installs, starts and tests each of them.

const examples = await findExamples()

/** What the compiler says where a package is not at hand: it is not found, or what comes of it has no type. */
const ofMissingPackages = new Set([2307, 2664, 2875, 7006, 7016, 7026, 7031])

describe.each(examples)('examples/$id', ({ id, path, manifest }) => {
  it('starts and is tested with one command, and its versions are pinned', () => {
    const { dependencies = {}, devDependencies = {}, scripts = {}, ...rest } = manifest
    expect(rest).toEqual({ name: `keymux-example-${id}`, private: true, type: 'module' })
    expect(scripts).toMatchObject({ start: expect.any(String), test: expect.any(String) })
    const { keymux, ...others } = { ...dependencies, ...devDependencies }
    expect(keymux).toBe('file:../..')
    for (const version of Object.values(others)) expect(version).toMatch(/^\d+\.\d+\.\d+$/)
  })

  it('has a README that says how, and names only files that are there', async () => {
    const [readme, files] = await Promise.all([readFile(join(path, 'README.md'), 'utf8'), filesIn(path)])
    expect(readme).toContain('npm install && npm start\nnpm test\n')
    const named = [...readme.matchAll(/`([\w./-]+\.(?:tsx?|html|capnp|toml))`/g)].map(([, file]) => file)
    expect(named.filter((file) => !files.includes(file ?? ''))).toEqual([])
    expect(named.length).toBeGreaterThan(0)
  })

  it('is in the list of examples', async () => {
    expect(await readFile('examples/README.md', 'utf8')).toContain(`](${id}/README.md)`)
  })
})

// All at once: what takes the time is to read keymux itself.
it('they use keymux as its types have it', { timeout: 120_000 }, async () => {
  const files = await Promise.all(
    examples.map(async ({ path }) => (await filesIn(path)).map((file) => join(path, file))),
  )
  const sources = files.flat().filter((file) => /\.tsx?$/.test(file))
  expect(sources.length).toBeGreaterThan(examples.length)
  expect(diagnosticsOf(sources)).toEqual([])
})

async function filesIn(path: string): Promise<string[]> {
  const files = await readdir(path, { recursive: true })
  return files.filter((file) => !/(^|[\\/])(node_modules|\.next)([\\/]|$)/.test(file))
}

function diagnosticsOf(files: readonly string[]): string[] {
  const { config } = ts.readConfigFile('tsconfig.json', (file) => ts.sys.readFile(file)) as { config: object }
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, resolve('.'))
  const program = ts.createProgram(files, {
    ...options,
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    jsx: ts.JsxEmit.ReactJSX,
    noPropertyAccessFromIndexSignature: false,
    noImplicitReturns: false,
    isolatedDeclarations: false,
    declaration: false,
  })
  return ts.getPreEmitDiagnostics(program).flatMap(({ code, file, messageText }) => {
    const message = ts.flattenDiagnosticMessageText(messageText, '\n')
    const isExpected = ofMissingPackages.has(code) && !message.includes("'keymux")
    return isExpected ? [] : [`${file?.fileName}: ${message}`]
  })
}
