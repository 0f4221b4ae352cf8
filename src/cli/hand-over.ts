import type { CreateKeyResult, Secret } from '../core/index.js'
import { Failure, trouble } from './failure.js'
import type { Begun, Journal } from './journal.js'
import { revealSecret } from './secrets/reveal-secret.js'
import type { SecretTarget } from './secrets/secret-target.js'
import type { Session } from './session.js'
import { keyJson, keyLines, printLines, showWarnings } from './show-key.js'
import { ReaderGone, type Output } from './terminal/output.js'
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
  const { out, err, json } = session
  const told = { id, prefix, key: keyJson(key), ...more }
  try {
    await give(secret, told, target, session)
  } catch (error) {
    throw trouble(
      `The key ${id} was made, and its secret was not handed over. ${reasonOf(error)} See \`keymux orphans list --vendor ${entry.vendor}\`: recover it or revoke it.`,
    )
  }
  await journal
    .close(entry)
    .catch(() =>
      err.line(`Its note cannot be struck. Do it: keymux orphans confirm ${id} --vendor ${entry.vendor}`),
    )
  await sayWhere(target, session)
  await showWarnings(warnings, session)
  if (json && target.isPrinted) return
  await printLines(json ? [jsonLine(told)] : keyLines(key, out), out).catch((error: unknown) => {
    // Who took the secret and went away (`| head -1`) has what was asked for.
    if (error instanceof ReaderGone) throw error
    throw trouble(`The key ${id} was made, and its secret was handed over. ${reasonOf(error)}`)
  })
}

/** Hands a secret over that is all that came of a create, and says what became of it. */
export async function handOverAlone(
  secret: Secret,
  id: string | undefined,
  target: SecretTarget,
  session: Session,
): Promise<string> {
  try {
    await give(secret, { id }, target, session)
  } catch (error) {
    return `The secret came, and was not handed over. ${reasonOf(error)}`
  }
  await sayWhere(target, session)
  return 'The secret came, and was handed over.'
}

async function give(
  secret: Secret,
  told: { readonly id: string | undefined },
  target: SecretTarget,
  { out, json }: Session,
): Promise<void> {
  await target.deliver(secret, told.id)
  if (!target.isPrinted) return
  await out.line(json ? jsonLine({ ...told, secret: revealSecret(secret) }) : shown(secret, out))
}

async function sayWhere({ note }: SecretTarget, { err }: Session): Promise<void> {
  if (note !== undefined) await err.line(err.colours.dim(printable(note)))
}

function reasonOf(error: unknown): string {
  return error instanceof Failure ? error.message : 'What should have taken it has gone away.'
}

function shown(secret: Secret, { isTerminal, colours }: Output): string {
  return isTerminal ? colours.bold(printable(revealSecret(secret))) : revealSecret(secret)
}
