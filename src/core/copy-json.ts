/** A value as it is after a trip over the wire, sharing nothing with the caller's own. */
export function copyJson(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value))
}
