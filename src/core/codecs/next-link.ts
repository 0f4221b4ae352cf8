/** The URL of the next page in a `Link` header (RFC 8288); undefined where it names none. */
export function nextLink(header: string | null): string | undefined {
  for (const [, url, parameters = ''] of header?.matchAll(/<([^>]*)>((?:\s*;\s*[^,;"]+(?:"[^"]*")?)*)/g) ??
    [])
    if (/;\s*rel\s*=\s*(?:"(?:[^"]*\s)?next(?:\s[^"]*)?"|next(?![\w-]))/i.test(parameters)) return url
  return undefined
}
