import { posix } from 'node:path'
import ts from 'typescript'
import { entryFiles } from './entry-files.js'

/** Where a name is declared: a file of `src`, and what it is called there. */
export interface Declared {
  readonly file: string
  readonly name: string
}

interface DeclarationFile {
  /** What the file declares itself, without comments; a function with overloads has several texts. */
  readonly own: ReadonlyMap<string, readonly ts.Statement[]>
  readonly imported: ReadonlyMap<string, Declared>
  readonly exported: ReadonlyMap<string, Declared>
}

const read = new Map<string, DeclarationFile>()

/** What a file of `src` looks like from outside, as the build writes it into its `.d.ts`. */
export function declarationFile(file: string): DeclarationFile {
  const known = read.get(file) ?? parse(file)
  read.set(file, known)
  return known
}

/** Follows imports and re-exports to the declaration; undefined for what comes from a package or from the language. */
export function findDeclaration({ file, name }: Declared): Declared | undefined {
  const { own, imported } = declarationFile(file)
  if (own.has(name)) return { file, name }
  const from = imported.get(name)
  return from === undefined ? undefined : follow(from)
}

/** As `findDeclaration`, for the name that a file exports. */
export function follow({ file, name }: Declared): Declared | undefined {
  const from = declarationFile(file).exported.get(name)
  if (from === undefined) return undefined
  return from.file === file ? findDeclaration(from) : follow(from)
}

/** The `.d.ts` of each file that the entries lead to, without comments. */
function declarationTexts(): ReadonlyMap<string, string> {
  const { config } = ts.readConfigFile('tsconfig.json', ts.sys.readFile) as { config: unknown }
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, '.')
  const overrides = { noEmit: false, noCheck: true, emitDeclarationOnly: true, removeComments: true }
  const program = ts.createProgram([...entryFiles().values()], { ...options, ...overrides })
  const texts = new Map<string, string>()
  program.emit(undefined, (name, text) =>
    texts.set(posix.relative('.', name).replace(/\.d\.ts$/, '.ts'), text),
  )
  return texts
}

let texts: ReadonlyMap<string, string> | undefined

function parse(file: string): DeclarationFile {
  texts ??= declarationTexts()
  const outputText = texts.get(file)
  if (outputText === undefined) throw new Error(`No entry leads to ${file}.`)
  const { statements } = ts.createSourceFile(file, outputText, ts.ScriptTarget.Latest, true)
  const own = new Map<string, ts.Statement[]>()
  const imported = new Map<string, Declared>()
  const exported = new Map<string, Declared>()
  for (const statement of statements) {
    for (const name of namesOf(statement)) {
      own.set(name, [...(own.get(name) ?? []), statement])
      if (isExported(statement)) exported.set(name, { file, name })
    }
    for (const { name, propertyName } of specifiersOf(statement)) {
      const target = targetOf(statement, file)
      const original = (propertyName ?? name).text
      if (target === undefined) continue
      if (ts.isImportDeclaration(statement)) imported.set(name.text, { file: target, name: original })
      else exported.set(name.text, { file: target, name: original })
    }
  }
  return { own, imported, exported }
}

function namesOf(statement: ts.Statement): string[] {
  if (ts.isVariableStatement(statement)) {
    return statement.declarationList.declarations.map(({ name }) => name.getText())
  }
  const declares =
    ts.isInterfaceDeclaration(statement) ||
    ts.isTypeAliasDeclaration(statement) ||
    ts.isClassDeclaration(statement) ||
    ts.isFunctionDeclaration(statement)
  return declares && statement.name !== undefined ? [statement.name.text] : []
}

function isExported(statement: ts.Statement): boolean {
  const modifiers = ts.canHaveModifiers(statement) ? (ts.getModifiers(statement) ?? []) : []
  return modifiers.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword)
}

interface Specifier {
  readonly name: ts.ModuleExportName
  readonly propertyName?: ts.ModuleExportName | undefined
}

function specifiersOf(statement: ts.Statement): readonly Specifier[] {
  const bindings = ts.isImportDeclaration(statement)
    ? statement.importClause?.namedBindings
    : ts.isExportDeclaration(statement)
      ? statement.exportClause
      : undefined
  if (bindings === undefined) return []
  // One name at a time is what the public surface is written in; anything else would hide names from this test.
  if (ts.isNamedImports(bindings) || ts.isNamedExports(bindings)) return [...bindings.elements]
  throw new Error(`${statement.getSourceFile().fileName}: cannot follow ${statement.getText()}`)
}

/** The file of `src` that a statement imports from or exports from; undefined for a package. */
function targetOf(statement: ts.Statement, file: string): string | undefined {
  if (!ts.isImportDeclaration(statement) && !ts.isExportDeclaration(statement)) return undefined
  const specifier = statement.moduleSpecifier
  if (specifier === undefined) return file
  const text = ts.isStringLiteral(specifier) ? specifier.text : ''
  return text.startsWith('.') ? posix.join(posix.dirname(file), text.replace(/\.js$/, '.ts')) : undefined
}
