import type { KeyRecord } from '../core/key-record.js'
import type { VerifyReason } from '../core/verify-key.js'
import type { Warning } from '../core/warning.js'
import type { Paging } from './operations/paging.js'
import type { VendorRequest } from './sender.js'

/** What the generated adapter found of one key in an answer. */
export interface RecordReading<M, V> {
  /** The vendor's id; undefined where the answer holds none. */
  readonly id: string | undefined
  /** What is stored with the key. */
  readonly metadata: M
  /** All else that is known; `vendor` is the vendor's record with its secret already taken out. */
  readonly key: Omit<KeyRecord<M, V>, 'id' | 'metadata'>
}

/** An answer with one key's record. */
export interface KeyReading<M, V> extends RecordReading<M, V> {
  /** What is odd about the answer. */
  readonly warnings: readonly Warning[]
}

/** An answer with a new key and its secret: all that a create tells. */
export interface CreateReading<M, V> extends KeyReading<M, V> {
  /** Undefined where the answer holds none. */
  readonly secret: string | undefined
  /** What else of the answer nobody may see: the parts that the secret is made of, or other forms of it. */
  readonly parts?: readonly string[]
  /** What the secret starts with, by the vendor's rule or its own word; null where it has none. */
  readonly prefix: string | null
}

/** A body as it was made of an input, whose lists may not be changed. */
export type Sent<Body> = {
  readonly [Name in keyof Body]: Body[Name] extends readonly (infer Item)[] | undefined
    ? readonly Item[] | undefined
    : Body[Name]
}

/** A create call as the generated adapter prepares it. */
export interface CreateCall<M, V> {
  /** What is sent. */
  readonly request: VendorRequest
  /** Reads the body of the answer. */
  read(body: unknown): CreateReading<M, V>
}

/** A call whose answer is a key's record: a get; at some vendors an update or a revocation. */
export interface KeyCall<M, V> {
  /** What is sent. */
  readonly request: VendorRequest
  /** Reads the body of the answer. */
  read(body: unknown): KeyReading<M, V>
}

/** A call whose answer tells nothing but that it was done. */
export interface PlainCall {
  /** What is sent. */
  readonly request: VendorRequest
  /** Nothing is read of it. */
  readonly read?: undefined
}

/** One page of a list. */
export interface PageReading<M, V> {
  /** Undefined where there is no list in the answer, which is not the same as an empty one. */
  readonly keys: readonly RecordReading<M, V>[] | undefined
  /** Of a list by cursors: where the next page starts; undefined where the answer names none. */
  readonly cursor?: string | undefined
  /** Whether there is a next page; undefined where the vendor has no such word, and the cursor or the total tells. */
  readonly more?: boolean | undefined
  /** How many keys the whole list has; undefined where the vendor does not count. */
  readonly total?: number | undefined
  /** What is odd about the answer. */
  readonly warnings: readonly Warning[]
}

/** Where a page starts and how long it shall be. */
export interface PageAsked {
  /** Of a list by cursors; undefined for the first page. */
  readonly cursor?: string | undefined
  /** Of a list by offsets. */
  readonly offset: number
  readonly pageSize: number
}

/** A list as the generated adapter prepares it: what the query asks is checked, each page is asked for separately. */
export interface ListCall<M, V> {
  /** How the vendor cuts its list. */
  readonly paging: Paging
  /** How many keys a page shall have. */
  readonly pageSize: number
  /** What is sent for a page. */
  request(page: PageAsked): VendorRequest
  /** `page` is what was asked for, and `headers` are those of the answer, for a list that is cut by more than its body tells. */
  read(body: unknown, page: PageAsked, headers: Headers): PageReading<M, V>
}

/** What a verification's answer says. */
export interface VerifyReading<M, V> {
  /** Undefined where the answer does not say, which must not be taken for yes or no. */
  readonly valid: boolean | undefined
  /** Why not; undefined for a valid key, and where the vendor's word is not one that we know. */
  readonly reason: VerifyReason | undefined
  /** The key, as far as the answer tells of it. */
  readonly key: RecordReading<M, V>
  /** What is odd about the answer. */
  readonly warnings: readonly Warning[]
}

/** A verification as the generated adapter prepares it. */
export interface VerifyCall<M, V> {
  /** False where a secret of this shape cannot be the vendor's, so that there is no need to ask. */
  readonly possible: boolean
  /** What is sent. */
  readonly request: VendorRequest
  /** The scopes that keymux has to check itself, since the vendor does not. */
  readonly scopes: readonly string[]
  /** The whole answer may be null, which `read` understands. */
  readonly isNullable?: true
  /** How the vendor calls the field that carries the secret: an error about it speaks of the secret, not of the call. */
  readonly secretField: string
  /** Reads the body of the answer. */
  read(body: unknown): VerifyReading<M, V>
}

/** An answer with the secret of a key that was there before (`recover`), or of one made in its place (`rotate`). */
export interface SecretReading {
  /** Of a rotation: the new key's. */
  readonly id: string | undefined
  /** Undefined where the answer holds none. */
  readonly secret: string | undefined
  /** What else of the answer nobody may see: the parts that the secret is made of, or other forms of it. */
  readonly parts?: readonly string[]
  /** What the secret starts with; null where that is not known. */
  readonly prefix: string | null
  /** What is odd about the answer. */
  readonly warnings: readonly Warning[]
}

/** A `recover`, or a `rotate` at a vendor that has one. */
export interface SecretCall {
  /** What is sent. */
  readonly request: VendorRequest
  /** Reads the body of the answer. */
  read(body: unknown): SecretReading
}

/** What became of the hashes of one batch. */
export interface ImportReading {
  /** Hashes that are keys now. */
  readonly imported: readonly { readonly hash: string; readonly id: string }[]
  /** Hashes that the vendor did not take, since it has them already. */
  readonly existing: readonly string[]
  /** What is odd about the answer. */
  readonly warnings: readonly Warning[]
}

/** One batch of an import. */
export interface ImportCall {
  /** What is sent. */
  readonly request: VendorRequest
  /** Reads the body of the answer. */
  read(body: unknown): ImportReading
}

/** An import as the generated adapter prepares it: all keys are checked, each batch of them is sent separately. */
export interface ImportPlan {
  /** The keys from `start` up to `end`, without the latter. */
  batch(start: number, end: number): ImportCall
}

/** A key to import as the generated adapter takes it: hashed by now. */
export type Hashed<Input extends object> = Omit<Input, 'secret' | 'hash'> & {
  /** The SHA-256 digest of the secret, in base64. */
  readonly hash: string
}
