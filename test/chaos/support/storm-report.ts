import type { Vendor } from '../../../src/emulator/index.js'

/** What the process of a storm is told. */
export interface StormOrder {
  readonly creates: number
  /** The options of each vendor's factory. */
  readonly options: Readonly<Record<Vendor, Readonly<Record<string, string>>>>
  /** Creates are aborted at random moments up to this one. */
  readonly withinMs: number
  /** How many of the open creates are settled in the end. */
  readonly settled: number
}

/** What a create ended with. Holds no secret. */
export interface StormCreate {
  readonly vendor: Vendor
  readonly name: string
  /** The key that was returned, or that the error named. */
  readonly id: string | null
  /** Null where the key was returned. */
  readonly code: string | null
  readonly mayHaveActed: boolean
  readonly canBeSettled: boolean
}

/** What settling an open create came to. */
export interface StormSettled {
  readonly vendor: Vendor
  readonly name: string
  readonly status: string
  readonly ids: readonly string[]
}

/** What the process prints. */
export interface StormReport {
  readonly creates: readonly StormCreate[]
  readonly settled: readonly StormSettled[]
  /** Listeners on the callers' signals when their creates had ended. */
  readonly listeners: number
  readonly unhandled: number
  /** The names of what Node warned of. */
  readonly warnings: readonly string[]
  /** What kept the process alive before the first create, and after the last. */
  readonly before: readonly string[]
  readonly after: readonly string[]
}
