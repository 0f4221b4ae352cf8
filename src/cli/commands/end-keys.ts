import type { EndKeyResult, KeyClient } from '../../core/index.js'
import { cannot, clientOf } from '../client.js'
import { connectionOf, type Connection, type ConnectionFlags } from '../connection.js'
import { endEach } from '../end-each.js'
import { Failure, usage } from '../failure.js'
import { requireCredential } from '../secrets/credential.js'
import { presentedSecret } from '../secrets/presented-secret.js'
import type { Session } from '../session.js'
import { printLines, showWarnings } from '../show-key.js'
import { confirm } from '../terminal/prompts.js'
import { jsonLine } from '../terminal/printable.js'
import { paragraph } from '../terminal/table.js'

export interface EndFlags extends ConnectionFlags {
  readonly reason?: string
  readonly yes?: boolean
  /** The key is named by its secret, on standard input or at a prompt: of a leaked one nobody may know the id. */
  readonly bySecret?: boolean
}

type Verb = 'revoke' | 'delete'
type End = (id: string) => Promise<EndKeyResult<unknown>>

const past = { revoke: 'revoked', delete: 'deleted' } as const
const consequence = {
  revoke: 'It stops working at once, and for good.',
  delete: 'It stops working at once, and its record is gone for good.',
} as const

export async function endKeys(
  session: Session,
  verb: Verb,
  given: readonly string[],
  flags: EndFlags,
): Promise<void> {
  if (flags.bySecret === true && given.length > 0)
    throw usage('--by-secret takes the key from its secret: name no id.')
  if (flags.bySecret !== true && given.length === 0)
    throw usage(
      `Which key? Name its id (keymux list), or pass --by-secret to ${verb} the one whose secret you have.`,
    )
  const connection = await connectionOf(flags, process.env)
  const keys = await clientOf(connection, await requireCredential(connection, flags))
  const { signal } = session
  const end = endOf(keys, verb, connection, flags, signal)
  const ids = flags.bySecret === true ? [await idOfSecret(keys, connection, signal)] : [...new Set(given)]
  const which = ids.length === 1 ? `the key ${ids[0]}` : `${ids.length} keys`
  await confirm(
    `${verb === 'revoke' ? 'Revoke' : 'Delete'} ${which} at ${connection.vendor.name}? ${consequence[verb]}`,
    flags.yes === true,
  )
  const again = `keymux ${verb}`
  await endEach(
    ids,
    { end, tell: (result) => print(result, verb, session), past: past[verb], again },
    session,
  )
}

function endOf(
  keys: KeyClient,
  verb: Verb,
  { vendor }: Connection,
  { reason }: EndFlags,
  signal: AbortSignal,
): End {
  if (verb === 'revoke') return (id) => keys.revoke(id, { signal, ...(reason !== undefined && { reason }) })
  if (!keys.can('delete')) throw cannot(vendor, 'delete')
  return (id) => keys.delete(id, { signal })
}

async function idOfSecret(keys: KeyClient, { vendor }: Connection, signal: AbortSignal): Promise<string> {
  if (!keys.can('verify'))
    throw usage(
      `${vendor.name} does not tell which key a secret is of. Look for its name, hint or time in \`keymux list --vendor ${vendor.id} --json\`, and name its id. Nothing was sent.`,
    )
  const { key, ...verdict } = await keys.verify(
    await presentedSecret('The secret of the key. It is not shown.'),
    { signal },
  )
  if (key !== undefined) return key.id
  const reason = 'reason' in verdict ? verdict.reason : 'unknown'
  throw new Failure(
    1,
    `${vendor.name} does not tell which key that is (${reason}): it accepts no such secret, or not any more. Nothing was done.`,
  )
}

async function print(result: EndKeyResult<unknown>, verb: Verb, session: Session): Promise<void> {
  const { id, already, key, warnings } = result
  const { out, json } = session
  const said = `${id} ${already ? `was ${past[verb]} already` : `is ${past[verb]}`}`
  if (json) await out.line(jsonLine({ id, [past[verb]]: true, already, state: key?.state }))
  else await printLines(paragraph(said, out), out)
  await showWarnings(warnings, session)
}
