import { isFields } from '../../core/input-check.js'
import { isSameId } from '../../http/same-id.js'

/** What speaks against a deletion in Clerk's answer to it, which names the key and says `deleted: true`. */
export function faultInDeletion(id: string, body: unknown): string | undefined {
  const { id: told, deleted } = isFields(body) ? body : {}
  if (typeof told !== 'string') return 'there is no id in it'
  if (!isSameId(told, id)) return 'it tells of another key'
  return deleted === false ? 'it says that the key is not deleted' : undefined
}
