/**
 * Whether two names are the same to a reader: `api_key`, `apiKey` and `APIKEY` are. Letter by letter, since nearly all names
 * differ in their first, and never beyond the last, which makes V8 forget what it compiled.
 */
export function isSameSpelling(one: string, other: string): boolean {
  let at = 0
  let otherAt = 0
  for (;;) {
    while (at < one.length && isSeparator(one.charCodeAt(at))) at += 1
    while (otherAt < other.length && isSeparator(other.charCodeAt(otherAt))) otherAt += 1
    if (at >= one.length || otherAt >= other.length) return at >= one.length && otherAt >= other.length
    if (inLowerCase(one.charCodeAt(at)) !== inLowerCase(other.charCodeAt(otherAt))) return false
    at += 1
    otherAt += 1
  }
}

function isSeparator(code: number): boolean {
  return code === 95 || code === 45
}

function inLowerCase(code: number): number {
  return code >= 65 && code <= 90 ? code + 32 : code
}
