/** Shorter ones would be taken out of every text that has the same letters. */
const shortest = 6

/** What of these texts nothing may quote beside the secret: parts of it, and other forms of it. */
export function secretParts(...texts: readonly (string | undefined)[]): readonly string[] {
  return texts.filter((text) => text !== undefined && text.length >= shortest) as readonly string[]
}
