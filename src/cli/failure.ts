import { exitCode, type ExitCode } from './exit-code.js'

/** What a command ends with when it cannot do what it was asked: one sentence that says what to do, and the exit code. */
export class Failure extends Error {
  override readonly name = 'Failure'
  readonly exit: ExitCode
  /** The smallest thing that mends it, in a line of its own. */
  readonly fix: string | undefined

  constructor(exit: ExitCode, message: string, fix?: string) {
    super(message)
    this.exit = exit
    this.fix = fix
  }
}

export function usage(message: string): Failure {
  return new Failure(exitCode.usage, message)
}

export function trouble(message: string): Failure {
  return new Failure(exitCode.trouble, message)
}

/** Somebody pressed Ctrl-C; the message says what was done, what was not and what is unknown. */
export function interrupted(message: string): Failure {
  return new Failure(exitCode.interrupted, message)
}
