/**
 * A value as it is after a trip over the wire, sharing nothing with the caller's own. `{}` for one that cannot make the trip:
 * it was checked before it was sent, and what the caller has made of it since must not cost the answer.
 */
export function copyJson(value: unknown): unknown {
  try {
    return JSON.parse(JSON.stringify(value))
  } catch {
    return {}
  }
}
