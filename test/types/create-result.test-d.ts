import type { CreateKeyResult, KeymuxError, NoMetadata, Secret } from 'keymux'
import { clerk } from 'keymux/clerk'
import { factify } from 'keymux/factify'
import { flow } from 'keymux/flow'
import { unkey } from 'keymux/unkey'
import { expectTypeOf } from 'vitest'

export async function tellsWhatEveryVendorTells(): Promise<void> {
  const created = await unkey().create({})
  expectTypeOf(created.id).toEqualTypeOf<string>()
  expectTypeOf(created.secret).toEqualTypeOf<Secret>()
  expectTypeOf(created.prefix).toEqualTypeOf<string | null>()
  expectTypeOf(created.http.requestId).toEqualTypeOf<string | null>()
  expectTypeOf(created.key.expiresAt).toEqualTypeOf<Date | undefined>()
  // @ts-expect-error
  created.id = 'key_1'
  // @ts-expect-error
  const text: string = created.secret
  // @ts-expect-error
  void created.secret.value
  void text
}

export async function keepsTheTypeOfItsMetadata(): Promise<void> {
  const metadata = { plan: 'pro', seats: 3 }
  const atUnkey = await unkey().create({ metadata: { plan: 'pro' } })
  const atClerk = await clerk({ subject: 'user_1' }).create({ name: 'Build', metadata })
  expectTypeOf(atUnkey.metadata.plan).toEqualTypeOf<string>()
  expectTypeOf(atUnkey.key.metadata.plan).toEqualTypeOf<string>()
  expectTypeOf(atClerk.metadata).toEqualTypeOf<{ plan: string; seats: number }>()
  // @ts-expect-error
  void atUnkey.metadata.team

  const untold = await unkey().create({})
  expectTypeOf(untold.metadata).toEqualTypeOf<Record<string, unknown>>()
}

export async function hasNoMetadataWhereTheVendorHasNone(): Promise<void> {
  const atFactify = await factify().create({ name: 'CI' })
  const atFlow = await flow().create({ name: 'CI' })
  expectTypeOf(atFactify.metadata).toEqualTypeOf<NoMetadata>()
  expectTypeOf(atFlow.metadata).toEqualTypeOf<NoMetadata>()
  // @ts-expect-error
  void atFlow.metadata.plan
}

export async function holdsTheVendorsOwnRecordWithoutTheSecret(): Promise<void> {
  const atUnkey = await unkey().create({})
  const atClerk = await clerk().create({ name: 'Build', owner: 'user_1' })
  const atFlow = await flow().create({ name: 'CI' })
  expectTypeOf(atUnkey.key.vendor.keyId).toEqualTypeOf<string>()
  expectTypeOf(atClerk.key.vendor.object).toEqualTypeOf<'api_key'>()
  expectTypeOf(atFlow.key.vendor.keyName).toEqualTypeOf<string>()
  // @ts-expect-error
  void atUnkey.key.vendor.key
  // @ts-expect-error
  void atClerk.key.vendor.secret
  // @ts-expect-error
  void atFlow.key.vendor.apiKey
}

function note(created: CreateKeyResult): string {
  return created.id
}

/** Code that abstracts over vendors needs no vendor's name. */
export function abstractsOverVendors(): void {
  void unkey().create({}).then(note)
  void clerk().create({ name: 'Build', owner: 'user_1' }).then(note)
  void factify().create({ name: 'CI' }).then(note)
  void flow().create({ name: 'CI' }).then(note)
}

export function narrowsAnError(error: KeymuxError): void {
  if (error.code === 'rate_limited') expectTypeOf(error.retryAfterMs).toEqualTypeOf<number | undefined>()
  // @ts-expect-error
  if (error.code === 'teapot') return
  expectTypeOf(error.secret).toEqualTypeOf<Secret | undefined>()
}

interface Plan {
  plan: string
}

/** An interface has no index signature, and is metadata all the same. */
export function keepsTheTypeOfMetadata(plan: Plan): void {
  void unkey()
    .create({ metadata: plan })
    .then(({ metadata }) => expectTypeOf(metadata).toEqualTypeOf<Plan>())
}
