import type { CreateKeyResult } from '../../core/create-key.js'
import type { CreateOptions } from '../../core/create-options.js'
import { known } from '../../core/known.js'
import type { KeyRecord } from '../../core/key-record.js'
import { KeymuxError } from '../../core/keymux-error.js'
import type { ClerkCreateInput, ClerkRecord } from '../../generated/clerk/adapter.js'
import type { ClientContext } from '../../http/client-context.js'
import { createMarkedKey, type Making } from '../../http/operations/create-marked-key.js'
import { rotating } from '../../http/operations/rotation.js'

const mark = / \(rotated [^)]*\)$/

/**
 * Makes a key like another one. Clerk may refuse a second key of the same name (how far a name must be unique is not
 * published) and cannot rename one, so the new key then says in its name that it was rotated.
 */
export async function createLike<M>(
  context: ClientContext,
  makingFor: (input: ClerkCreateInput<object>) => Making<ClerkCreateInput<object>, ClerkRecord>,
  old: KeyRecord<object, ClerkRecord>,
  options: CreateOptions,
): Promise<CreateKeyResult<M, ClerkRecord>> {
  const input = inputLike(old)
  const making = makingFor(input)
  const copying = {
    ...making,
    prepare: (each: ClerkCreateInput<object>) => rotating(making.prepare(each)),
    isCopy: true,
  }
  const send = async (name: string): Promise<CreateKeyResult<M, ClerkRecord>> =>
    createMarkedKey(context, { ...input, name }, copying, options)
  try {
    return await send(input.name)
  } catch (error) {
    if (!KeymuxError.is(error) || error.code !== 'conflict' || error.mayHaveActed) throw error
  }
  const created = await send(`${input.name.replace(mark, '')} (rotated ${new Date().toISOString()})`)
  const message =
    'Clerk takes the name of the old key for no other: the new one has the time of its rotation in its name.'
  return { ...created, warnings: [...created.warnings, { code: 'changed', path: 'name', message }] }
}

function inputLike(old: KeyRecord<object, ClerkRecord>): ClerkCreateInput<object> {
  const { name = '', owner = '', scopes, expiresAt, metadata, vendor } = old
  return {
    name,
    owner,
    metadata: claimsOf(old) === null ? undefined : metadata,
    scopes,
    description: old.description,
    expiresAt,
    vendor: known({ type: vendor.type, created_by: old.createdBy }),
  }
}

/** Claims may be any JSON at Clerk. What is no object cannot be taken along, and must not be lost without a word. */
function claimsOf({ id, vendor: { claims } }: KeyRecord<object, ClerkRecord>): object | null {
  if (claims === undefined || claims === null) return null
  if (typeof claims === 'object' && !Array.isArray(claims)) return claims
  throw new KeymuxError({
    code: 'unsupported',
    message:
      'Clerk cannot rotate this key: its claims are no object, which keymux cannot give to another key. Nothing was done: create a key by `raw(keys)` in its place.',
    vendor: 'clerk',
    operation: 'rotate',
    id,
  })
}
