import type { FetchOptions, FetchResponse, Middleware } from 'openapi-fetch'

type Method = 'get' | 'put' | 'post' | 'delete' | 'options' | 'head' | 'patch' | 'trace'

/** The paths of a contract that have this method. */
type PathWith<Paths, M extends Method> = {
  [Path in keyof Paths]: Paths[Path] extends Record<M, unknown> ? Path : never
}[keyof Paths]

type OperationAt<Item, M extends Method> =
  Item extends Record<M, infer Operation extends Record<string | number, unknown>> ? Operation : never

/** openapi-fetch's options, less those that would lead the call past the client's own URL, credential and reading. */
type Options<Operation> = Omit<FetchOptions<Operation>, 'baseUrl' | 'fetch' | 'parseAs'>

/** Options need not be given where nothing in them is required. */
type Rest<Given> = object extends Given ? [options?: Given] : [options: Given]

/**
 * One HTTP method of the client. Unlike openapi-fetch's own it does not infer the type of the options from what is passed, so
 * that a field which the contract does not have is an error: most vendors refuse it.
 */
export type RawMethod<Paths extends object, M extends Method> = <Path extends PathWith<Paths, M>>(
  path: Path,
  ...rest: Rest<Options<OperationAt<Paths[Path], M>>>
) => Promise<FetchResponse<OperationAt<Paths[Path], M>, object, `${string}/${string}`>>

/** A vendor's whole contract: an HTTP method, a path, and what the vendor's document has for the two. */
export interface RawClient<Paths extends object> {
  /** Calls a path with GET. */
  readonly GET: RawMethod<Paths, 'get'>
  /** Calls a path with PUT. */
  readonly PUT: RawMethod<Paths, 'put'>
  /** Calls a path with POST. */
  readonly POST: RawMethod<Paths, 'post'>
  /** Calls a path with DELETE. */
  readonly DELETE: RawMethod<Paths, 'delete'>
  /** Calls a path with OPTIONS. */
  readonly OPTIONS: RawMethod<Paths, 'options'>
  /** Calls a path with HEAD. */
  readonly HEAD: RawMethod<Paths, 'head'>
  /** Calls a path with PATCH. */
  readonly PATCH: RawMethod<Paths, 'patch'>
  /** Calls a path with TRACE. */
  readonly TRACE: RawMethod<Paths, 'trace'>
  /** Adds openapi-fetch middleware. It sees no credential: that is added after it. */
  use(...middleware: Middleware[]): void
  /** Takes middleware out again. */
  eject(...middleware: Middleware[]): void
}
