import type { CallOptions } from '../../core/call-options.js'
import type { KeyRecord } from '../../core/key-record.js'
import type { KeyResult } from '../../core/key-result.js'
import { prepareGet, type UnkeyRecord } from '../../generated/unkey/adapter.js'
import { invalidAnswer } from '../../http/invalid-answer.js'
import { asKept, type ClientContext } from '../../http/client-context.js'
import { markerOf } from '../../http/marking.js'
import { getKey } from '../../http/operations/get-key.js'

/** What a reroll is made of: its metadata as it is stored. */
export type Original = KeyResult<object, UnkeyRecord>

const mostReadings = 4

/**
 * The record of a key that is about to be rerolled. If the answer to the reroll is lost, its key is looked for by what it has of
 * this one: by the marker, which no other key has, or where there is none by all that Unkey copies. Each of those is optional in
 * Unkey's answer, so that one which lacks a field cannot be told from a key without it: then two in a row must say the same.
 */
export async function readOriginal(
  context: ClientContext,
  id: string,
  options: CallOptions,
): Promise<Original> {
  const read = async (): Promise<Original> =>
    getKey<object, UnkeyRecord>(asKept(context), id, prepareGet(id), options)
  let latest = await read()
  let isWhole = !isLacking(latest)
  if (isWhole && markerOf(latest) !== undefined) return latest
  for (let reading = 2; reading <= mostReadings; reading += 1) {
    const again = await read()
    const isSame = isWhole && identityOf(again) === identityOf(latest)
    isWhole = !isLacking(again)
    if (isWhole && (isSame || markerOf(again) !== undefined)) return again
    latest = again
  }
  const asked = { operation: 'rotate', effect: 'reads' } as const
  const fault = 'its answers about this key differ each time, or lack what they must have. Nothing was done'
  throw invalidAnswer(context.sender.profile, asked, { meta: latest.http }, fault)
}

/** A field of an unknown kind is the vendor's own affair, one that is not there or no such field may be any that is copied. */
function isLacking({ warnings }: Original): boolean {
  return warnings.some(({ code }) => code === 'missing' || code === 'wrong_type')
}

/** What a reroll copies, and nobody changes in passing. */
export function identityOf({ name, owner, metadata }: KeyRecord<unknown, unknown>): string {
  return JSON.stringify([name, owner, metadata])
}
