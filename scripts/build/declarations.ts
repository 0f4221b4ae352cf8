import { dirname, join, normalize, relative } from 'node:path'
import ts from 'typescript'
import { writeMapped } from './mapped.js'
import { source } from './places.js'
import type { Kept } from './published-map.js'

/**
 * Writes the declarations that the entries' own declarations lead to, and no others. What the files mean is checked by
 * `npm run types`, not here.
 */
export async function writeDeclarations(entries: readonly string[], folder: string): Promise<void> {
  const texts = declarationsOf(entries, folder)
  const reached = new Set(entries.map((entry) => declarationFile(entry, folder)))
  for (const file of reached) {
    const text = texts.get(file)
    if (text === undefined) throw new Error(`${file} is imported by a declaration, but there is none.`)
    await writeMapped(file, text, texts.get(`${file}.map`), { folder, kept: namesIn(text) })
    for (const { fileName } of ts.preProcessFile(text).importedFiles) {
      if (fileName.startsWith('.')) reached.add(join(dirname(file), fileName.replace(/\.js$/, '.d.ts')))
    }
  }
}

/** An editor asks for one place alone: where the name of what is declared begins. */
function namesIn(text: string): Kept {
  const file = ts.createSourceFile('declarations.d.ts', text, ts.ScriptTarget.Latest)
  const starts = new Set<number>()
  const visit = (node: ts.Node): void => {
    const { name } = node as ts.NamedDeclaration
    if (name !== undefined) starts.add(name.getStart(file))
    ts.forEachChild(node, visit)
  }
  visit(file)
  const lines = file.getLineStarts()
  return (segments, line) => segments.filter(([column]) => starts.has((lines[line] ?? Number.NaN) + column))
}

function declarationFile(file: string, folder: string): string {
  return join(folder, relative(source, file)).replace(/\.ts$/, '.d.ts')
}

function declarationsOf(entries: readonly string[], folder: string): Map<string, string> {
  const { config } = ts.readConfigFile('tsconfig.json', ts.sys.readFile) as { config: unknown }
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, '.')
  const program = ts.createProgram([...entries], {
    ...options,
    noEmit: false,
    noCheck: true,
    emitDeclarationOnly: true,
    declarationMap: true,
    rootDir: source,
    outDir: folder,
  })
  const texts = new Map<string, string>()
  const { diagnostics } = program.emit(undefined, (file, text) => texts.set(normalize(file), text))
  if (diagnostics.length > 0) throw new Error(ts.formatDiagnostics(diagnostics, diagnosticsHost))
  return texts
}

const diagnosticsHost: ts.FormatDiagnosticsHost = {
  getCanonicalFileName: (file) => file,
  getCurrentDirectory: () => '',
  getNewLine: () => '\n',
}
