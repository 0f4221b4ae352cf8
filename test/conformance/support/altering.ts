import { KeymuxError, type KeyList, type KeyRecord, type Verdict } from 'keymux'
import type { AcmeClient } from './acme.js'
import type { Fault } from './subject.js'

/** Every record changed on its way back. */
export function records(change: (record: KeyRecord) => KeyRecord): Fault {
  return (good) => ({
    create: async (input, options) => {
      const created = await good.create(input, options)
      const key = change(created.key)
      return { ...created, key, metadata: key.metadata }
    },
    get: async (id, options) => {
      const { http, warnings, ...record } = await good.get(id, options)
      return { ...change(record), http, warnings }
    },
    list: (query, options) => changed(good.list(query, options), change),
  })
}

function changed(list: KeyList, change: (record: KeyRecord) => KeyRecord): KeyList {
  return {
    page: async (cursor) => {
      const page = await list.page(cursor)
      return { ...page, keys: page.keys.map(change) }
    },
    async *[Symbol.asyncIterator]() {
      for await (const record of list) yield change(record)
    },
  }
}

/** Another walk over the pages of a list. */
export function walks(walk: (list: KeyList) => AsyncIterator<KeyRecord>): Fault {
  return (good) => ({
    list: (query, options) => {
      const list = good.list(query, options)
      return { page: (cursor) => list.page(cursor), [Symbol.asyncIterator]: () => walk(list) }
    },
  })
}

export async function* withoutSecondPage(list: KeyList): AsyncGenerator<KeyRecord> {
  let number = 0
  for (let page = await list.page(); ; page = await list.page(page.cursor)) {
    number += 1
    if (number !== 2) yield* page.keys
    if (page.cursor === null) return
  }
}

export async function* withLastKeyAgain(list: KeyList): AsyncGenerator<KeyRecord> {
  let last: KeyRecord | undefined
  for await (const key of list) {
    last = key
    yield key
  }
  if (last !== undefined) yield last
}

/** Every verdict changed; an error in the place of one is given as undefined. */
export function verdicts(change: (verdict: Verdict | undefined) => Verdict): Fault {
  return (good) => ({
    verify: async (secret, options) => change(await good.verify(secret, options).catch(() => undefined)),
  })
}

export const notFound: Verdict = { valid: false, reason: 'not_found', http: null, warnings: [] }

/** Every error of a get with another message. */
export function messages(say: (error: KeymuxError, credential: string) => string): Fault {
  return (good, credential) => ({
    get: async (id, options) => {
      try {
        return await good.get(id, options)
      } catch (error) {
        if (!KeymuxError.is(error)) throw error
        const { code, vendor, operation } = error
        throw new KeymuxError({ code, vendor, operation, message: say(error, credential) })
      }
    },
  })
}

/** A create that is told something else. */
export function creating(change: (input: Parameters<AcmeClient['create']>[0]) => object): Fault {
  return (good) => ({ create: async (input, options) => good.create(change(input), options) })
}

/** What is asked for, at a fraction of its distance from now. */
export function nearer(expiresAt: Date | string | undefined, times: number): Date | undefined {
  if (expiresAt === undefined) return undefined
  const ahead = expiresAt instanceof Date ? expiresAt.getTime() - Date.now() : Number.parseInt(expiresAt, 10)
  return new Date(Date.now() + Math.round(ahead / times))
}

/** The record with its expiry moved. */
export function expiring({ expiresAt, ...key }: KeyRecord, move: (time: number) => number): KeyRecord {
  return expiresAt === undefined ? key : { ...key, expiresAt: new Date(move(expiresAt.getTime())) }
}
