import type { ErrorCode } from '../../core/index.js'
import { textAfter } from '../../core/text-after.js'
import { meaningOfCode } from '../../generator/code-meaning.js'
import type { JsonObject, JsonValue } from '../../generator/json.js'
import { names } from '../../generator/model.js'
import type { RootAnnotation } from '../../generator/root-annotation.js'

type Errors = RootAnnotation['errors']

/**
 * The vendor's code for an error, as it stands where a schema describes it: one that the overlay translates back to what was
 * meant. Where the document lists all codes it is one of those, and if the overlay translates none, the one whose words say it;
 * undefined where there is none.
 */
export function vendorCode(
  errors: Errors,
  code: ErrorCode,
  schema: JsonObject | undefined,
): string | undefined {
  const list = schema?.['enum']
  return Array.isArray(list) ? listedCode(errors, code, names(list)) : freeCode(errors, code, schema)
}

function listedCode(
  { codes, codeAfter = '' }: Errors,
  code: ErrorCode,
  list: readonly string[],
): string | undefined {
  const all = list.map((text) => ({ text, own: textAfter(text, codeAfter) ?? text }))
  const free = all.filter(({ own }) => translated(codes, own) === undefined)
  const found =
    all.find(({ own }) => translated(codes, own) === code) ??
    free.find(({ own }) => own === code) ??
    free.find(({ own }) => meaningOfCode(own) === code)
  return found?.text
}

/** In keymux' words, as the vendor's client has it. */
function translated(codes: Errors['codes'], own: string): ErrorCode | undefined {
  const pattern = Object.keys(codes).find((each) => {
    const [start = '', end] = each.split('*')
    return end !== undefined && own.startsWith(start) && own.endsWith(end)
  })
  return codes[own] ?? (pattern === undefined ? undefined : codes[pattern])
}

function freeCode(
  { codes, codeAfter = '' }: Errors,
  code: ErrorCode,
  schema: JsonObject | undefined,
): string {
  const known = Object.keys(codes).find((each) => codes[each] === code)
  const plain = codes[code] === undefined || codes[code] === code ? code : `mock_${code}`
  return shaped(known === undefined ? plain : named(known, code), codeAfter, schema)
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
