import type { ErrorCode } from '../../core/index.js'
import type { JsonObject, JsonValue } from '../../generator/json.js'
import type { RootAnnotation } from '../../generator/root-annotation.js'

/**
 * The vendor's code for an error, as it stands where a schema describes it: one that the overlay translates back to what was
 * meant, and that the document's list of codes has. Undefined where the document has a list without one.
 */
export function vendorCode(
  { codes, codeAfter = '' }: RootAnnotation['errors'],
  code: ErrorCode,
  schema: JsonObject | undefined,
): string | undefined {
  const listed = schema?.['enum']
  const isListed = (text: string): boolean => !Array.isArray(listed) || listed.includes(text)
  const known = Object.keys(codes)
    .filter((each) => codes[each] === code)
    .map((each) => named(each, code))
  const found = known.map((each) => shaped(each, codeAfter, schema)).find(isListed)
  if (found !== undefined) return found
  const plain = shaped(
    codes[code] === undefined || codes[code] === code ? code : `mock_${code}`,
    codeAfter,
    schema,
  )
  return isListed(plain) ? plain : undefined
}

/** A name in place of the `*`. */
function named(pattern: string, code: ErrorCode): string {
  return pattern.replace('*', code === 'not_found' || code === 'conflict' ? 'key' : code)
}

/** In its longer text, as the document's example has it. */
function shaped(code: string, after: string, schema: JsonObject | undefined): string {
  if (after === '') return code
  const example: JsonValue | undefined = schema?.['example']
  const at = typeof example === 'string' ? example.indexOf(after) : -1
  const before = typeof example === 'string' && at >= 0 ? example.slice(0, at) : 'https://errors.example'
  return before + after + code
}
