/** The message in a body that is plain text; undefined for JSON, and for a page of HTML, which is a proxy's. */
export function plainText(body: unknown): string | undefined {
  return typeof body === 'string' && !/^\s*(?:<|$)/.test(body) ? body : undefined
}
