/**
 * A text with what may be secret taken out of the addresses in it: a password, and the query, in which tokens are handed over. For
 * all that is shown or written of where a document came from.
 */
export function withoutCredentials(text: string): string {
  return text
    .replaceAll(/(https?:\/\/)[^\s/@]*@/gi, '$1…@')
    .replaceAll(/(https?:\/\/[^\s?"'`]*)\?[^\s"'`]*/gi, '$1?…')
}
