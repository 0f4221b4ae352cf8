import type { KeyState } from '../../core/key-record.js'
import { stateOf } from '../alive.js'
import type { CheckDefinition } from '../check.js'
import { untilExpired } from '../expiry.js'
import { listed } from '../listed.js'
import { ensureMeta } from '../meta.js'
import { isSameField } from '../record.js'
import { refusal } from '../refusal.js'
import { placeOf } from '../search.js'
import { altered, textOf } from '../secret-text.js'
import type { Trial } from '../trial.js'
import { ensure, shown } from '../violation.js'

const minute = 60_000

export const getChecks: readonly CheckDefinition[] = [
  { about: 'get', rule: 'it gives the record of the key, without its secret', run: record },
  { about: 'get', rule: 'it gives what list gives', run: sameAsList },
  { about: 'get', rule: 'an unknown id is `not_found`', run: unknownId },
  { about: 'get', rule: 'an expired key is not told to work', needs: ['expiresAt'], run: expired },
  { about: 'get', rule: 'what is no id at all is refused', run: noId },
]

async function record(trial: Trial): Promise<void> {
  const { id, secret, span } = await trial.make()
  const key = await trial.keys.get(id)
  ensure(key.id === id, `get of ${id} gave the record of ${shown(key.id)}.`)
  ensureMeta('get', key.http)
  const place = placeOf(textOf(secret), key, 'key')
  ensure(place === undefined, `The secret can be read in the record, at ${place}.`)
  const { createdAt } = key
  if (createdAt === undefined) return
  ensure(createdAt instanceof Date, `\`createdAt\` is ${shown(createdAt)}, not a Date.`)
  const isNow = createdAt.getTime() > span.from - minute && createdAt.getTime() < span.to + minute
  ensure(
    isNow,
    `\`createdAt\` is ${shown(createdAt)} for a key made at ${shown(new Date(span.from))}: a wrong unit or zone.`,
  )
}

async function sameAsList(trial: Trial): Promise<void> {
  const { id, input } = await trial.make()
  const got = await trial.keys.get(id)
  const inList = await listed(trial, id, input.owner)
  ensure(inList !== undefined, `get finds ${id}, which is not in the list.`)
  for (const field of ['name', 'owner', 'metadata', 'scopes', 'state', 'expiresAt', 'createdAt'] as const) {
    const [one, other] = [got[field], inList[field]]
    if (one === undefined || other === undefined) continue
    ensure(
      isSameField(field, got, inList),
      `\`${field}\` is ${shown(one)} by get and ${shown(other)} by list.`,
    )
  }
}

async function unknownId(trial: Trial): Promise<void> {
  const { id } = await trial.make()
  await refusal(trial, {
    operation: 'get',
    what: 'A get of an id that does not exist',
    act: () => trial.keys.get(altered(id)),
    codes: ['not_found'],
  })
}

async function expired(trial: Trial): Promise<void> {
  const { id } = await trial.make({ expiresAt: '1s' })
  const ask = async (): Promise<KeyState | 'gone' | undefined> => stateOf(trial, id)
  const state = await untilExpired(ask, (each) => each !== 'active')
  const isRight = state === undefined || state === 'expired' || state === 'gone'
  ensure(isRight, `get tells ${shown(state)} as the state of an expired key.`)
}

/** In a path, each of them would ask for something else than a key. */
async function noId(trial: Trial): Promise<void> {
  for (const id of ['', '.', '..', '../keys', 'a b?c=d#e']) {
    await refusal(trial, {
      operation: 'get',
      what: `A get of the id ${shown(id)}`,
      act: () => trial.keys.get(id),
      codes: ['invalid_request', 'not_found'],
    })
  }
}
