import type { CallOptions } from '../../core/call-options.js'
import type { KeyResult } from '../../core/key-result.js'
import { InputCheck } from '../../core/input-check.js'
import type { Answer } from '../answer.js'
import { askForKey } from '../ask.js'
import type { KeyCall, ListCall } from '../calls.js'
import type { ClientContext } from '../client-context.js'
import { invalidAnswer, requireWhole } from '../invalid-answer.js'
import { isSameId } from '../same-id.js'
import { vendorError } from '../vendor-error.js'
import { walk } from './walk.js'
import { toRecord } from './to-record.js'

/** The record of a key at a vendor that has a call for it. */
export async function getKey<M, V>(
  context: ClientContext,
  id: string,
  call: KeyCall<unknown, V>,
  options: CallOptions | undefined,
): Promise<KeyResult<M, V>> {
  const answer = await askForKey(context, id, call.request, options)
  return keyResult<M, V>(context, id, call, answer)
}

/** The record in an answer about this key, and the call that told it. */
export async function keyResult<M, V>(
  context: ClientContext,
  id: string,
  call: KeyCall<unknown, V>,
  answer: Answer,
): Promise<KeyResult<M, V>> {
  const { profile } = context.sender
  requireWhole(profile, call.request, answer)
  const reading = call.read(answer.body)
  const warnings = [...reading.warnings]
  const key = await toRecord<M, V>(context, reading, answer.secrets, warnings)
  if (key === undefined) throw invalidAnswer(profile, call.request, answer, 'there is no id in it')
  if (!isSameId(key.id, id)) throw invalidAnswer(profile, call.request, answer, 'it tells of another key')
  return { ...key, http: answer.meta, warnings }
}

/** The record of a key at a vendor that only lists them: its list is read until the key comes. */
export async function findKey<M, V>(
  context: ClientContext,
  id: string,
  list: ListCall<unknown, V>,
  options: CallOptions | undefined,
): Promise<KeyResult<M, V>> {
  const check = new InputCheck(context.sender.profile, 'get')
  check.id('id', id)
  check.end()
  let seen = 0
  for await (const { key, page } of walk<M, V>(context, { ...list, operation: 'get' }, undefined, options)) {
    if (isSameId(key.id, id)) return { ...key, http: page.http, warnings: page.warnings }
    seen += 1
  }
  const what = `has no call to get a key, and none of the ${seen} keys in its list has this id. Check the id, and that the credential belongs to the same account.`
  throw vendorError(context.sender.profile, 'get', 'not_found', what)
}
