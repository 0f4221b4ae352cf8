/** Whether this is a browser's page or worker, whose code anybody can read. Servers and edge runtimes are not. */
export function isBrowser(): boolean {
  if (typeof document === 'object' && document !== null) return true
  const { navigator } = globalThis as { navigator?: { userAgent?: unknown } }
  // Node, Deno, Bun and Workers have a `navigator` too, but name themselves in it.
  const agent = navigator?.userAgent
  return typeof agent === 'string' && agent.startsWith('Mozilla/')
}
