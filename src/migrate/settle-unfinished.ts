import type { KeyRecord } from '../core/key-record.js'
import { Fingerprints } from './fingerprints.js'
import type { JournalRecord } from './journal.js'
import { Planner } from './planner.js'
import { within, type RunContext } from './run-context.js'

type Open = Extract<JournalRecord, { kind: 'sending' | 'delivering' | 'uncertain' }>

/** Clocks of vendors differ from this one by less than this. */
const clockSkewMs = 5 * 60_000
const betweenLooksMs = 500

/**
 * Finds out what became of keys with which something was begun and not ended, by this process or by one that was killed: what
 * was imported is there; what was created and not delivered for sure is revoked, to be made again. Where nothing tells such a
 * key from others, the journal gets the candidates.
 */
export async function settleUnfinished(context: RunContext): Promise<void> {
  const { session, clock, options, signal } = context
  let open = (await session.unfinished()) as readonly Open[]
  open = await settleByTarget(context, open)
  const lastSent = Math.max(0, ...open.map((record) => ('at' in record ? record.at : 0)))
  const until = lastSent + (options.settleMs ?? 10_000)
  for (;;) {
    if (open.length === 0) return
    const isLast = clock.now() >= until
    const found = await findAll(context, open)
    const left: Open[] = []
    for (const record of open) {
      const keys = found.get(record.id) ?? []
      if (keys.length === 0 && !isLast) left.push(record)
      else await settle(context, record, keys)
    }
    open = left
    if (open.length > 0) await clock.sleep(Math.min(betweenLooksMs, Math.max(1, until - clock.now())), signal)
  }
}

/** Those of which the journal has the target's id: nobody knows whether the secret was delivered, so the key goes. */
async function settleByTarget(context: RunContext, open: readonly Open[]): Promise<readonly Open[]> {
  for (const record of open) {
    if (record.kind !== 'delivering') continue
    await revokeTarget(context, record.target)
    const { id, attempt, target } = record
    await context.session.write([{ kind: 'unmade', id, attempt, target }])
  }
  return open.filter(({ kind }) => kind !== 'delivering')
}

/** At the target, the keys that each open record may have made. */
async function findAll(
  context: RunContext,
  open: readonly Open[],
): Promise<ReadonlyMap<string, readonly KeyRecord[]>> {
  const byNonce = new Map<string, Open>()
  const byName = new Map<string, Open[]>()
  for (const record of open) {
    if (record.kind === 'sending' && record.nonce !== null) byNonce.set(record.nonce, record)
    else if ('name' in record && record.name !== null)
      byName.set(record.name, [...(byName.get(record.name) ?? []), record])
  }
  const known = byName.size === 0 ? undefined : await targetsOf(context)
  const found = new Map<string, KeyRecord[]>()
  const add = ({ id }: Open, key: KeyRecord): void => void found.set(id, [...(found.get(id) ?? []), key])
  for await (const key of listTarget(context)) {
    const mine = key.marker === undefined ? undefined : byNonce.get(key.marker)
    if (mine !== undefined) add(mine, key)
    else if (key.name !== undefined && key.state !== 'revoked' && known?.has(key.id) === false)
      for (const record of byName.get(key.name) ?? []) if (isSince(key, record)) add(record, key)
  }
  return found
}

/** Where a list is of one owner at a time, of each that the plan names. */
async function* listTarget({ to, plan, signal }: RunContext): AsyncGenerator<KeyRecord> {
  if (to.capabilities.fields.owner !== 'required') {
    yield* to.list({}, { markers: true, signal })
    return
  }
  const owners = new Set<string | undefined>([
    plan.owner,
    ...(plan.transform === undefined ? (plan.owners ?? []) : []),
  ])
  if (plan.transform !== undefined || plan.owners === undefined)
    for await (const owner of targetOwners(plan)) owners.add(owner)
  owners.delete(undefined)
  for (const owner of owners) yield* to.list({ owner }, { markers: true, signal })
}

async function* targetOwners(plan: RunContext['plan']): AsyncGenerator<string | undefined> {
  for await (const { item } of new Planner({ ...plan, probe: 'none' }).walk()) yield item.input?.owner
}

function isSince({ createdAt }: KeyRecord, record: Open): boolean {
  return createdAt === undefined || !('at' in record) || createdAt.getTime() >= record.at - clockSkewMs
}

async function targetsOf({ session }: RunContext): Promise<Fingerprints> {
  const known = new Fingerprints()
  for await (const record of session.records())
    if (record.kind === 'moved' || record.kind === 'delivering') known.set(record.target, 1)
  return known
}

async function settle(context: RunContext, record: Open, keys: readonly KeyRecord[]): Promise<void> {
  const { id, attempt } = record
  const { session } = context
  const [first] = keys
  if (first === undefined) return session.write([{ kind: 'unmade', id, attempt, target: null }])
  const isSure = record.kind === 'sending' && record.nonce !== null
  if (!isSure) {
    const { name, at } = 'name' in record ? record : { name: null, at: 0 }
    const candidates = keys.map((key) => key.id)
    return session.write([{ kind: 'uncertain', id, attempt, name, at, candidates }])
  }
  if (record.how === 'import') {
    const { losses } = record
    context.count.moved()
    return session.write([{ kind: 'moved', id, target: first.id, how: 'preserve', losses, note: null }])
  }
  for (const key of keys) if (key.state !== 'revoked') await revokeTarget(context, key.id)
  return session.write([{ kind: 'unmade', id, attempt, target: first.id }])
}

/** A second time is no error. */
export async function revokeTarget(context: RunContext, target: string): Promise<void> {
  await within(context, context.target, async () => context.to.revoke(target, { signal: context.signal }))
}
