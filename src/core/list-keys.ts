import type { CallOptions } from './call-options.js'
import type { HttpMeta } from './http-meta.js'
import type { KeyRecord, KeyState } from './key-record.js'
import type { Metadata } from './metadata.js'
import type { Warning } from './warning.js'

/** What a list may be asked. Each vendor's own query type holds the part of it that the vendor can answer. */
export interface ListQuery {
  /** Only keys of this owner. */
  readonly owner?: string | undefined
  /** Only keys in this state. Without it, every key that the vendor still lists, dead ones too. */
  readonly state?: KeyState | undefined
  /** Only keys that the vendor finds by this text. */
  readonly text?: string | undefined
  /** How many keys a request asks for. Default and at most what the vendor allows; where it names no limit, its own default. */
  readonly pageSize?: number | undefined
  /** Where to start: the `cursor` of an earlier page. Default: at the beginning. */
  readonly cursor?: string | undefined
}

/** Options of a list. */
export interface ListOptions extends CallOptions {
  /**
   * Whether each record has its `marker`, for who looks for a key by the nonce of its create. The metadata is then as it is
   * stored, whatever the client's schema says. Default false.
   */
  readonly markers?: boolean | undefined
}

/** One page of a list. */
export interface KeyPage<M = Metadata, V = unknown> {
  /** May be shorter than asked, or empty, when keys were filtered out: the end is where `cursor` is null. */
  readonly keys: readonly KeyRecord<M, V>[]
  /** Where the next page starts; null after the last one. */
  readonly cursor: string | null
  /** How many keys the whole list has; null where the vendor does not count them, or counts others too: with a `state`. */
  readonly total: number | null
  /** The call that gave it. */
  readonly http: HttpMeta
  /** What was odd about the answer. */
  readonly warnings: readonly Warning[]
}

/**
 * A list of keys. Nothing is asked until it is read.
 *
 * Iterated, it walks all pages, one in memory at a time. While keys are created, revoked or deleted during the walk, each
 * key that lives through it is seen exactly once.
 *
 * @example
 * for await (const key of keys.list()) console.log(key.id, key.state)
 *
 * const list = keys.list({ pageSize: 20 })
 * const first = await list.page()
 * const second = await list.page(first.cursor)
 */
export interface KeyList<M = Metadata, V = unknown> extends AsyncIterable<KeyRecord<M, V>> {
  /** One page: the one at `cursor`, or the first. Pages are as the vendor cuts them and may shift while keys change. */
  page(cursor?: string | null): Promise<KeyPage<M, V>>
}
