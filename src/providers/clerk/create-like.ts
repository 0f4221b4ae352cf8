import type { CreateKeyResult } from '../../core/create-key.js'
import type { CreateOptions } from '../../core/create-options.js'
import { known } from '../../core/known.js'
import type { KeyRecord } from '../../core/key-record.js'
import type { KeyResult } from '../../core/key-result.js'
import { KeymuxError } from '../../core/keymux-error.js'
import type { Warning } from '../../core/warning.js'
import type { ClerkCreateInput, ClerkRecord } from '../../generated/clerk/adapter.js'
import type { ClientContext } from '../../http/client-context.js'
import { createMarkedKey, type Making } from '../../http/operations/create-marked-key.js'
import { nameOf, rotating } from '../../http/operations/rotation.js'
import { vendorNow } from '../../http/vendor-now.js'
import type { VendorProfile } from '../../http/vendor-profile.js'

const mark = / \(rotated [^)]*\)$/

/**
 * Makes a key like another one. Clerk may refuse a second key of the same name (how far a name must be unique is not
 * published) and cannot rename one, so the new key then says in its name that it was rotated.
 */
export async function createLike<M>(
  context: ClientContext,
  makingFor: (input: ClerkCreateInput<object>) => Making<ClerkCreateInput<object>, ClerkRecord>,
  old: KeyResult<object, ClerkRecord>,
  options: CreateOptions,
): Promise<CreateKeyResult<M, ClerkRecord>> {
  const input = inputLike(context.sender.profile, old)
  const making = makingFor(input)
  const aheadMs = vendorNow(old.http) - Date.now()
  const copying = {
    ...making,
    prepare: (each: ClerkCreateInput<object>) =>
      rotating(making.prepare({ ...each, expiresAt: noLater(old, aheadMs) })),
    isCopy: true,
  }
  const send = async (
    name: string,
    warnings: readonly Warning[],
  ): Promise<CreateKeyResult<M, ClerkRecord>> => {
    const created = await createMarkedKey<ClerkCreateInput<object>, M, ClerkRecord>(
      context,
      { ...input, name },
      copying,
      options,
    )
    return { ...created, warnings: [...created.warnings, ...warnings, ...outliving(old, created)] }
  }
  try {
    return await send(input.name, [])
  } catch (error) {
    if (!KeymuxError.is(error) || error.code !== 'conflict' || error.mayHaveActed) throw error
  }
  const message =
    'Clerk takes the name of the old key for no other: the new one has the time of its rotation in its name.'
  return send(`${input.name.replace(mark, '')} (rotated ${new Date().toISOString()})`, [
    { code: 'changed', path: 'name', message },
  ])
}

/**
 * The expiry of the old key for the new one, by the local clock. Clerk takes whole seconds, which are rounded up, and counts
 * them from when it reads them: what is not to end later is asked to end a second or two before. `aheadMs`: Clerk's clock.
 */
function noLater({ expiresAt }: KeyRecord<unknown, unknown>, aheadMs: number): Date | undefined {
  if (expiresAt === undefined) return undefined
  return new Date(Math.max(expiresAt.getTime() - aheadMs - 1999, Date.now() + 1000))
}

function outliving(old: KeyRecord<unknown, unknown>, { key }: CreateKeyResult<unknown, unknown>): Warning[] {
  if (old.expiresAt === undefined || (key.expiresAt !== undefined && key.expiresAt <= old.expiresAt))
    return []
  const message =
    'The new key ends later than the old one would have: Clerk counts seconds from when it reads them.'
  return [{ code: 'changed', path: 'expiresAt', message }]
}

function inputLike(profile: VendorProfile, old: KeyRecord<object, ClerkRecord>): ClerkCreateInput<object> {
  const { owner = '', scopes, metadata, vendor } = old
  return {
    name: nameOf(profile, old),
    owner,
    metadata: claimsOf(old) === null ? undefined : metadata,
    scopes,
    description: old.description,
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
