import { KeymuxError, type KeyClient, type KeyRecord } from '../../core/index.js'
import { cannot, clientOf } from '../client.js'
import { connectionOf, type Connection, type ConnectionFlags } from '../connection.js'
import { endEach } from '../end-each.js'
import { trouble, usage } from '../failure.js'
import { findOrphans, type Orphan } from '../find-orphans.js'
import { handOver } from '../hand-over.js'
import { accountOf, Journal } from '../journal.js'
import { requireCredential } from '../secrets/credential.js'
import { openTarget, type SecretFlags } from '../secrets/secret-target.js'
import type { Session } from '../session.js'
import { printLines } from '../show-key.js'
import { confirm } from '../terminal/prompts.js'
import { jsonLine } from '../terminal/printable.js'
import { paragraph, Table, type Column } from '../terminal/table.js'

export interface OrphanFlags extends ConnectionFlags {
  readonly yes?: boolean
}

interface Found {
  readonly connection: Connection
  readonly keys: KeyClient
  readonly journal: Journal
  readonly orphans: readonly Orphan[]
}

const what: Readonly<Record<Orphan['state'], string>> = {
  live: 'live, nobody is known to hold it',
  ended: 'ended: nothing to do',
  possible: 'may be it: it has no marker',
  none: 'no key was made',
  running: 'its command is still running',
  young: 'too young to tell: ask again',
}

const columns: readonly Column<Orphan>[] = [
  {
    title: 'key',
    text: ({ keys, entry }) => keys.map(({ id }) => id).join(' ') || (entry.id ?? '–'),
    isWhole: true,
  },
  { title: 'name', text: ({ entry, keys }) => entry.name ?? keys[0]?.name ?? '–' },
  { title: 'begun', text: ({ entry }) => entry.startedAt.slice(0, 16).replace('T', ' '), isWhole: true },
  { title: 'by', text: ({ entry }) => entry.operation, isWhole: true },
  { title: 'what became of it', text: ({ state }) => what[state] },
]

export async function listOrphans(session: Session, flags: OrphanFlags): Promise<void> {
  const { orphans, connection } = await find(session, flags)
  const { out, err, json } = session
  if (json)
    return printLines(
      orphans.map((orphan) => jsonLine(orphanJson(orphan))),
      out,
    )
  if (orphans.length === 0) return err.line(`No unconfirmed key at ${connection.vendor.name}.`)
  await printLines(new Table(columns, out).lines(orphans), out)
  const id = `--vendor ${connection.vendor.id}`
  await err.line(
    err.colours.dim(
      `Settle them: keymux orphans revoke ${id}, or orphans recover <key> ${id}, or orphans confirm <key> ${id} if you hold it.`,
    ),
  )
}

/** Revokes what is live, and strikes what is not there from the journal. What may be another key must be named. */
export async function revokeOrphans(
  session: Session,
  ids: readonly string[],
  flags: OrphanFlags,
): Promise<void> {
  const { keys, journal, orphans, connection } = await find(session, flags)
  for (const id of ids) orphanOf(id, orphans)
  const chosen = orphans.filter(({ entry, keys: found, state }) =>
    ids.length === 0
      ? state !== 'possible'
      : found.some(({ id }) => ids.includes(id)) || ids.includes(entry.id ?? ''),
  )
  const alive = chosen.flatMap(({ state, keys: found }) =>
    state === 'live' || state === 'possible'
      ? found.filter(({ id }) => state === 'live' || ids.includes(id))
      : [],
  )
  if (alive.length > 0)
    await confirm(
      `Revoke ${alive.map(({ id }) => id).join(', ')} at ${connection.vendor.name}?`,
      flags.yes === true,
    )
  const left = new Set(alive.map(({ id }) => id))
  const end = async (id: string): Promise<string> => {
    await keys.revoke(id, { signal: session.signal })
    left.delete(id)
    for (const { entry, keys: found } of chosen)
      if (found.some((key) => key.id === id) && !found.some((key) => left.has(key.id)))
        await journal.close(entry)
    return id
  }
  const tell = (id: string): Promise<void> => say(session, { id, settled: 'revoked' }, `${id} is revoked`)
  await endEach([...left], { end, tell, past: 'revoked', again: 'keymux orphans revoke' }, session)
  for (const { entry, state } of chosen) {
    if (state !== 'none' && state !== 'ended') continue
    await journal.close(entry)
    const name = entry.name ?? entry.previous ?? entry.nonce
    await say(session, { id: entry.id, settled: state }, `${name}: ${what[state]}`)
  }
  const open = orphans.length - chosen.filter(({ state }) => state !== 'running' && state !== 'young').length
  if (open > 0)
    await session.err.line(
      `${open} ${open === 1 ? 'is' : 'are'} left: keymux orphans list --vendor ${connection.vendor.id}`,
    )
}

/** Hands the secret of an orphan over, where the vendor gives it once more. */
export async function recoverOrphan(
  session: Session,
  id: string,
  flags: OrphanFlags & SecretFlags,
): Promise<void> {
  const { keys, journal, orphans, connection } = await find(session, flags)
  if (!keys.can('recover')) throw cannot(connection.vendor, 'recover')
  const { entry, keys: found } = orphanOf(id, orphans)
  const key = found.find((each) => each.id === id)
  if (key === undefined) throw usage(`${id} does not work, so there is nothing to recover.`)
  const target = await openTarget(flags, session, connection)
  try {
    const secret = await recovered(keys.recover(id, { signal: session.signal }), key)
    const result = { id, secret, prefix: prefixOf(secret.hint), key, warnings: [] }
    await handOver({ result, entry }, target, journal, session)
  } catch (error) {
    await target.abandon()
    throw error
  }
}

/** Strikes keys from the journal whose secrets somebody holds after all. */
export async function confirmOrphans(
  session: Session,
  ids: readonly string[],
  flags: OrphanFlags,
): Promise<void> {
  const { journal, orphans } = await find(session, flags)
  // All are known before one is struck: a mistake changes nothing.
  for (const { id, entry } of ids.map((each) => ({ id: each, entry: orphanOf(each, orphans).entry }))) {
    await journal.close(entry)
    await say(session, { id, settled: 'confirmed' }, `${id} is confirmed`)
  }
}

async function find(session: Session, flags: OrphanFlags): Promise<Found> {
  const connection = await connectionOf(flags, process.env)
  const keys = await clientOf(connection, await requireCredential(connection, flags))
  const journal = new Journal(process.env)
  const account = JSON.stringify(accountOf(connection))
  const begun = (await journal.entries()).filter(({ vendor }) => vendor === connection.vendor.id)
  const own = begun.filter((entry) => JSON.stringify(entry.account) === account)
  if (own.length < begun.length)
    await session.err.line(
      `${begun.length - own.length} more are of another account at ${connection.vendor.name}: ask with its options or --profile.`,
    )
  return { connection, keys, journal, orphans: await findOrphans(keys, own, session.signal) }
}

function orphanOf(id: string, orphans: readonly Orphan[]): Orphan {
  const found = orphans.find(({ entry, keys }) => entry.id === id || keys.some((key) => key.id === id))
  if (found === undefined)
    throw usage(`${id} is no key that was begun here and not confirmed. Nothing was done.`)
  if (found.state === 'running') throw usage(`${id}: ${what.running}. Nothing was done.`)
  return found
}

async function recovered<S>(recovering: Promise<S>, { id }: KeyRecord): Promise<S> {
  try {
    return await recovering
  } catch (error) {
    if (!KeymuxError.is(error) || error.code !== 'not_found') throw error
    throw trouble(
      `The vendor did not keep the secret of ${id}: revoke it (keymux orphans revoke ${id}) and create another.`,
    )
  }
}

function prefixOf(hint: string): string | null {
  return hint.slice(0, hint.indexOf('…')) || null
}

function orphanJson({ entry, state, keys }: Orphan): object {
  const { operation, vendor, name, owner, previous, startedAt, id } = entry
  return {
    ids: keys.length === 0 && id !== null ? [id] : keys.map((key) => key.id),
    state,
    operation,
    vendor,
    name,
    owner,
    previous,
    startedAt,
  }
}

async function say({ out, json }: Session, told: object, text: string): Promise<void> {
  await printLines(json ? [jsonLine(told)] : paragraph(text, out), out)
}
