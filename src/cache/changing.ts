import { parseDuration } from '../core/duration.js'
import type { KeyOperations } from '../core/key-client.js'
import type { Verifications } from './verifications.js'

/** Stands for the id of whichever key an answer is about that does not say so. */
const unnamed = ''

/**
 * The operations that change keys, so that no answer from before is given out after. What is known of a key is outdated when
 * the call begins, since nobody knows when the vendor acts, and again when it ends, however it ends. By then a client of two
 * vendors may have learnt of another id of the same secret.
 */
export function changingOperations(
  client: Partial<KeyOperations<object>>,
  verifications: Verifications,
  otherIds: (id: string) => readonly string[],
): Partial<KeyOperations<object>> {
  const { ended } = verifications
  const all = (ids: readonly string[]): string[] => ids.flatMap((id) => [id, ...otherIds(id)])
  const changing = async <T>(
    ids: readonly string[],
    run: () => Promise<T>,
    done?: () => void,
  ): Promise<T> => {
    verifications.changed(...all(ids))
    try {
      const result = await run()
      done?.()
      return result
    } finally {
      verifications.changed(...all(ids))
    }
  }
  const ending = async <T>(id: string, run: () => Promise<T>): Promise<T> =>
    changing([id], run, () => all([id]).forEach((each) => ended.note(each)))

  const { revoke, delete: remove, update, rotate, import: importKeys } = client
  const own: { -readonly [Name in keyof KeyOperations]?: KeyOperations<object>[Name] } = {}
  if (revoke !== undefined) own.revoke = async (id, more) => ending(id, async () => revoke(id, more))
  if (remove !== undefined) own.delete = async (id, more) => ending(id, async () => remove(id, more))
  if (update !== undefined)
    own.update = async (id, patch, more) =>
      changing(
        [id, unnamed],
        async () => update(id, patch, more),
        () => patch.enabled === true && all([id]).forEach((each) => ended.revive(each)),
      )
  if (rotate !== undefined)
    own.rotate = async (id, options) => {
      const rotated = await changing(
        [id],
        async () => rotate(id, options),
        () => parseDuration(options.overlap) === 0 && ended.note(id),
      )
      const { previous } = rotated
      const end: typeof previous.revoke = async (more) =>
        ending(previous.id, async () => previous.revoke(more))
      return { ...rotated, previous: { ...previous, revoke: end } }
    }
  // A secret that was unknown a moment ago may be known now.
  if (importKeys !== undefined)
    own.import = async (keys, more) => changing([unnamed], async () => importKeys(keys, more))
  return own
}
