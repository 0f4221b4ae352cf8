import { clientOf } from '../client.js'
import { connectionOf, type ConnectionFlags } from '../connection.js'
import { handOver } from '../hand-over.js'
import { Journal } from '../journal.js'
import { createInput, type KeyFlags } from '../key-input.js'
import { markerOptions } from '../marker-options.js'
import { requireCredential } from '../secrets/credential.js'
import { openTarget, type SecretFlags } from '../secrets/secret-target.js'
import type { Session } from '../session.js'
import { settle, type Sent } from '../settle.js'
import type { CreateKeyResult, KeyClient } from '../../core/index.js'

export interface CreateFlags extends ConnectionFlags, KeyFlags, SecretFlags {
  readonly markerInName?: boolean
}

export async function create(session: Session, flags: CreateFlags): Promise<void> {
  const input = createInput(flags)
  const connection = await connectionOf(flags, process.env)
  const { capabilities } = connection.vendor
  const isCarried = capabilities.fields.metadata !== 'none' || flags.markerInName === true
  const keys = await clientOf(connection, await requireCredential(connection, flags))
  const target = await openTarget(flags, session, connection)
  const journal = new Journal(process.env)
  try {
    const { name = null, owner = null } = input
    const entry = await journal.begin(connection, {
      operation: 'create',
      isCarried,
      name,
      owner,
      previous: null,
    })
    const result = await made(keys, input, { entry, journal, target }, session)
    await handOver({ result, entry: await journal.made(entry, result.id) }, target, journal, session)
  } catch (error) {
    await target.abandon()
    throw error
  }
}

async function made(
  keys: KeyClient,
  input: ReturnType<typeof createInput>,
  sent: Sent,
  session: Session,
): Promise<CreateKeyResult> {
  try {
    return await keys.create(input, { signal: session.signal, ...markerOptions(sent.entry) })
  } catch (error) {
    return settle(error, sent, session)
  }
}
