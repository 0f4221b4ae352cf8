import { Secret } from 'keymux'

/**
 * Text as it may be kept for showing: whatever could be a secret stands in it as a `Secret`, which nothing turns into text by
 * accident.
 */
export type CoveredText = readonly (string | Secret)[]

/** JSON whose texts are covered. */
export type CoveredJson =
  | number
  | boolean
  | null
  | { readonly text: CoveredText }
  | { readonly items: readonly CoveredJson[] }
  | { readonly fields: readonly (readonly [name: CoveredText, value: CoveredJson])[] }

// No secret of any vendor is as short.
const token = /[\w\-+/=.~:%]{16,}/g
// `unkey/application/invalid_input`, `2026-11-27T07:00:00.000Z`, `secondsUntilExpiration`: words of some length and small numbers.
const plain =
  /^(?:[A-Za-z]?[a-z]{0,19}|[a-z]{3,12}(?:[A-Z][a-z]{2,12}){1,4}|[A-Z]{1,8}|\d{1,4}|\d{2}T\d{2}|\d{1,9}Z|[vV]\d[a-z]{0,5})$/

/** Covers every part of a text that is not plainly harmless: an unknown word that is long is taken for a secret. */
export function cover(text: string): CoveredText {
  const pieces: (string | Secret)[] = []
  let end = 0
  for (const { 0: found, index } of text.matchAll(token)) {
    if (isPlain(found)) continue
    if (index > end) pieces.push(text.slice(end, index))
    pieces.push(new Secret(found))
    end = index + found.length
  }
  if (end < text.length || text === '') pieces.push(text.slice(end))
  return pieces
}

/** The same for a URL, whose parts stand each for itself. */
export function coverUrl(url: string): CoveredText {
  return url.split(/(?<=[/?&=])|(?=[/?&=])/).flatMap(cover)
}

function isPlain(word: string): boolean {
  return word.split(/[\W_]+/).every((part) => plain.test(part))
}

/** Takes the cover off what is known to be no secret: an id, an owner, what was typed into the form. */
export function uncoverHarmless(text: CoveredText, harmless: ReadonlySet<string>): CoveredText {
  const known = [...harmless]
  return text.map((piece) =>
    typeof piece === 'string' ? piece : (known.find((word) => piece.equals(word)) ?? piece),
  )
}

/** A parsed JSON value with its texts covered. */
export function coverJson(value: unknown): CoveredJson {
  if (typeof value === 'string') return { text: cover(value) }
  if (Array.isArray(value)) return { items: value.map(coverJson) }
  if (typeof value === 'object' && value !== null)
    return { fields: Object.entries(value).map(([name, each]) => [cover(name), coverJson(each)]) }
  return typeof value === 'number' || typeof value === 'boolean' ? value : null
}

export function uncoverHarmlessJson(json: CoveredJson, harmless: ReadonlySet<string>): CoveredJson {
  if (typeof json !== 'object' || json === null) return json
  if ('text' in json) return { text: uncoverHarmless(json.text, harmless) }
  if ('items' in json) return { items: json.items.map((each) => uncoverHarmlessJson(each, harmless)) }
  return {
    fields: json.fields.map(([name, value]) => [
      uncoverHarmless(name, harmless),
      uncoverHarmlessJson(value, harmless),
    ]),
  }
}

/** The text where nothing of it is covered; else undefined. */
export function plainText(text: CoveredText): string | undefined {
  return text.every((piece) => typeof piece === 'string') ? text.join('') : undefined
}
