/** A parameter of a URL, such as the place in a list of the next page's; undefined where there is none. */
export function urlParameter(url: string | undefined, name: string): string | undefined {
  if (url === undefined) return undefined
  const query = url.slice(url.indexOf('?') + 1)
  return new URLSearchParams(query.split('#', 1)[0]).get(name) ?? undefined
}
