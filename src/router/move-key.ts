import { cleanCause } from '../core/clean-cause.js'
import type { ImportKeyInput } from '../core/import-keys.js'
import type { KeyRecord } from '../core/key-record.js'
import { KeymuxError } from '../core/keymux-error.js'
import { known } from '../core/known.js'
import { keyReference, movedFromName } from '../core/moved-from.js'
import { holdsFields } from '../core/read-once.js'
import type { Counterparts } from './counterparts.js'
import type { Loss, MoveEvent } from './move-events.js'
import type { MovedFields, Settings } from './options.js'
import type { RoutableClient } from './sides.js'
import { troubleError } from './trouble.js'

type Moving = Pick<Settings, 'sides' | 'transform'>

/**
 * Moves one key by the hash of its secret. Reads the old key before and after the import: what was changed or ended there
 * meanwhile, by whomever, must not live on at the primary.
 */
export async function moveKey(
  { sides, transform }: Moving,
  counterparts: Counterparts,
  { hash, id }: { readonly hash: string; readonly id: string },
): Promise<MoveEvent> {
  const { primary, secondary } = sides
  const from = { vendor: secondary.vendor, id }
  const before = await secondary.get(id)
  if (before.state !== undefined && before.state !== 'active')
    return { status: 'skipped', from, reason: `It is ${before.state}.` }
  const fields = fieldsBy(transform, before)
  if (fields === null) return { status: 'skipped', from, reason: '`transform` leaves it where it is.' }
  const key = { ...carried(before), ...fields }
  const metadata = { ...key.metadata, [movedFromName]: keyReference(secondary.vendor, id) }
  const find = async (): Promise<readonly KeyRecord[]> => counterparts.find(before)
  const newId = await importKey(primary, { ...key, metadata, hash }, find)
  if (newId === null) {
    const [earlier] = await find()
    if (earlier === undefined) throw strange(primary.vendor, id)
    return moved(sides, id, earlier.id, before, fields)
  }
  counterparts.note(id, newId)
  const reason = await changeSince(before, secondary)
  if (reason === undefined) return moved(sides, id, newId, before, fields)
  await takeBack(primary, newId, reason)
  counterparts.forget(id, newId)
  return { status: 'undone', from, to: { vendor: primary.vendor, id: newId }, reason }
}

function carried({ name, owner, metadata, scopes, expiresAt }: KeyRecord): Omit<ImportKeyInput, 'hash'> {
  return known({ name, owner, metadata, scopes, expiresAt })
}

/** What is to be other than at the old vendor; null where the key is to stay there. */
function fieldsBy(transform: Moving['transform'], before: KeyRecord): MovedFields | null {
  if (transform === undefined) return {}
  let fields: unknown
  try {
    fields = transform(before)
  } catch (error) {
    throw wrong('`transform` threw an error.', cleanCause(error, []))
  }
  if (fields === null) return null
  if (!holdsFields(fields))
    throw wrong('`transform` must return an object of fields, or null; not a promise.')
  for (const name of ['hash', 'secret'])
    if (name in fields)
      throw wrong(`\`transform\` cannot set \`${name}\`: the key moves with its own secret.`)
  return fields
}

/** The id of the new key; null where the primary says that it has a key of this secret. */
async function importKey(
  primary: RoutableClient,
  key: ImportKeyInput,
  find: () => Promise<readonly KeyRecord[]>,
): Promise<string | null> {
  if (!primary.can('import')) throw new TypeError('Checked when the router was made.')
  const [outcome] = await primary.import([key])
  if (outcome?.status === 'imported') return outcome.id
  if (outcome?.status === 'exists') return null
  const error = outcome?.error ?? new TypeError(`${primary.vendor} did not say what became of the key.`)
  // It may be there all the same: then the old key is read once more, as after any import.
  const isOpen = KeymuxError.is(error) && error.mayHaveActed
  const [made] = isOpen ? await find().catch(() => []) : []
  if (made === undefined) throw error
  return made.id
}

/** What happened to the old key since, in a sentence. Who cannot tell must not leave the new one alive. */
async function changeSince(before: KeyRecord, secondary: RoutableClient): Promise<string | undefined> {
  try {
    const after = await secondary.get(before.id)
    if (after.state !== before.state) return `It is ${after.state} at ${secondary.vendor} by now.`
    return imageOf(after) === imageOf(before) ? undefined : `It was changed at ${secondary.vendor}.`
  } catch {
    return `${secondary.vendor} did not confirm that it is still the same.`
  }
}

function imageOf(record: KeyRecord): string {
  const { name, description, owner, metadata, scopes, expiresAt } = record
  return JSON.stringify([name, description, owner, metadata, scopes?.toSorted(), expiresAt])
}

/** For good, hash included, so that the key can be moved again. */
async function takeBack(primary: RoutableClient, id: string, reason: string): Promise<void> {
  try {
    await (primary.can('delete') ? primary.delete(id) : primary.revoke(id))
  } catch (error) {
    const what = `${reason} Its new key ${id} at ${primary.vendor} could not be taken back and still works: revoke ${id}.`
    throw troubleError(primary.vendor, 'delete', error, what)
  }
}

function moved(
  { primary, secondary }: Settings['sides'],
  id: string,
  newId: string,
  before: KeyRecord,
  fields: object,
): MoveEvent {
  return {
    status: 'moved',
    from: { vendor: secondary.vendor, id },
    to: { vendor: primary.vendor, id: newId },
    losses: lossesOf(before, primary.vendor, fields),
  }
}

const notTaken = ['description', 'createdBy', 'createdAt', 'updatedAt', 'lastUsedAt', 'hint'] as const

function lossesOf(record: KeyRecord, vendor: string, fields: object): Loss[] {
  return notTaken
    .filter((field) => record[field] !== undefined && !(field in fields))
    .map((field) => ({ field, message: `An import at ${vendor} takes no \`${field}\`.` }))
}

function strange(vendor: string, id: string): KeymuxError {
  return new KeymuxError({
    code: 'conflict',
    vendor,
    operation: 'import',
    message: `${vendor} says that it has a key with the secret of ${id}, and none of the keys that it lists was made of that one. It may be in another account, or have been deleted.`,
  })
}

function wrong(what: string, cause?: Error): KeymuxError {
  return new KeymuxError({ code: 'configuration', message: `keymux/router: ${what}`, cause })
}
