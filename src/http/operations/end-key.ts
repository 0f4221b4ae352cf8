import type { CallOptions } from '../../core/call-options.js'
import type { EndKeyResult } from '../../core/end-key.js'
import type { KeyResult } from '../../core/key-result.js'
import type { KeymuxError } from '../../core/keymux-error.js'
import type { Answer } from '../answer.js'
import { replyForKey } from '../ask.js'
import type { KeyCall, PlainCall } from '../calls.js'
import type { ClientContext } from '../client-context.js'
import { toRecord } from './to-record.js'

/** How to tell a key that was ended before from a call that failed. */
export interface EndedBefore<M, V> {
  /** The vendor's own codes for "there is no such key", where that is what the call is to bring about. */
  readonly goneCodes?: readonly string[]
  /** Looks the key up, at a vendor that keeps the record of a revoked key and may refuse to revoke it again. */
  readonly lookUp?: () => Promise<KeyResult<M, V>>
}

/** Revokes or deletes a key. A key that is revoked or gone already is a success: the caller wanted it dead. */
export async function endKey<M, V>(
  context: ClientContext,
  id: string,
  call: KeyCall<unknown, V> | PlainCall,
  options: CallOptions | undefined,
  before: EndedBefore<M, V> = {},
): Promise<EndKeyResult<M, V>> {
  const { answer, failure } = await replyForKey(context, id, call.request, options)
  const result =
    failure === undefined
      ? await resultOf<M, V>(context, id, call, answer)
      : await resultBefore(id, failure, answer, before)
  context.known.note(id, 'ended')
  return result
}

async function resultOf<M, V>(
  context: ClientContext,
  id: string,
  call: KeyCall<unknown, V> | PlainCall,
  answer: Answer,
): Promise<EndKeyResult<M, V>> {
  const done = { id, already: false, http: answer.meta }
  if (call.read === undefined) return { ...done, warnings: [] }
  const reading = call.read(answer.body)
  const warnings = [...reading.warnings]
  const key = await toRecord<M, V>(context, reading, answer.secrets, warnings)
  return { ...done, ...(key !== undefined && { key }), warnings }
}

/** Nobody has said what Clerk and Factify answer to a second revocation; a refusal is looked into before it is believed. */
async function resultBefore<M, V>(
  id: string,
  failure: KeymuxError,
  answer: Answer,
  { goneCodes = [], lookUp }: EndedBefore<M, V>,
): Promise<EndKeyResult<M, V>> {
  const { code, vendorCode } = failure
  // Not without the vendor's own word: a 404 of a proxy must not pass for a dead key.
  if (code === 'not_found' && vendorCode !== undefined && goneCodes.includes(vendorCode))
    return { id, already: true, http: answer.meta, warnings: [] }
  const mayBeDone = code === 'conflict' || code === 'invalid_request'
  if (!mayBeDone || lookUp === undefined) throw failure
  const { http, warnings, ...key } = await lookUp().catch(() => {
    throw failure
  })
  if (key.state !== 'revoked') throw failure
  return { id, already: true, key, http, warnings }
}
