/** Milliseconds that never run backwards, where the runtime has such a clock. */
export function clock(): number {
  return globalThis.performance?.now?.() ?? Date.now()
}
