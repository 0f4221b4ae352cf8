/**
 * What a secret starts with, from the first of these that it does start with: what was asked for, what the vendor said,
 * the vendor's own pattern. Null when there is no secret or no such prefix.
 */
export function prefixOf(
  secret: string | undefined,
  said: readonly (string | undefined)[],
  pattern?: RegExp,
): string | null {
  if (secret === undefined) return null
  const fits = said.find((prefix) => prefix !== undefined && prefix !== '' && secret.startsWith(prefix))
  return fits ?? pattern?.exec(secret)?.[0] ?? null
}
