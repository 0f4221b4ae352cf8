import type { Operation } from './vendor.js'

/** One operation of a vendor, and where it is found. */
export interface Route<Call, Answer> {
  readonly operation: Operation
  readonly method: string
  readonly path: string
  handle(call: Call): Promise<Answer>
}

/** The outcome of looking a request up: a route, or else the methods that its path does take (none if unknown). */
export type Match<Call, Answer> =
  | { readonly route: Route<Call, Answer>; readonly allowed?: never }
  | { readonly route: null; readonly allowed: readonly string[] }

/** Finds the route of a method and path. */
export function findRoute<Call, Answer>(
  routes: readonly Route<Call, Answer>[],
  method: string,
  path: string,
): Match<Call, Answer> {
  const atPath = routes.filter((route) => route.path === path)
  const route = atPath.find((candidate) => candidate.method === method)
  return route === undefined
    ? { route: null, allowed: atPath.map((candidate) => candidate.method) }
    : { route }
}
