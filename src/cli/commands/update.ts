import { KeymuxError } from '../../core/index.js'
import { cannot, clientOf } from '../client.js'
import { connectionOf, type ConnectionFlags } from '../connection.js'
import { updatePatch, type KeyFlags } from '../key-input.js'
import { requireCredential } from '../secrets/credential.js'
import { stopped, type Session } from '../session.js'
import { keyJson, keyLines, printLines, showWarnings } from '../show-key.js'
import { jsonLine } from '../terminal/printable.js'

export interface UpdateFlags extends ConnectionFlags, KeyFlags {}

export async function update(session: Session, id: string, flags: UpdateFlags): Promise<void> {
  const patch = updatePatch(flags)
  const connection = await connectionOf(flags, process.env)
  const keys = await clientOf(connection, await requireCredential(connection, flags))
  if (!keys.can('update')) throw cannot(connection.vendor, 'update')
  const { out, json, signal } = session
  const key = await keys.update(id, patch, { signal }).catch((error: unknown) => {
    if (KeymuxError.is(error) && error.code === 'aborted')
      throw stopped(
        error.mayHaveActed
          ? `Not known: whether ${id} was changed. Look: keymux get ${id}`
          : 'Nothing was done.',
      )
    throw error
  })
  await printLines(json ? [jsonLine(keyJson(key))] : keyLines(key, out), out)
  await showWarnings(key.warnings, session)
}
