import ts from 'typescript'
import { declarationFile, findDeclaration, follow, type Declared } from './declarations.js'

/** What an entry exports: every name with its declaration. */
export function surfaceOf(entry: string): string {
  return [...exportsOf(entry)]
    .map(([name, declared]) => textOf(declared, name))
    .toSorted()
    .join('\n\n')
}

/** Declarations that the public ones lead to and that no entry exports: part of the surface, without a name to import. */
export function unnamedSurface(entries: Iterable<string>): string {
  const named = new Map([...entries].flatMap((entry) => [...exportsOf(entry).values()]).map(byKey))
  const reached = new Map(named)
  for (const declared of reached.values()) {
    for (const next of referencesOf(declared)) reached.set(...byKey(next))
  }
  return [...reached]
    .filter(([key]) => !named.has(key))
    .map(([, declared]) => `// ${declared.file}\n${textOf(declared, declared.name)}`)
    .toSorted()
    .join('\n\n')
}

function byKey(declared: Declared): [string, Declared] {
  return [`${declared.file}#${declared.name}`, declared]
}

function exportsOf(entry: string): Map<string, Declared> {
  const names = [...declarationFile(entry).exported.keys()]
  return new Map(
    names.map((name) => {
      const declared = follow({ file: entry, name })
      if (declared === undefined) throw new Error(`${entry}: cannot find the declaration of ${name}`)
      return [name, declared]
    }),
  )
}

/** A vendor's contract is generated and long, and has a test of its own: here its name is enough. */
function isContract({ file }: Declared): boolean {
  return /^src\/generated\/[^/]+\/paths\.ts$/.test(file)
}

function statementsOf({ file, name }: Declared): readonly ts.Statement[] {
  return declarationFile(file).own.get(name) ?? []
}

function textOf(declared: Declared, name: string): string {
  if (isContract(declared)) return `interface ${name} { /* ${declared.file} */ }`
  const renamed = name === declared.name ? '' : `// as ${name}\n`
  const texts = statementsOf(declared).map((statement) =>
    statement
      .getText()
      .replace(/^(export )?(declare )?/, '')
      .replaceAll(/^(?: {4})+/gm, (indent) => indent.replaceAll('    ', '  ')),
  )
  return renamed + texts.join('\n')
}

function referencesOf(declared: Declared): Declared[] {
  if (isContract(declared)) return []
  const found: Declared[] = []
  const visit = (node: ts.Node): void => {
    const target = ts.isIdentifier(node) && isReference(node) ? node.text : undefined
    const reached = target && findDeclaration({ file: declared.file, name: target })
    if (reached) found.push(reached)
    ts.forEachChild(node, visit)
  }
  for (const statement of statementsOf(declared)) visit(statement)
  return found
}

/** A name that stands for a declaration, not one that is being declared, such as a field's. */
function isReference(node: ts.Identifier): boolean {
  const { parent } = node
  return (
    ts.isTypeReferenceNode(parent) ||
    ts.isExpressionWithTypeArguments(parent) ||
    ts.isTypeQueryNode(parent) ||
    ts.isComputedPropertyName(parent)
  )
}
