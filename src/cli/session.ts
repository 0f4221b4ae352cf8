import { interrupted, type Failure } from './failure.js'
import type { Output } from './terminal/output.js'

/** What every command runs in. */
export interface Session {
  /** Results. */
  readonly out: Output
  /** All else: notes, warnings, questions, progress. */
  readonly err: Output
  /** Aborted by the first Ctrl-C; the second one ends the process at once. */
  readonly signal: AbortSignal
  /** Whether results are for programs. */
  readonly json: boolean
}

/** What to throw where a command stops because of Ctrl-C, with what was done by then. */
export function stopped(what: string): Failure {
  return interrupted(`Interrupted. ${what}`)
}

/** What a command does with its flags and arguments. */
export type Action = (
  session: Session,
  flags: Readonly<Record<string, never>>,
  args: readonly string[],
) => Promise<void>

/** Makes a handler for the parser of an action, which loads what it needs when it is run. */
export type Run = (action: Action) => (...given: unknown[]) => Promise<void>
