import type { CallOptions } from '../../core/call-options.js'
import type { EndKeyResult } from '../../core/end-key.js'
import type { HttpMeta } from '../../core/http-meta.js'
import type { KeyRecord, KeyState } from '../../core/key-record.js'
import type { KeyResult } from '../../core/key-result.js'
import type { KeymuxError } from '../../core/keymux-error.js'
import type { Warning } from '../../core/warning.js'
import type { Answer } from '../answer.js'
import { replyForKey } from '../ask.js'
import type { KeyCall, PlainCall } from '../calls.js'
import type { ClientContext } from '../client-context.js'
import { invalidAnswer } from '../invalid-answer.js'
import { keyResult } from './get-key.js'

/** How a vendor says that a key is ended, beyond the status of its answer. */
export interface Ended<M, V> {
  /** The vendor's own codes for "there is no such key", where that is what the call is to bring about; `any` for any of its codes. */
  readonly goneCodes?: readonly string[] | 'any'
  /** Looks the key up, at a vendor that keeps the record of a revoked key and may refuse to revoke it again. */
  readonly lookUp?: () => Promise<KeyResult<M, V>>
  /** What speaks against it in the answer to a call that has no record to read. */
  readonly faultIn?: (body: unknown) => string | undefined
  /** The state of a record that says its key is ended, at a vendor that knows no revoked ones; undefined for any other. */
  readonly endedState?: EndedState
}

/** Which state ends a key, by its record and the answer that told it. */
export type EndedState = (key: KeyRecord<unknown, unknown>, http: HttpMeta) => KeyState | undefined

/** Revokes or deletes a key. A key that is revoked or gone already is a success: the caller wanted it dead. */
export async function endKey<M, V>(
  context: ClientContext,
  id: string,
  call: KeyCall<unknown, V> | PlainCall,
  options: CallOptions | undefined,
  ended: Ended<M, V> = {},
): Promise<EndKeyResult<M, V>> {
  const { answer, failure } = await replyForKey(context, id, call.request, options)
  if (failure !== undefined) return endedBefore(context, id, failure, answer, ended)
  const result = await resultOf<M, V>(context, id, call, answer, ended)
  context.known.note(id, 'ended')
  return result
}

/** Believes nothing but the vendor's word that the key is dead. */
async function resultOf<M, V>(
  context: ClientContext,
  id: string,
  call: KeyCall<unknown, V> | PlainCall,
  answer: Answer,
  { faultIn, endedState }: Ended<M, V>,
): Promise<EndKeyResult<M, V>> {
  const { profile } = context.sender
  const done = { id, already: false, http: answer.meta }
  if (call.read === undefined) {
    const fault = faultIn?.(answer.body)
    if (fault !== undefined) throw invalidAnswer(profile, call.request, answer, fault)
    return { ...done, warnings: [] }
  }
  const { http: _, warnings, ...key } = await keyResult<M, V>(context, id, call, answer)
  const state = endedState?.(key, answer.meta)
  if (state !== undefined) return { ...done, key: { ...key, state }, warnings }
  if (key.state !== undefined && key.state !== 'revoked')
    throw invalidAnswer(profile, call.request, answer, `it tells of a key that is ${key.state}`)
  return { ...done, key, warnings }
}

/** Nobody has said what some vendors answer to a second revocation; a refusal is looked into before it is believed. */
async function endedBefore<M, V>(
  context: ClientContext,
  id: string,
  failure: KeymuxError,
  answer: Answer,
  { goneCodes = [], lookUp, endedState }: Ended<M, V>,
): Promise<EndKeyResult<M, V>> {
  const { code } = failure
  if (code === 'not_found' && isWordFor(failure, goneCodes)) {
    const isOwn = context.known.endedAt(id) !== undefined
    if (!isOwn) context.known.note(id, 'absent')
    return { id, already: true, http: answer.meta, warnings: isOwn ? [] : [unknown(context)] }
  }
  const mayBeDone = code === 'conflict' || code === 'invalid_request' || code === 'not_found'
  if (!mayBeDone || lookUp === undefined) throw failure
  const { http, warnings, ...key } = await lookUp().catch(() => {
    throw failure
  })
  if (key.state !== 'revoked' && endedState?.(key, http) === undefined) throw failure
  context.known.note(id, 'ended')
  return { id, already: true, key, http, warnings }
}

/** Not without the vendor's own word: a 404 of a proxy must not pass for a dead key. */
function isWordFor({ vendorCode }: KeymuxError, codes: readonly string[] | 'any'): boolean {
  return vendorCode !== undefined && (codes === 'any' || codes.includes(vendorCode))
}

function unknown({ sender }: ClientContext): Warning {
  const { name } = sender.profile
  const message = `${name} knows no such key: it is gone, or never was one of this account's. Check the id and the credential, or a key that you meant to end may still work.`
  return { code: 'not_found', path: 'id', message }
}
