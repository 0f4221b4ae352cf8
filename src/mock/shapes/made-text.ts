import { base62Alphabet } from '../../emulator/encoding.js'
import { uuid } from '../../emulator/ids.js'
import type { Random } from '../../emulator/random.js'
import type { JsonObject } from '../../generator/json.js'
import { fromExample } from './from-example.js'
import { fromPattern } from './from-pattern.js'

/** How a text that is no other's is to look. */
export interface Shape {
  readonly schema: JsonObject
  /** The pattern of what it starts with, where the overlay tells. */
  readonly prefix?: string | undefined
  /** What it starts with where nothing else is told. */
  readonly otherwise: string
}

/** A new id, secret or name of a place, in the shape that the document tells: by format, pattern or example. */
export function madeText({ schema, prefix, otherwise }: Shape, random: Random): string {
  const { format, pattern, minLength, maxLength } = schema
  const lengths = {
    minLength: typeof minLength === 'number' ? minLength : undefined,
    maxLength: typeof maxLength === 'number' ? maxLength : undefined,
  }
  const start = prefix === undefined ? undefined : new RegExp(prefix)
  const fits = (text: string | undefined): text is string =>
    text !== undefined &&
    text.length >= (lengths.minLength ?? 0) &&
    text.length <= (lengths.maxLength ?? Infinity) &&
    (typeof pattern !== 'string' || new RegExp(pattern).test(text)) &&
    (start === undefined || start.test(text))
  if (format === 'uuid') return uuid(random)
  for (const example of examplesOf(schema)) {
    const text = fromExample(example, random)
    if (fits(text)) return text
  }
  if (typeof pattern === 'string') {
    const text = fromPattern(pattern, random, lengths)
    if (fits(text)) return text
  }
  const before =
    prefix === undefined ? otherwise : (fromPattern(prefix, random, { maxLength: 16 }) ?? otherwise)
  const length = Math.max(
    (lengths.minLength ?? 0) - before.length,
    Math.min(32, (lengths.maxLength ?? 64) - before.length),
  )
  return before + random.text(base62Alphabet, Math.max(8, length))
}

function examplesOf({ example, examples }: JsonObject): string[] {
  return [example, ...(Array.isArray(examples) ? examples : [])].filter((each) => typeof each === 'string')
}
