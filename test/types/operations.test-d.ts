import type { KeyPage, Verdict, VerifyReason } from 'keymux'
import { clerk, type ClerkRecord } from 'keymux/clerk'
import { factify } from 'keymux/factify'
import { flow } from 'keymux/flow'
import { unkey, type UnkeyVerifiedRecord } from 'keymux/unkey'
import { expectTypeOf } from 'vitest'
import { z } from 'zod'

export function listsWhatItsVendorCanNarrow(): void {
  void unkey().list()
  void unkey().list({ owner: 'user_1', pageSize: 10, cursor: 'key_1' })
  void unkey().list({ state: 'active' })
  // @ts-expect-error
  void unkey().list({ text: 'x' })
  void factify().list({ state: 'revoked' })
  // @ts-expect-error
  void factify().list({ state: 'dead' })
  // @ts-expect-error
  void factify().list({ owner: 'org_1' })
  void flow().list({ pageSize: 10 })
  // @ts-expect-error
  void flow().list({ state: 'active' })
}

export function listsTheKeysOfOneOwnerAtClerk(): void {
  // @ts-expect-error
  void clerk().list()
  // @ts-expect-error
  void clerk().list({ text: 'x' })
  void clerk().list({ owner: 'user_1', text: 'x', state: 'active' })
  void clerk({ subject: 'user_1' }).list()
  void clerk({ subject: 'user_1' }).list({ owner: 'org_1' })
  expectTypeOf(clerk({ subject: 'user_1' }).list().page).returns.resolves.toExtend<KeyPage>()
}

export function changesWhatItsVendorCanChange(): void {
  void unkey().update('key_1', { name: null, owner: null, metadata: null, expiresAt: null })
  void unkey().update('key_1', { vendor: { credits: { remaining: null } }, enabled: false, scopes: [] })
  // @ts-expect-error
  void unkey().update('key_1', { enabled: null })
  // @ts-expect-error
  void unkey().update('key_1', { scopes: null })
  // @ts-expect-error
  void unkey().update('key_1', { prefix: 'prod' })
  // @ts-expect-error
  void unkey().update('key_1', { vendor: { byteLength: 24 } })
  void clerk().update('ak_1', { description: null, metadata: null, expiresAt: null })
  // @ts-expect-error
  void clerk().update('ak_1', { name: 'Staging' })
  // @ts-expect-error
  void clerk().update('ak_1', { owner: null })
  // @ts-expect-error
  void clerk().update('ak_1', { enabled: false })
  void flow().update('id', { name: 'Staging', enabled: false })
  // @ts-expect-error
  void flow().update('id', { name: null })
  // @ts-expect-error
  void flow().update('id', { expiresAt: '30d' })
}

export async function endsKeys(): Promise<void> {
  void clerk().revoke('ak_1', { reason: 'left' })
  void factify().revoke('key_1', { reason: 'left', timeout: { totalMs: 1000 } })
  // @ts-expect-error
  void unkey().revoke('key_1', { reason: 'left' })
  // @ts-expect-error
  void flow().revoke('id', { reason: 'left' })
  const { already, key } = await unkey().revoke('key_1')
  expectTypeOf(already).toEqualTypeOf<boolean>()
  expectTypeOf(key?.vendor).toEqualTypeOf<undefined>()
}

export async function saysWhyASecretIsNotAccepted(): Promise<void> {
  const verdict = await unkey().verify('x', { scopes: ['read'], cost: 2, vendor: { tags: ['a'] } })
  expectTypeOf(verdict).toEqualTypeOf<Verdict<Record<string, unknown>, UnkeyVerifiedRecord>>()
  // @ts-expect-error
  void verdict.reason
  // @ts-expect-error
  void verdict.key.owner
  if (verdict.valid) {
    expectTypeOf(verdict.key.owner).toEqualTypeOf<string | undefined>()
    expectTypeOf(verdict.http.status).toEqualTypeOf<number>()
    // @ts-expect-error
    void verdict.reason
  } else {
    expectTypeOf(verdict.reason).toEqualTypeOf<VerifyReason>()
    expectTypeOf(verdict.key?.owner).toEqualTypeOf<string | undefined>()
    expectTypeOf(verdict.http?.status).toEqualTypeOf<number | undefined>()
  }
  void clerk().verify('ak_x', { scopes: ['read'] })
  // @ts-expect-error
  void clerk().verify('ak_x', { cost: 2 })
  // @ts-expect-error
  void unkey().verify(1)
}

export async function rotatesWithAnOverlap(): Promise<void> {
  // @ts-expect-error
  void unkey().rotate('key_1')
  // @ts-expect-error
  void unkey().rotate('key_1', {})
  // @ts-expect-error
  void unkey().rotate('key_1', { overlap: 24 })
  // @ts-expect-error
  void unkey().rotate('key_1', { overlap: 'a day' })
  const { previous, secret, key } = await clerk().rotate('ak_1', { overlap: '24h' })
  expectTypeOf(previous.validUntil).toEqualTypeOf<Date | null>()
  expectTypeOf(previous.plan?.operation).toEqualTypeOf<'revoke' | undefined>()
  expectTypeOf(key.vendor).toEqualTypeOf<ClerkRecord>()
  void [secret.reveal(), previous.revoke()]
}

export async function importsByHashOrSecret(): Promise<void> {
  void unkey().import([
    { secret: 'x', owner: 'user_1' },
    { hash: 'x', vendor: { roles: ['admin'] } },
  ])
  // @ts-expect-error
  void unkey().import([{ secret: 1 }])
  // @ts-expect-error
  void unkey().import([{ secret: 'x', prefix: 'prod' }])
  // @ts-expect-error
  void unkey().import({ secret: 'x' })
  const [outcome] = await unkey().import([])
  if (outcome?.status === 'imported') expectTypeOf(outcome.id).toEqualTypeOf<string>()
  // @ts-expect-error
  if (outcome?.status === 'exists') void outcome.id
  if (outcome?.status === 'failed') expectTypeOf(outcome.reason).toEqualTypeOf<string>()
}

const metadataSchema = z.object({ plan: z.enum(['free', 'pro']), seats: z.string().transform(Number) })

interface Stored {
  plan: 'free' | 'pro'
  seats: number
}

/** In goes what the schema takes, out comes what it makes of it. */
export async function typesMetadataBySchema(): Promise<void> {
  const keys = unkey({ metadataSchema })
  const created = await keys.create({ metadata: { plan: 'pro', seats: '3' } })
  expectTypeOf(created.metadata).toEqualTypeOf<Stored>()
  expectTypeOf(created.key.metadata).toEqualTypeOf<Stored>()
  expectTypeOf((await keys.get('key_1')).metadata).toEqualTypeOf<Stored>()
  expectTypeOf((await keys.update('key_1', { enabled: true })).metadata).toEqualTypeOf<Stored>()
  expectTypeOf((await keys.rotate('key_1', { overlap: '0s' })).metadata).toEqualTypeOf<Stored>()
  for await (const key of keys.list()) expectTypeOf(key.metadata).toEqualTypeOf<Stored>()
  const verdict = await keys.verify('x')
  if (verdict.valid) expectTypeOf(verdict.key.metadata).toEqualTypeOf<Stored>()
  // @ts-expect-error
  void keys.create({ metadata: { plan: 'gold', seats: '3' } })
  // @ts-expect-error
  void keys.create({ metadata: { plan: 'pro', seats: 3 } })
  // @ts-expect-error
  void keys.create({ metadata: { plan: 'pro' } })
  // @ts-expect-error
  void keys.update('key_1', { metadata: { plan: 'pro', seats: 3 } })
  // @ts-expect-error
  void keys.import([{ secret: 'x', metadata: { plan: 'gold', seats: '3' } }])
  void keys.update('key_1', { metadata: null })

  const atClerk = clerk({ subject: 'user_1', metadataSchema })
  const other = await atClerk.create({ name: 'Build', metadata: { plan: 'free', seats: '1' } })
  expectTypeOf(other.metadata).toEqualTypeOf<Stored>()
  // @ts-expect-error
  void atClerk.create({ name: 'Build', metadata: { plan: 'gold', seats: '1' } })
  // @ts-expect-error
  unkey({ metadataSchema: z.string() })
  // @ts-expect-error
  factify({ metadataSchema })
  // @ts-expect-error
  flow({ metadataSchema })
}
