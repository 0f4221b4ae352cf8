import { clientOf } from '../client.js'
import { connectionOf, type ConnectionFlags } from '../connection.js'
import { requireCredential } from '../secrets/credential.js'
import type { Session } from '../session.js'
import { keyJson, keyLines, printLines, showWarnings } from '../show-key.js'
import { jsonLine } from '../terminal/printable.js'

export async function get(session: Session, id: string, flags: ConnectionFlags): Promise<void> {
  const connection = await connectionOf(flags, process.env)
  const keys = await clientOf(connection, await requireCredential(connection, flags))
  const key = await keys.get(id, { signal: session.signal })
  const { out, json } = session
  await printLines(json ? [jsonLine(keyJson(key))] : keyLines(key, out), out)
  await showWarnings(key.warnings, session)
}
