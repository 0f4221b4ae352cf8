/** More than this is no prefix but a part of the secret. */
const longest = 32

/** What must follow a prefix that does not end in a separator, so that enough of the secret stays unknown. */
const leastRest = 12

/**
 * What a secret starts with, from the first of these that it does start with: what was asked for, what the vendor said,
 * the vendor's own pattern. Null when there is no secret or no such prefix, or when it would give the secret away.
 */
export function prefixOf(
  secret: string | undefined,
  said: readonly (string | undefined)[],
  pattern?: RegExp,
): string | null {
  if (secret === undefined) return null
  for (const prefix of said) if (prefix !== undefined && fits(secret, prefix)) return prefix
  const prefix = pattern?.exec(secret)?.[0]
  return prefix !== undefined && fits(secret, prefix) ? prefix : null
}

function fits(secret: string, prefix: string): boolean {
  const rest = secret.length - prefix.length
  if (prefix === '' || prefix.length > longest || rest <= 0 || !secret.startsWith(prefix)) return false
  return rest >= leastRest || /[^a-zA-Z0-9]$/.test(prefix)
}
