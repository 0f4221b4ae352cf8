import openapiTS, { astToString } from 'openapi-typescript'
import ts from 'typescript'
import { annotationKey } from './annotations.js'
import type { Home } from './emit-imports.js'
import { GenerationError } from './generation-error.js'
import { isJsonObject, type JsonObject, type JsonValue } from './json.js'
import type { Contract } from './model.js'
import { printTypes } from './print-types.js'
import { banner } from './source-text.js'

/** What only makes a hover text longer; the meaning stands in the description. */
const silent = new Set([annotationKey, 'example', 'examples', 'title', 'format', 'default', 'summary'])

/** What holds things by names of the vendor's own: an answer called `default`, a header called `format`. */
const named = new Set(['properties', 'responses', 'schemas', 'headers', 'parameters'])

/** `paths.ts`: the vendor's contract as types, by openapi-typescript, less the lines that say that something is not there. */
export async function emitTypes({ document, sources }: Contract, home: Home): Promise<string> {
  const nodes = await openapiTS(JSON.stringify(quiet(document)), {
    alphabetize: false,
    defaultNonNullable: false,
    emptyObjectsUnknown: true,
    silent: true,
  }).catch((error: unknown) => {
    throw new GenerationError(sources.document, '$', `openapi-typescript refuses it: ${firstLine(error)}`)
  })
  const telling = nodes.filter((node) => !isEmptyRoot(node)).map(withoutNothing)
  return `${banner(sources, home)}\n${printTypes(astToString(telling))}`
}

function firstLine(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split('\n', 1)[0] ?? ''
}

function quiet(node: JsonValue, hasOwnNames = false): JsonValue {
  if (Array.isArray(node)) return node.map((item) => quiet(item))
  if (!isJsonObject(node)) return node
  if (hasOwnNames) return mapValues(node, (value) => quiet(value))
  const isOperation = 'operationId' in node
  const kept = Object.entries(node).filter(
    ([name]) => !silent.has(name) && !(isOperation && name === 'description'),
  )
  return mapValues(Object.fromEntries(kept), (value, name) => {
    const quieter = quiet(value, named.has(name))
    return isOperation && name === 'responses' ? withoutDescriptions(quieter) : quieter
  })
}

/** The status says enough. The property must be there all the same. */
function withoutDescriptions(answers: JsonValue): JsonValue {
  if (!isJsonObject(answers)) return answers
  return mapValues(answers, (answer) => (isJsonObject(answer) ? { ...answer, description: '' } : answer))
}

function mapValues(object: JsonObject, change: (value: JsonValue, name: string) => JsonValue): JsonObject {
  return Object.fromEntries(Object.entries(object).map(([name, value]) => [name, change(value, name)]))
}

/** `webhooks` and `$defs` of a document that has none. */
function isEmptyRoot(node: ts.Node): boolean {
  return ts.isTypeAliasDeclaration(node) && ['webhooks', '$defs'].includes(node.name.text)
}

/** `put?: never` and the like: more than half of what the library writes, and no type needs it. */
function withoutNothing<T extends ts.Node>(root: T): T {
  const result = ts.transform(root, [
    (context) => (node) => {
      const visit = (each: ts.Node): ts.Node | undefined => {
        const visited = ts.visitEachChild(each, visit, context)
        return saysNothing(visited) ? undefined : visited
      }
      return ts.visitEachChild(node, visit, context)
    },
  ])
  return result.transformed[0] as T
}

function saysNothing(node: ts.Node): boolean {
  if (!ts.isPropertySignature(node) || node.type === undefined) return false
  if (node.type.kind === ts.SyntaxKind.NeverKeyword) return true
  if (!ts.isIdentifier(node.name) || !ts.isTypeLiteralNode(node.type)) return false
  const { members } = node.type
  if (node.name.text === 'parameters') return members.length === 0
  return node.name.text === 'headers' && members.length === 1 && members.every(isAnyHeader)
}

/** `[name: string]: unknown`, which every answer is given. A schema's own open object has `key` there. */
function isAnyHeader(member: ts.TypeElement): boolean {
  if (!ts.isIndexSignatureDeclaration(member)) return false
  return member.parameters.every(({ name }) => ts.isIdentifier(name) && name.text === 'name')
}
