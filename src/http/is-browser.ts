/** Whether this is a browser's page or worker, whose code anybody can read. Servers and edge runtimes are not. */
export function isBrowser(): boolean {
  if (typeof document === 'object') return true
  // Node, Deno, Bun and Workers have a `navigator` too, but name themselves in it.
  return typeof navigator === 'object' && (navigator.userAgent ?? '').startsWith('Mozilla/')
}
