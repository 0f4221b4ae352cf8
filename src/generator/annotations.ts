import type * as z from 'zod'
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
  const issue = result.error.issues[0]
  const where = [annotationKey, ...(issue?.path ?? [])].join('.')
  throw new GenerationError(file, path, `${where}: ${reason(issue)}`)
}

function reason(issue: z.core.$ZodIssue | undefined): string {
  if (issue === undefined) return 'is not understood'
  if (issue.code === 'invalid_value') return `is unknown: one of ${issue.values.join(', ')} is`
  if (issue.code === 'unrecognized_keys') return `does not know ${issue.keys.join(', ')}`
  return issue.message
}
