import { KeymuxError, type ErrorCode } from '../core/index.js'
import { exitCode, type ExitCode } from './exit-code.js'
import { Failure } from './failure.js'
import { flagOf, inFlags } from './in-flags.js'
import { receivedSignal } from './interrupt.js'
import { jsonLine, printable } from './terminal/printable.js'
import type { Session } from './session.js'

/** Whose fault a failed call is. What nobody can tell the outcome of is ambiguous, whatever its code. */
const exits: Readonly<Record<ErrorCode, ExitCode>> = {
  configuration: exitCode.usage,
  unsupported: exitCode.usage,
  invalid_request: exitCode.refused,
  unauthorized: exitCode.refused,
  forbidden: exitCode.refused,
  not_found: exitCode.refused,
  conflict: exitCode.refused,
  rate_limited: exitCode.refused,
  quota_exceeded: exitCode.refused,
  unavailable: exitCode.trouble,
  timeout: exitCode.trouble,
  network: exitCode.trouble,
  aborted: exitCode.interrupted,
  invalid_response: exitCode.trouble,
  ambiguous: exitCode.ambiguous,
}

/** What keymux refuses by itself speaks of the library's fields. */
const ownRefusals: ReadonlySet<ErrorCode> = new Set(['invalid_request', 'unsupported'])

export function exitOf(error: unknown): ExitCode {
  if (error instanceof Failure) return error.exit
  if (!KeymuxError.is(error)) return exitCode.trouble
  if (error.code === 'aborted') return exitCode.interrupted
  if (error.mayHaveActed) return exitCode.ambiguous
  // What keymux itself refused was never sent: the vendor had no say in it.
  if (error.code === 'invalid_request' && error.status === undefined) return exitCode.usage
  return exits[error.code]
}

/** Says on stderr what went wrong; for programs as one line of JSON. Never a stack, which could quote anything. */
export async function reportError(
  error: unknown,
  { err, json }: Pick<Session, 'err' | 'json'>,
): Promise<void> {
  const message = messageOf(error)
  const exit = receivedSignal() ?? exitOf(error)
  if (json) return err.line(jsonLine({ error: { ...detailsOf(error), message, exit } }))
  const { colours } = err
  // What the vendor refused it refused in its own words.
  const isOwn = KeymuxError.is(error) && error.status === undefined && ownRefusals.has(error.code)
  const told = isOwn ? inFlags(message, error.operation) : message
  await err.line(`${colours.red('keymux:')} ${printable(told)}`)
  if (error instanceof Failure && error.fix !== undefined) await err.line(printable(`  ${error.fix}`))
  if (!KeymuxError.is(error)) return
  for (const { path, message: what } of error.issues)
    if (!isOwn || error.issues.length > 1)
      await err.line(
        printable(
          `  ${(isOwn && flagOf(path, error.operation)) || path}: ${isOwn ? inFlags(what, error.operation) : what}`,
        ),
      )
  if (error.requestId !== undefined) await err.line(colours.dim(printable(`  request ${error.requestId}`)))
}

function messageOf(error: unknown): string {
  if (error instanceof Failure || KeymuxError.is(error)) return error.message
  if (error instanceof Error && 'syscall' in error && 'code' in error)
    return `${String(error.code)}: a file or a process could not be had (${String(error.syscall)}).`
  // Whatever it is, it is a fault of ours, and its text may quote what it stumbled over.
  return `An unexpected fault in the command line itself (${error instanceof Error ? error.name : typeof error}). Please report it.`
}

function detailsOf(error: unknown): object {
  if (!KeymuxError.is(error)) {
    const { fix } = error instanceof Failure ? error : {}
    return { code: exitOf(error) === exitCode.usage ? 'usage' : 'failed', ...(fix !== undefined && { fix }) }
  }
  const { code, vendor, operation, status, vendorCode, requestId, retryable, mayHaveActed, issues, id } =
    error
  return { code, vendor, operation, status, vendorCode, requestId, retryable, mayHaveActed, issues, id }
}
