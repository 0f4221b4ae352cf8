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
  if (markerOf(latest) !== undefined) return latest
  for (let reading = 2; reading <= mostReadings; reading += 1) {
    const again = await read()
    if (markerOf(again) !== undefined || identityOf(again) === identityOf(latest)) return again
    latest = again
  }
  const asked = { operation: 'rotate', effect: 'reads' } as const
  const fault = 'its answers about this key differ each time. Nothing was done'
  throw invalidAnswer(context.sender.profile, asked, { meta: latest.http }, fault)
}

/** What a reroll copies, and nobody changes in passing. */
export function identityOf({ name, owner, metadata }: KeyRecord<unknown, unknown>): string {
  return JSON.stringify([name, owner, metadata])
}
