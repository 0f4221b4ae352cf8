import { Failure } from '../failure.js'
import { exitCode } from '../exit-code.js'

/** What the generator ends with, as the command line says it: what is wrong with a document is for its author to mend. */
export function generatorFailure(error: unknown): unknown {
  if (!(error instanceof Error) || !/^(Generation|Unreadable)/.test(error.name)) return error
  const fix = 'fix' in error && typeof error.fix === 'string' ? error.fix : undefined
  return new Failure(exitCode.usage, error.message, fix)
}
