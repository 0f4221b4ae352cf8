import { counted } from '../../core/counted.js'
import type { KeyList, KeyRecord, KeyState, ListQuery } from '../../core/index.js'
import { clientOf } from '../client.js'
import { connectionOf, type ConnectionFlags } from '../connection.js'
import { requireCredential } from '../secrets/credential.js'
import { stopped, type Session } from '../session.js'
import { keyColumns, keyJson, printLines } from '../show-key.js'
import { jsonLine } from '../terminal/printable.js'
import { Table } from '../terminal/table.js'

export interface ListFlags extends ConnectionFlags {
  readonly owner?: string
  readonly state?: string
  readonly text?: string
  readonly limit?: number
  readonly pageSize?: number
}

export async function list(session: Session, flags: ListFlags): Promise<void> {
  const connection = await connectionOf(flags, process.env)
  const keys = await clientOf(connection, await requireCredential(connection, flags))
  const found = keys.list(queryOf(flags), { signal: session.signal })
  const shown = session.json
    ? await printJson(found, flags, session)
    : await printTable(found, flags, session)
  if (shown === 0) await session.err.line(`${connection.vendor.name} lists no such key.`)
}

/** Only what was asked: a filter that the vendor lacks is refused also where it is undefined. */
function queryOf({ owner, state, text, pageSize }: ListFlags): ListQuery {
  const asked = { owner, state: state as KeyState | undefined, text, pageSize }
  return Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== undefined))
}

async function printJson(found: KeyList, { limit = Infinity }: ListFlags, { out }: Session): Promise<number> {
  let shown = 0
  for await (const key of found) {
    await out.line(jsonLine(keyJson(key)))
    shown += 1
    if (shown === limit) break
  }
  return shown
}

/** A screen at a time, so that the first keys are there before the last are asked for. */
async function printTable(
  found: KeyList,
  { limit = Infinity }: ListFlags,
  session: Session,
): Promise<number> {
  const table = new Table(keyColumns, session.out)
  let shown = 0
  let page: KeyRecord[] = []
  const flush = async (): Promise<void> => {
    if (page.length > 0) await printLines(table.lines(page), session.out)
    page = []
  }
  try {
    for await (const key of found) {
      page.push(key)
      shown += 1
      if (page.length === 100) await flush()
      if (shown === limit) break
    }
  } catch (error) {
    await flush()
    if (session.signal.aborted)
      throw stopped(`Shown so far: ${counted(shown, 'key')}; there may be more. Nothing was changed.`)
    throw error
  }
  await flush()
  return shown
}
