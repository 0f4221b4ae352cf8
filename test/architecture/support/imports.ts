import ts from 'typescript'
import { nodesOf, placeOf, type SourceFile } from './source-files.js'

/** An arrow from one file to another, or to a package. */
export interface Import {
  readonly place: string
  /** As it is written; null where it is not a plain text, so that nobody can tell where it leads. */
  readonly specifier: string | null
  /** `type` leaves nothing behind at run time; `dynamic` is loaded only when the code gets there. */
  readonly kind: 'static' | 'type' | 'dynamic'
}

/** All imports of a file: of values and of types, written at its top or within. */
export function importsOf(file: SourceFile): Import[] {
  return nodesOf(file).flatMap((node) => {
    const found = importAt(node)
    return found === undefined
      ? []
      : [{ place: placeOf(node), specifier: textOf(found.target), kind: found.kind }]
  })
}

interface Found {
  readonly target: ts.Node | undefined
  readonly kind: Import['kind']
}

function importAt(node: ts.Node): Found | undefined {
  if (ts.isImportDeclaration(node)) {
    // `import { type A }` stays as `import {}` at run time: only `import type` is a type.
    return { target: node.moduleSpecifier, kind: node.importClause?.isTypeOnly === true ? 'type' : 'static' }
  }
  if (ts.isExportDeclaration(node) && node.moduleSpecifier !== undefined) {
    return { target: node.moduleSpecifier, kind: node.isTypeOnly ? 'type' : 'static' }
  }
  if (ts.isImportTypeNode(node)) return { target: node.argument, kind: 'type' }
  if (ts.isExternalModuleReference(node)) return { target: node.expression, kind: 'static' }
  if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
    return { target: node.arguments[0], kind: 'dynamic' }
  }
  return undefined
}

function textOf(node: ts.Node | undefined): string | null {
  if (node === undefined) return null
  if (ts.isLiteralTypeNode(node)) return textOf(node.literal)
  return ts.isStringLiteralLike(node) ? node.text : null
}
