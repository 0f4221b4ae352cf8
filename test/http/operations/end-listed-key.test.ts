import { expect, it } from 'vitest'
import type { EndKeyResult } from '../../../src/core/end-key.js'
import { KeymuxError } from '../../../src/core/keymux-error.js'
import { endListedKey } from '../../../src/http/operations/end-listed-key.js'
import { answering, contextWith, errorOf, json, type Stub } from '../support/acme.js'
import { listCall } from '../support/acme-keys.js'

const uuid = '123e4567-e89b-42d3-a456-426614174000'

/** Ends a key of which the vendor says, perhaps by a proxy, that there is none. */
async function end(fetch: Stub, id = 'key_1'): Promise<EndKeyResult<unknown>> {
  const missing = new KeymuxError({ code: 'not_found', message: 'no such key' })
  const refused = async (): Promise<never> => Promise.reject(missing)
  return endListedKey<unknown, unknown>(contextWith(fetch), id, listCall('cursor'), undefined, refused)
}

function page(ids: readonly string[], next?: string): () => Response {
  return () => json({ keys: ids.map((id) => ({ id })), next })
}

it.each<[string, Stub]>([
  ['is empty', answering(page([]))],
  ['has others alone, to its end', answering(page(['key_2'], 'b'), page(['key_3']))],
])('a key was gone where the list %s, which a warning says', async (_, fetch) => {
  const result = await end(fetch)
  expect(result).toMatchObject({ id: 'key_1', already: true, warnings: [{ code: 'not_found', path: 'id' }] })
})

it.each<[string, Stub, string?]>([
  ['on its first page', answering(page(['key_1'], 'b'), page([]))],
  ['on its last page', answering(page(['key_2'], 'b'), page(['key_1']))],
  ['by its id in another form', answering(page([`key_${uuid}`])), uuid.toUpperCase()],
  ['when it is read a second time', answering(page([]), page(['key_1']))],
])('a key that the list has %s is not gone', async (_, fetch, id) => {
  expect(await errorOf(end(fetch, id))).toMatchObject({ code: 'not_found' })
})
