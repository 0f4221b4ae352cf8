// Control characters of both sets, those that turn the direction of a text around, and the other line breaks.
// oxlint-disable-next-line no-control-regex
const unprintable = /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g

/** A text of a vendor's as it may stand on a terminal: a key's name must not move the cursor or hide what stands beside it. */
export function printable(text: string): string {
  return text.replaceAll(unprintable, escaped)
}

/** A value as one line of JSON, in which no byte means anything to a terminal. */
export function jsonLine(value: unknown): string {
  return JSON.stringify(value).replaceAll(unprintable, escaped)
}

function escaped(character: string): string {
  return `\\u${(character.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`
}
