import ts from 'typescript'
import { nodesOf, placeOf, type SourceFile } from './source-files.js'

/**
 * Where a file's code says a vendor's name, in a name or in a text: `clerkKeys`, `'Flow'`. A word that only holds one
 * (`workflow`, `overflow`) says none, and comments may say what they like.
 */
export function vendorWords(file: SourceFile, vendors: readonly string[]): string[] {
  const names = new Set(vendors)
  return nodesOf(file).flatMap((node) =>
    wordsOf(textOf(node))
      .filter((word) => names.has(word))
      .map((word) => `${placeOf(node)}: says ${word}`),
  )
}

function textOf(node: ts.Node): string {
  return ts.isIdentifier(node) || ts.isPrivateIdentifier(node) || isTextNode(node) ? node.text : ''
}

function isTextNode(node: ts.Node): node is ts.LiteralLikeNode {
  return (
    ts.isStringLiteralLike(node) || ts.isTemplateLiteralToken(node) || ts.isRegularExpressionLiteral(node)
  )
}

function wordsOf(text: string): string[] {
  return text
    .replaceAll(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z]+/)
}
