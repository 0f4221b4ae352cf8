import { relative } from 'node:path'
import ts from 'typescript'
import { entryFiles } from './entry-files.js'

/** Public names and members of public types that have no docstring: `keymux: Secret.reveal`, each once. */
export function undocumented(entries: ReadonlyMap<string, string> = entryFiles()): string[] {
  const program = programOf([...entries.values()])
  const checker = program.getTypeChecker()
  const found = new Set<string>()
  for (const file of entries.values()) {
    const source = program.getSourceFile(file)
    const entry = source && checker.getSymbolAtLocation(source)
    if (entry === undefined) throw new Error(`${file} exports nothing.`)
    for (const exported of checker.getExportsOfModule(entry)) {
      for (const line of gaps(original(exported, checker), checker)) found.add(line)
    }
  }
  return [...found].toSorted()
}

function programOf(files: readonly string[]): ts.Program {
  const { config } = ts.readConfigFile('tsconfig.json', ts.sys.readFile) as { config: unknown }
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, '.')
  return ts.createProgram([...files], options)
}

function original(symbol: ts.Symbol, checker: ts.TypeChecker): ts.Symbol {
  return symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol
}

function gaps(symbol: ts.Symbol, checker: ts.TypeChecker): string[] {
  const declarations = (symbol.declarations ?? []).filter(isOurs)
  if (declarations.length === 0) return []
  const own = isDocumented(symbol, checker) ? [] : [placeOf(symbol.name, declarations[0])]
  const members = declarations.flatMap((declaration) => membersOf(declaration, checker))
  const known = new Set(members.filter(([, isKnown]) => isKnown).map(([name]) => name))
  // What several forms of a union have in common is told once.
  const missing = members.filter(([name]) => !known.has(name))
  return [...own, ...missing.map(([name, , node]) => placeOf(`${symbol.name}.${name}`, node))]
}

/** A vendor's contract is generated from its document, whose descriptions are none of ours. */
function isOurs(node: ts.Node): boolean {
  const { fileName } = node.getSourceFile()
  return !fileName.includes('/node_modules/') && !fileName.endsWith('/paths.ts')
}

/** A member that implements or overrides another has that one's docstring. */
function isDocumented(symbol: ts.Symbol, checker: ts.TypeChecker): boolean {
  return symbol.getDocumentationComment(checker).length > 0
}

type Member = readonly [name: string, isKnown: boolean, node: ts.Node]

/** What one can name of a type from outside: its fields and methods; those of an object in a field are that one's to tell of. */
function membersOf(declaration: ts.Node, checker: ts.TypeChecker): Member[] {
  const found: Member[] = []
  const visit = (node: ts.Node): void => {
    if (isMember(node)) {
      const symbol = checker.getSymbolAtLocation(node.name)
      const isKnown = saysIsOneWord(node) || (symbol !== undefined && isDocumented(symbol, checker))
      found.push([node.name.getText(), isKnown, node])
    } else if (ts.isConditionalTypeNode(node)) {
      // What is asked of a type is not what it has.
      for (const result of [node.trueType, node.falseType]) visit(result)
    } else if (!ts.isFunctionLike(node) && !ts.isExpression(node)) ts.forEachChild(node, visit)
  }
  if (!ts.isFunctionLike(declaration) && !ts.isVariableDeclaration(declaration)) {
    ts.forEachChild(declaration, visit)
  }
  return found
}

type NamedMember = (ts.TypeElement | ts.ClassElement) & { readonly name: ts.PropertyName }

/** Not what is private, nor what is there for the language: `toString`, `toJSON` and what stands under a symbol. */
function isMember(node: ts.Node): node is NamedMember {
  if (!(ts.isTypeElement(node) || ts.isClassElement(node)) || node.name === undefined) return false
  const isHidden = ts.isPrivateIdentifier(node.name) || ts.isComputedPropertyName(node.name)
  return !isHidden && !['toString', 'toJSON'].includes(node.name.getText())
}

/** `kind: 'slow'` tells two types apart, and the type says what it is. */
function saysIsOneWord(node: NamedMember): boolean {
  return ts.isPropertySignature(node) && node.type !== undefined && ts.isLiteralTypeNode(node.type)
}

function placeOf(name: string, node: ts.Node | undefined): string {
  const source = node?.getSourceFile()
  const line = source && node ? source.getLineAndCharacterOfPosition(node.getStart()).line + 1 : 0
  return `${relative('.', source?.fileName ?? '')}:${line} ${name}`
}
