import type { Operation } from './vendor.js'

/** The parts of a path that vary, by their names. */
export type Parameters = Readonly<Record<string, string>>

/** A request to an operation, as far as it has been read. */
export interface Call {
  readonly request: Request
  readonly parameters: Parameters
  readonly query: URLSearchParams
  /** How far behind what it reads is, in milliseconds. */
  readonly lagMs: number
}

/** One operation of a vendor, and where it is found. */
export interface Route<C, A> {
  readonly operation: Operation
  readonly method: string
  /** A path of the vendor's document, with its parameters in braces; `{+name}` may be several steps. */
  readonly path: string
  handle(call: C): Promise<A>
}

/** The outcome of looking a request up: a route, or else the methods that its path does take (none if unknown). */
export type Match<C, A> =
  | { readonly route: Route<C, A>; readonly parameters: Parameters; readonly allowed?: never }
  | { readonly route: null; readonly parameters?: never; readonly allowed: readonly string[] }

/** Finds the route of a method and path. */
export function findRoute<C, A>(routes: readonly Route<C, A>[], method: string, path: string): Match<C, A> {
  const allowed: string[] = []
  for (const route of routes) {
    const parameters = parametersIn(path, route.path)
    if (parameters !== null && route.method === method) return { route, parameters }
    if (parameters !== null) allowed.push(route.method)
  }
  return { route: null, allowed }
}

/** The operations of a vendor, each by its name and by those that it goes by as well. */
export function operationsOf<C, A>(
  routes: readonly Route<C, A>[],
  aliases: Readonly<Partial<Record<Operation, Operation>>> = {},
): ReadonlyMap<string, Operation> {
  return new Map([
    ...routes.map(({ operation }) => [operation, operation] as const),
    ...Object.entries(aliases),
  ])
}

/** What stands in a path where its template has names; null if the path is not of this form. */
function parametersIn(path: string, template: string): Parameters | null {
  if (path === template) return {}
  const names = template.split('/')
  const parts = gathered(path.split('/'), names)
  if (parts.length !== names.length) return null
  const parameters: Record<string, string> = {}
  for (const [index, part] of parts.entries()) {
    const name = names[index] ?? ''
    if (name.startsWith('{') && part !== '') parameters[name.replaceAll(/[{+}]/g, '')] = decoded(part)
    else if (name !== part) return null
  }
  return parameters
}

/** The parts of a path, of which those that `{+name}` stands for are one: an id may be several steps. */
function gathered(parts: readonly string[], names: readonly string[]): readonly string[] {
  const at = names.findIndex((name) => name.startsWith('{+'))
  const extra = parts.length - names.length
  if (at < 0 || extra <= 0) return parts
  return [...parts.slice(0, at), parts.slice(at, at + extra + 1).join('/'), ...parts.slice(at + extra + 1)]
}

/** A part of a path without its percent signs; one that they make no sense in stays as it is. */
function decoded(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}
