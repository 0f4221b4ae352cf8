import { exitCode } from '../exit-code.js'
import { Failure } from '../failure.js'

/**
 * What the generator ends with, as the command line says it: what is wrong with a document is for its author to mend, and an address
 * that cannot be reached is trouble. By their names, since the generator is loaded with the commands that use it.
 */
export function generatorFailure(error: unknown): unknown {
  if (!(error instanceof Error) || !/^(Generation|Unreadable|Unreachable)/.test(error.name)) return error
  const fix = 'fix' in error && typeof error.fix === 'string' ? error.fix : undefined
  return new Failure(isUnreachable(error) ? exitCode.trouble : exitCode.usage, error.message, fix)
}

function isUnreachable(error: Error): boolean {
  return [error, error.cause].some((each) => each instanceof Error && each.name === 'UnreachableError')
}
