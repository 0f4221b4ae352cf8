const uuid = /[0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12}$/i

/**
 * Whether two ids are one key's. Of an id that ends with a UUID that is what counts, in whatever form: a vendor may take it in
 * capitals, or under an older prefix. Any other is the same only to the letter.
 */
export function isSameId(one: string, other: string): boolean {
  return core(one) === core(other)
}

function core(id: string): string {
  const [found] = uuid.exec(id) ?? []
  return found === undefined ? id : found.replaceAll('-', '').toLowerCase()
}
