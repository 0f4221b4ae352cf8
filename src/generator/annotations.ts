import type * as z from 'zod'
import { nearestName } from '../core/nearest-name.js'
import { valueAt } from './document/pointers.js'
import { GenerationError } from './generation-error.js'
import type { JsonValue } from './json.js'

/** The name under which an overlay annotates a document. */
export const annotationKey = 'x-keymux'

/** An annotation as its schema has it. Ends the generation with the first thing that is wrong with it. */
export function readAnnotation<T>(
  schema: z.ZodType<T>,
  file: string,
  path: string,
  value: JsonValue | undefined,
): T {
  const result = schema.safeParse(value)
  if (result.success) return result.data
  const { issues } = result.error
  // A misspelt attribute is missing as well, and what is missing is no help.
  const issue = issues.find(({ code }) => code === 'unrecognized_keys') ?? issues[0]
  const where = [annotationKey, ...(issue?.path ?? [])].join('.')
  throw new GenerationError(file, path, `${where}: ${reason(issue)}`, fixOf(issue, schema, value))
}

/** The word that was meant. */
function fixOf(
  issue: z.core.$ZodIssue | undefined,
  schema: z.ZodType,
  value: JsonValue | undefined,
): string | undefined {
  if (issue?.code === 'invalid_value') {
    const written = valueAt(value ?? null, issue.path.map(String))
    return typeof written === 'string' ? didYouMean(written, issue.values.map(String)) : undefined
  }
  if (issue?.code === 'unrecognized_keys')
    return didYouMean(issue.keys[0] ?? '', attributesAt(schema, issue.path))
  return undefined
}

function didYouMean(written: string, words: readonly string[]): string | undefined {
  const near = nearestName(written, words)
  return near === undefined ? undefined : `Did you mean ${near}?`
}

/** The attributes that an annotation may have at a path in it. */
function attributesAt(schema: z.ZodType, path: readonly PropertyKey[]): string[] {
  const { def } = schema as { def: SchemaParts }
  if (def.innerType !== undefined) return attributesAt(def.innerType, path)
  if (def.valueType !== undefined) return attributesAt(def.valueType, path.slice(1))
  if (def.element !== undefined) return attributesAt(def.element, path.slice(1))
  const [first, ...rest] = path
  if (first === undefined) return Object.keys(def.shape ?? {})
  const inner = def.shape?.[String(first)]
  return inner === undefined ? [] : attributesAt(inner, rest)
}

/** What of zod's own description of a schema leads to the schemas inside. */
interface SchemaParts {
  readonly shape?: Readonly<Record<string, z.ZodType>>
  readonly innerType?: z.ZodType
  readonly valueType?: z.ZodType
  readonly element?: z.ZodType
}

function reason(issue: z.core.$ZodIssue | undefined): string {
  if (issue === undefined) return 'is not understood'
  if (issue.code === 'invalid_value') return `is unknown: one of ${issue.values.join(', ')} is`
  if (issue.code === 'unrecognized_keys') return `does not know ${issue.keys.join(', ')}`
  if (issue.code === 'invalid_type' && issue.message.endsWith('received undefined')) return 'is missing'
  return issue.message
}
