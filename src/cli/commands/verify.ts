import type { Verdict } from '../../core/index.js'
import { cannot, clientOf } from '../client.js'
import { connectionOf, type ConnectionFlags } from '../connection.js'
import { exitCode } from '../exit-code.js'
import { requireCredential } from '../secrets/credential.js'
import { presentedSecret } from '../secrets/presented-secret.js'
import type { Session } from '../session.js'
import { keyJson, keyLines, printLines, showWarnings } from '../show-key.js'
import { jsonLine } from '../terminal/printable.js'

export interface VerifyFlags extends ConnectionFlags {
  readonly scope?: readonly string[]
  readonly cost?: number
}

export async function verify(
  session: Session,
  { scope: scopes, cost, ...flags }: VerifyFlags,
): Promise<void> {
  const connection = await connectionOf(flags, process.env)
  const keys = await clientOf(connection, await requireCredential(connection, flags))
  if (!keys.can('verify')) throw cannot(connection.vendor, 'verify')
  const secret = await presentedSecret('The secret to verify. It is not shown.')
  const asked = { ...(scopes !== undefined && { scopes }), ...(cost !== undefined && { cost }) }
  const verdict = await keys.verify(secret, { ...asked, signal: session.signal })
  // Before it is told: who has seen enough of it (`| grep -q`) goes by the exit code all the same.
  if (!verdict.valid) process.exitCode = exitCode.refused
  await print(verdict, session)
  await showWarnings(verdict.warnings, session)
}

async function print(verdict: Verdict, { out, json }: Session): Promise<void> {
  const { valid, key } = verdict
  const reason = verdict.valid ? undefined : verdict.reason
  if (json) return out.line(jsonLine({ valid, reason, ...(key !== undefined && { key: keyJson(key) }) }))
  const { green, red } = out.colours
  await out.line(reason === undefined ? green('valid') : red(`not valid: ${reason}`))
  if (key !== undefined) await printLines(keyLines(key, out), out)
}
