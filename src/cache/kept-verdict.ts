import type { HttpMeta } from '../core/http-meta.js'
import type { KeyRecord } from '../core/key-record.js'
import type { Freshness, Verdict } from '../core/verify-key.js'
import { copiesOf } from './copies.js'

const common: ReadonlySet<string> = new Set([
  'valid',
  'reason',
  'key',
  'retryAt',
  'http',
  'warnings',
  'cache',
])

/**
 * A verdict that is given out many times, each time as an object of its receiver's own: whatever becomes of one of them, or of
 * the one that it was made of, the next is as the vendor answered. Written out field by field, since a hundred nanoseconds are
 * a good part of what a cached answer may take.
 */
export class KeptVerdict {
  readonly #verdict: Verdict<object>
  readonly #key: KeptRecord | undefined
  /** What a client of one's own says besides, a router's `side` for one; undefined where that is nothing. */
  readonly #more: (() => object) | undefined

  constructor(verdict: Verdict<object>) {
    const warnings = copiesOf(verdict.warnings)()
    const http = verdict.http === null ? null : keptMeta(verdict.http)
    this.#verdict = { ...verdict, warnings, http } as Verdict<object>
    this.#key = verdict.key === undefined ? undefined : new KeptRecord(verdict.key)
    const more = Object.entries(verdict).filter(([name]) => !common.has(name))
    this.#more = more.length > 0 ? copiesOf(Object.fromEntries(more)) : undefined
  }

  give(cache: Freshness): Verdict<object> {
    const verdict = this.#give(cache)
    return this.#more === undefined ? verdict : { ...this.#more(), ...verdict }
  }

  #give(cache: Freshness): Verdict<object> {
    const verdict = this.#verdict
    const key = this.#key?.give()
    const { warnings } = verdict
    if (!verdict.valid) {
      const { reason, http, retryAt } = verdict
      const refusal = retryAt === undefined ? { reason } : { reason, retryAt: new Date(retryAt) }
      return key === undefined
        ? { valid: false, ...refusal, http, warnings, cache }
        : { valid: false, ...refusal, key, http, warnings, cache }
    }
    return { valid: true, key: key ?? verdict.key, http: verdict.http, warnings, cache }
  }
}

type Writable<T> = { -readonly [Name in keyof T]: T[Name] }

class KeptRecord {
  readonly #record: KeyRecord<object>
  readonly #times: Times
  readonly #metadata: () => object
  readonly #vendor: () => unknown

  constructor(record: KeyRecord<object>) {
    this.#metadata = copiesOf(record.metadata)
    this.#vendor = copiesOf(record.vendor)
    this.#times = timesOf(record)
    // A copy that is not frozen, since V8 takes five times as long to spread one that is.
    this.#record = { ...copiesOf({ ...record })() }
  }

  give(): KeyRecord<object> {
    const { expiresAt, createdAt, updatedAt, lastUsedAt, revokedAt } = this.#times
    const copy: Writable<KeyRecord<object>> = { ...this.#record }
    if (expiresAt !== undefined) copy.expiresAt = new Date(expiresAt)
    if (createdAt !== undefined) copy.createdAt = new Date(createdAt)
    if (updatedAt !== undefined) copy.updatedAt = new Date(updatedAt)
    if (lastUsedAt !== undefined) copy.lastUsedAt = new Date(lastUsedAt)
    if (revokedAt !== undefined) copy.revokedAt = new Date(revokedAt)
    copy.metadata = this.#metadata()
    copy.vendor = this.#vendor()
    return copy
  }
}

const dates = ['expiresAt', 'createdAt', 'updatedAt', 'lastUsedAt', 'revokedAt'] as const

/** A record's dates in milliseconds: of a number a date is made in half the time that it takes of another date. */
type Times = Readonly<Record<(typeof dates)[number], number | undefined>>

function timesOf(record: KeyRecord<object>): Times {
  return Object.fromEntries(dates.map((name) => [name, timeOf(record[name])])) as Times
}

function timeOf(date: Date | undefined): number | undefined {
  return date === undefined ? undefined : new Date(date).getTime()
}

/** One for all: what could be changed in it is made when it is looked at, which is seldom, and costs more than all the rest. */
function keptMeta(http: HttpMeta): HttpMeta {
  const headers = [...http.headers]
  const request = copiesOf(http.request)()
  const rateLimit = copiesOf(http.rateLimit)
  return Object.freeze({
    ...http,
    request,
    get headers() {
      return new Headers(headers)
    },
    get rateLimit() {
      return rateLimit()
    },
  })
}
