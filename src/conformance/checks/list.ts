import type { KeyFilter } from '../../core/capabilities.js'
import type { CreateKeyInput } from '../../core/create-key.js'
import type { KeyRecord } from '../../core/key-record.js'
import type { KeyPage, ListQuery } from '../../core/list-keys.js'
import type { CheckDefinition } from '../check.js'
import { ensureMeta } from '../meta.js'
import { refusalOf } from '../refusal.js'
import { sample } from '../samples.js'
import type { Trial } from '../trial.js'
import { ensure, shown, Violation } from '../violation.js'

/** Several pages, the last one not full. */
const pageSize = 2
const count = 5

export const listChecks: readonly CheckDefinition[] = [
  { about: 'list', rule: 'it gives every key exactly once, over several pages', run: walksAll },
  {
    about: 'list',
    rule: 'every key that lives through the walk is seen exactly once',
    run: walksWhileChanging,
  },
  { about: 'list', rule: '`page` leads through the same keys to a last page', run: walksByPage },
  { about: 'list', rule: 'nothing is asked before it is read, and no more than is read', run: lazy },
  {
    about: 'list',
    rule: 'by `owner` it gives keys of this owner alone',
    needs: ['filter:owner'],
    run: byOwner,
  },
  {
    about: 'list',
    rule: 'by `state` it gives keys in this state alone',
    needs: ['filter:state'],
    run: byState,
  },
  {
    about: 'list',
    rule: 'by `text` it finds a key by its name',
    needs: ['filter:text', 'name'],
    run: byText,
  },
  { about: 'list', rule: 'it refuses what it cannot be narrowed by', run: refusesFilters },
  { about: 'list', rule: 'it refuses a page size beyond the limit', run: refusesPageSize },
]

async function makeMany(trial: Trial, amount: number): Promise<string[]> {
  const ids: string[] = []
  while (ids.length < amount) ids.push((await trial.make()).id)
  await trial.settled()
  return ids
}

async function walksAll(trial: Trial): Promise<void> {
  const ids = await makeMany(trial, count)
  const seen = new Seen()
  for await (const key of trial.keys.list({ pageSize })) seen.add(key)
  seen.ensureAll(ids, 'in a list of several pages')
}

/**
 * At a vendor that counts its pages by offsets, a key that goes moves the others back, to be skipped, and one that comes
 * moves them on, to be seen twice: one after the other, since together they make up for each other.
 */
async function walksWhileChanging(trial: Trial): Promise<void> {
  const { keys } = trial
  const ids = await makeMany(trial, 9)
  const lasting = new Set(ids)
  const seen = new Seen()
  let own = 0
  for await (const key of keys.list({ pageSize })) {
    seen.add(key)
    if (!ids.includes(key.id)) continue
    own += 1
    if (own <= 3) {
      await (keys.can('delete') ? keys.delete(key.id) : keys.revoke(key.id))
      lasting.delete(key.id)
    } else if (own <= 6) await trial.make()
  }
  seen.ensureAll([...lasting], 'in a walk during which others were ended and created')
}

async function walksByPage(trial: Trial): Promise<void> {
  const ids = await makeMany(trial, count)
  const seen = new Seen()
  const list = trial.keys.list({ pageSize })
  const cursors = new Set<string>()
  for (let page = await list.page(); ; page = await list.page(page.cursor)) {
    ensurePage(page)
    for (const key of page.keys) seen.add(key)
    if (page.cursor === null) break
    ensure(!cursors.has(page.cursor), 'Pages lead in a circle: a `cursor` came a second time.')
    cursors.add(page.cursor)
  }
  seen.ensureAll(ids, 'in the list page by page')
  ensure(
    cursors.size >= 2,
    `${seen.size} keys came in ${cursors.size + 1} pages, although ${pageSize} were asked for in one.`,
  )
}

function ensurePage({ keys, cursor, total, http }: KeyPage): void {
  ensure(keys.length <= pageSize, `A page has ${keys.length} keys, although ${pageSize} were asked for.`)
  ensure(
    cursor === null || typeof cursor === 'string',
    `\`cursor\` is ${shown(cursor)}, neither a text nor null.`,
  )
  ensure(
    total === null || total >= keys.length,
    `\`total\` is ${shown(total)} on a page of ${keys.length} keys.`,
  )
  ensureMeta('page', http)
}

async function lazy(trial: Trial): Promise<void> {
  await makeMany(trial, count)
  const before = trial.requests
  const list = trial.keys.list({ pageSize })
  ensure(trial.requests === before, 'list sent a request before anything was read from it.')
  for await (const _ of list) break
  const sent = trial.requests - before
  ensure(sent <= 2, `list sent ${sent} requests for its first key: it reads ahead of who walks it.`)
}

async function byOwner(trial: Trial): Promise<void> {
  const owner = sample(trial.subject, 'owner')
  const { id } = await trial.make({ owner })
  await ensureFound(trial, id, { owner }, 'owner')
}

async function byState(trial: Trial): Promise<void> {
  const { id } = await trial.make()
  const { id: dead } = await trial.make()
  await trial.keys.revoke(dead)
  const active = await ensureFound(trial, id, { state: 'active' }, 'state')
  ensure(!active.has(dead), 'A list by the state `active` gives a revoked key.')
  const revoked = new Set<string>()
  for await (const key of trial.keys.list({ state: 'revoked' })) revoked.add(key.id)
  ensure(!revoked.has(id), 'A list by the state `revoked` gives a key that works.')
}

async function byText(trial: Trial): Promise<void> {
  const name = sample(trial.subject, 'name')
  const { id } = await trial.make({ name })
  await ensureFound(trial, id, { text: name })
}

/** The ids in a narrowed list, which must hold the key, and only keys of which `field` tells what was asked for. */
async function ensureFound(
  trial: Trial,
  id: string,
  query: ListQuery,
  field?: 'owner' | 'state',
): Promise<ReadonlySet<string>> {
  const ids = new Set<string>()
  await trial.settled()
  for await (const key of trial.keys.list(query)) {
    ids.add(key.id)
    const told = field === undefined ? undefined : key[field]
    ensure(
      told === undefined || field === undefined || told === query[field],
      `A list by ${shown(query)} gives a key with ${shown(told)} as its \`${field}\`.`,
    )
  }
  ensure(ids.has(id), `A list by ${shown(query)} lacks the key that was made for it.`)
  return ids
}

async function refusesFilters(trial: Trial): Promise<void> {
  const values: Readonly<Record<KeyFilter, CreateKeyInput['name']>> = {
    owner: 'user_1',
    state: 'active',
    text: 'x',
  }
  const { filters } = trial.capabilities
  for (const filter of (Object.keys(values) as KeyFilter[]).filter((each) => !filters.includes(each))) {
    await refusalOf(trial, filter, {
      operation: 'list',
      what: `A list by \`${filter}\`, which the vendor cannot be asked,`,
      act: () => trial.keys.list({ [filter]: values[filter] }).page(),
      codes: ['unsupported'],
    })
  }
}

async function refusesPageSize(trial: Trial): Promise<void> {
  const { largestPage } = trial.capabilities.limits
  for (const size of [0, 1.5, ...(largestPage === null ? [] : [largestPage + 1])]) {
    await refusalOf(trial, 'pageSize', {
      operation: 'list',
      what: `A list with ${size} keys a page`,
      act: () => trial.keys.list({ pageSize: size }).page(),
      codes: ['invalid_request'],
    })
  }
}

/** The keys of a walk, each of which may come once. */
class Seen {
  readonly #ids = new Set<string>()

  get size(): number {
    return this.#ids.size
  }

  add({ id }: KeyRecord): void {
    if (this.#ids.has(id)) throw new Violation(`The list gives ${id} twice.`)
    this.#ids.add(id)
  }

  ensureAll(ids: readonly string[], where: string): void {
    const lost = ids.filter((id) => !this.#ids.has(id))
    ensure(lost.length === 0, `${lost.length} of ${ids.length} keys are lost ${where}, ${lost[0]} for one.`)
  }
}
