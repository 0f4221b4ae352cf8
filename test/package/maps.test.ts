import { readFileSync, writeFileSync } from 'node:fs'
import { join, posix, relative, resolve } from 'node:path'
import { decode } from '@jridgewell/sourcemap-codec'
import ts from 'typescript'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { filesBelow, installPackage, type Installed } from './support/install.js'
import { node } from './support/run.js'

let installed: Installed

beforeAll(async () => {
  installed = await installPackage()
}, 120_000)

afterAll(async () => installed?.remove())

it('names the line of the source in the trace of an error', async () => {
  const script = `
    import { unkey } from 'keymux/unkey'
    const keys = unkey({ rootKey: 'unkey_x', apiId: 'api_1', fetch: () => Promise.reject(new Error('down')) })
    await keys.create({ name: 5 }).catch((error) => process.stdout.write(error.stack))`
  const stack = await node(
    ['--enable-source-maps', '--input-type=module', '--eval', script],
    installed.project,
  )
  const places = [...stack.matchAll(/keymux\/(src\/[\w/-]+\.ts):(\d+)/g)]
  expect(places.length).toBeGreaterThan(1)
  const [thrown = '', called = ''] = places.map(([, file = '', line = '']) => lineOf(file, Number(line)))
  expect(thrown).toMatch(/KeymuxError|throw|return/)
  expect(called).toContain('(')
})

it('prints a line of the code and not a file of it for an error that nobody catches', async () => {
  const script = `
    import { createEmulator } from 'keymux/emulator'
    createEmulator().faults.add({ kind: 'none-such' })`
  const run = node(['--input-type=module', '--eval', script], installed.project)
  const { message } = await run.then(
    () => new Error('It did not fail.'),
    (error: Error) => error,
  )
  expect(message).toContain('KeymuxError: The emulator knows the faults')
  expect(Math.max(...message.split('\n').map(({ length }) => length))).toBeLessThan(1500)
})

it.each([
  ['unkey', 'src/providers/unkey/index.ts', 'unkey'],
  ['keys.create', 'src/providers/unkey/index.ts', 'create'],
  ['key.secret', 'src/core', 'secret'],
  ['key.secret.reveal', 'src/core/secret.ts', 'reveal'],
  ['error.code', 'src/core/keymux-error.ts', 'code'],
])('leads an editor from %s to where it is declared', (expression, place, name) => {
  const { file, text } = definitionOf(expression)
  expect(file.startsWith(place) ? place : file).toBe(place)
  expect(text).toMatch(new RegExp(`^${name}\\b`))
})

it('leads from names to the same names, and from code to lines that hold it', async () => {
  const maps = (await filesBelow(installed.folder)).filter((file) => file.endsWith('.map'))
  const names = maps.filter((map) => map.endsWith('.d.ts.map')).flatMap(pairsOf)
  expect(names.length).toBeGreaterThan(1000)
  expect(names.filter(({ built, source }) => firstWord(built) !== firstWord(source))).toEqual([])
  const code = maps.filter((map) => map.endsWith('.js.map')).flatMap(pairsOf)
  expect(code.length).toBeGreaterThan(4000)
  // A bundler gives some variables another name, and some statements another form.
  const moved = code.filter(
    ({ built, source }) => !source.includes(firstWord(built).replace(/^let$/, 'const')),
  )
  expect(moved.length / code.length).toBeLessThan(0.02)
})

function firstWord(text: string): string {
  return /^[\w$]*/.exec(text)?.[0] ?? ''
}

interface Pair {
  readonly built: string
  readonly source: string
}

function pairsOf(map: string): readonly Pair[] {
  const { sources, mappings } = JSON.parse(read(map)) as { sources: string[]; mappings: string }
  const built = read(map.replace(/\.map$/, '')).split('\n')
  const texts = sources.map((file) => {
    const path = posix.join(posix.dirname(map), file)
    return path.startsWith('src/') ? read(path).split('\n') : undefined
  })
  return decode(mappings).flatMap((segments, line) =>
    segments.flatMap(([column, file, sourceLine, sourceColumn]) => {
      const source = file === undefined ? undefined : texts[file]?.[sourceLine ?? -1]
      return source === undefined
        ? []
        : { built: (built[line] ?? '').slice(column), source: source.slice(sourceColumn) }
    }),
  )
}

function read(file: string): string {
  return readFileSync(join(installed.folder, file), 'utf8')
}

function lineOf(file: string, line: number): string {
  return read(file).split('\n')[line - 1] ?? ''
}

/** Where an editor goes from the last name of an expression. */
function definitionOf(expression: string): { readonly file: string; readonly text: string } {
  const path = join(installed.project, 'app.ts')
  const text = `
    import { unkey } from 'keymux/unkey'
    import { KeymuxError } from 'keymux'
    const keys = unkey({ rootKey: 'unkey_x', apiId: 'api_1' })
    const key = await keys.create({ name: 'CI' })
    const error = new KeymuxError({ code: 'server_error', message: 'x' } as never)
    void (${expression})`
  writeFileSync(path, text)
  const host: ts.LanguageServiceHost = {
    ...ts.sys,
    useCaseSensitiveFileNames: () => ts.sys.useCaseSensitiveFileNames,
    getCompilationSettings: () => ({
      module: ts.ModuleKind.NodeNext,
      target: ts.ScriptTarget.ES2022,
      types: [],
    }),
    getScriptFileNames: () => [path],
    getScriptVersion: () => expression,
    getScriptSnapshot: (file) => ts.ScriptSnapshot.fromString(ts.sys.readFile(file) ?? ''),
    getCurrentDirectory: () => installed.project,
    getDefaultLibFileName: ts.getDefaultLibFilePath,
  }
  const service = ts.createLanguageService(host) as ts.LanguageService & Mapping
  const [definition] = service.getDefinitionAtPosition(path, text.length - 2) ?? []
  if (definition === undefined) throw new Error(`There is no definition of ${expression}.`)
  const declared = { fileName: definition.fileName, pos: definition.textSpan.start }
  const { fileName, pos } = service.getSourceMapper().tryGetSourcePosition(declared) ?? declared
  return {
    file: relative(installed.folder, resolve(fileName)),
    text: (ts.sys.readFile(fileName) ?? '').slice(pos),
  }
}

interface Position {
  readonly fileName: string
  readonly pos: number
}

/** How the server that editors talk to gets from a declaration to its source; TypeScript does not declare it. */
interface Mapping {
  getSourceMapper(): { tryGetSourcePosition(place: Position): Position | undefined }
}
