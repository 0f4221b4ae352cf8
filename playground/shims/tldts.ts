/** What `tough-cookie` asks `tldts` for: the domain of a host, here without the list of public suffixes. */
export function getDomain(host: string): string | null {
  const labels = host.split('.')
  return labels.length < 2 ? null : labels.slice(-2).join('.')
}
