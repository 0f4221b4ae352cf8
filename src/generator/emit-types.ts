import openapiTS, { astToString } from 'openapi-typescript'
import ts from 'typescript'
import { annotationKey } from './annotations.js'
import { GenerationError } from './generation-error.js'
import { isJsonObject, type JsonValue } from './json.js'
import type { VendorModel } from './model.js'
import { banner } from './source-text.js'

/** What only makes a hover text longer; the meaning stands in the description. */
const silent = new Set([annotationKey, 'example', 'examples', 'title', 'format', 'default', 'summary'])

/** `paths.ts`: the vendor's contract as types, by openapi-typescript, less the lines that say that something is not there. */
export async function emitTypes({ document, sources }: VendorModel): Promise<string> {
  const nodes = await openapiTS(JSON.stringify(quiet(document)), {
    alphabetize: false,
    defaultNonNullable: false,
    emptyObjectsUnknown: true,
    silent: true,
  }).catch((error: unknown) => {
    throw new GenerationError(sources.document, '$', `openapi-typescript refuses it: ${firstLine(error)}`)
  })
  return `${banner(sources)}\n${tidy(astToString(nodes.map(withoutNothing)))}`
}

function firstLine(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split('\n', 1)[0] ?? ''
}

function quiet(node: JsonValue, inProperties = false): JsonValue {
  if (Array.isArray(node)) return node.map((item) => quiet(item))
  if (!isJsonObject(node)) return node
  const isOperation = 'operationId' in node
  const kept = Object.entries(node).filter(
    ([name]) => inProperties || !(silent.has(name) || (isOperation && name === 'description')),
  )
  return Object.fromEntries(
    kept.map(([name, value]) => [name, quiet(value, !inProperties && name === 'properties')]),
  )
}

/** `put?: never` and the like: more than half of what the library writes, and no type needs it. */
function withoutNothing<T extends ts.Node>(root: T): T {
  const result = ts.transform(root, [
    (context) => (node) => {
      const visit = (each: ts.Node): ts.Node | undefined =>
        saysNothing(each) ? undefined : ts.visitEachChild(each, visit, context)
      return ts.visitEachChild(node, visit, context)
    },
  ])
  return result.transformed[0] as T
}

function saysNothing(node: ts.Node): boolean {
  if (ts.isIndexSignatureDeclaration(node)) return false
  if (!ts.isPropertySignature(node) || node.type === undefined) return false
  if (node.type.kind === ts.SyntaxKind.NeverKeyword) return true
  // Every answer is given the same open headers.
  return ts.isIdentifier(node.name) && node.name.text === 'headers' && isOpenHeaders(node.type)
}

function isOpenHeaders(type: ts.TypeNode): boolean {
  return (
    ts.isTypeLiteralNode(type) &&
    type.members.length === 1 &&
    type.members.every(ts.isIndexSignatureDeclaration)
  )
}

/** A third of the lines go by writing a short object on one line, as a person would. */
function tidy(source: string): string {
  const short = source
    .replaceAll('/** @description ', '/** ')
    .replaceAll(/^export type (webhooks|\$defs) = Record<string, never>;\n/gm, '')
    .replaceAll(/^ *parameters: \{\n? *\};\n/gm, '')
    .replaceAll(/^ *\/\*\*[^\n]*\*\/\n(?= *\d{3}: )/gm, '')
    .replaceAll('    ', '  ')
  return repeatedly(short, (text) => text.replaceAll(/\{\n((?: *[^\n }][^\n]*;\n){1,2}) *\}/g, oneLine))
}

function oneLine(whole: string, lines: string): string {
  const fields = lines.trim().split(/\n */)
  const line = `{ ${fields.join(' ').replace(/;$/, '')} }`
  const isClosed = fields.every((field) => field.split('{').length === field.split('}').length)
  return isClosed && line.length < 120 && !line.includes('/*') ? line : whole
}

function repeatedly(text: string, change: (text: string) => string): string {
  const changed = change(text)
  return changed === text ? text : repeatedly(changed, change)
}
