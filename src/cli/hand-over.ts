import type { CreateKeyResult } from '../core/index.js'
import { trouble } from './failure.js'
import type { Begun, Journal } from './journal.js'
import { revealSecret } from './secrets/reveal-secret.js'
import type { SecretTarget } from './secrets/secret-target.js'
import type { Session } from './session.js'
import { keyJson, keyLines, printLines, showWarnings } from './show-key.js'
import { jsonLine, printable } from './terminal/printable.js'

/** What came of a create or a rotation, on its way to whoever asked for it. */
export interface Made {
  readonly result: Pick<CreateKeyResult, 'id' | 'secret' | 'prefix' | 'key' | 'warnings'>
  readonly entry: Begun
  /** What a rotation tells beside. */
  readonly more?: object
}

/**
 * Hands a new secret over, and strikes the key from the journal once it is in other hands. Where that fails the key stays in the
 * journal, and the error says how to settle it.
 */
export async function handOver(
  { result, entry, more }: Made,
  target: SecretTarget,
  journal: Journal,
  session: Session,
): Promise<void> {
  const { id, secret, prefix, key, warnings } = result
  const told = { id, prefix, key: keyJson(key), ...more }
  try {
    await target.deliver(secret, id)
    if (target.isPrinted) await print(told, target, result, session)
  } catch (error) {
    const why =
      error instanceof Error && 'exit' in error ? error.message : 'What should have taken it has gone away.'
    throw trouble(
      `The key ${id} was made, and its secret was not handed over. ${why} See \`keymux orphans list --vendor ${entry.vendor}\`: recover it or revoke it.`,
    )
  }
  await journal.close(entry)
  if (!target.isPrinted) await print(told, target, result, session)
  if (target.note !== undefined) await session.err.line(session.err.colours.dim(printable(target.note)))
  await showWarnings(warnings, session)
}

async function print(
  told: object,
  { isPrinted }: SecretTarget,
  { key, secret }: Made['result'],
  { out, json }: Session,
): Promise<void> {
  if (json) return out.line(jsonLine({ ...told, ...(isPrinted && { secret: revealSecret(secret) }) }))
  if (isPrinted)
    await out.line(out.isTerminal ? out.colours.bold(printable(revealSecret(secret))) : revealSecret(secret))
  await printLines(keyLines(key, out), out)
}
