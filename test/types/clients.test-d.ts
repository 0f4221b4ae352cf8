import type { CreateKeyInput, KeyClient, KeyRecord, Secret } from 'keymux'
import { clerk } from 'keymux/clerk'
import { factify, type FactifyClient } from 'keymux/factify'
import { flow } from 'keymux/flow'
import { unkey } from 'keymux/unkey'
import { expectTypeOf } from 'vitest'
import { z } from 'zod'

const schema = z.object({ plan: z.enum(['free', 'pro']), seats: z.string().transform(Number) })

export function hasOnlyWhatItsVendorCanDo(): void {
  // @ts-expect-error
  void factify().verify('ffy_test_x')
  // @ts-expect-error
  void factify().update('key_1', { name: 'Staging' })
  // @ts-expect-error
  void factify().delete('key_1')
  // @ts-expect-error
  void factify().recover('key_1')
  // @ts-expect-error
  void flow().verify('flow_x')
  // @ts-expect-error
  void flow().delete('id')
  // @ts-expect-error
  void flow().recover('id')
  // @ts-expect-error
  void clerk().import([{ secret: 'x' }])
  // @ts-expect-error
  void factify().import([{ secret: 'x' }])
  void unkey().import([{ secret: 'x' }])
  void [factify().rotate, flow().rotate, clerk().rotate, unkey().rotate]
}

export function takesNoFieldThatItsVendorLacks(): void {
  // @ts-expect-error
  void flow({ baseUrl: 'https://flow.example.com' }).create({ name: 'CI', metadata: { plan: 'pro' } })
  // A variable of a wider type passes where only what it has too much is looked at.
  const input = { name: 'CI', metadata: { plan: 'pro' } }
  const described = { name: 'CI', description: 'For the build' }
  const ending = { name: 'CI', expiresAt: '30d' as const }
  const prefixed = { name: 'Build', owner: 'user_1', prefix: 'prod' }
  const common: CreateKeyInput = input
  // @ts-expect-error
  void flow().create(input)
  // @ts-expect-error
  void factify().create(input)
  // @ts-expect-error
  void unkey().create(described)
  // @ts-expect-error
  void flow().create(ending)
  // @ts-expect-error
  void clerk().create(prefixed)
  // @ts-expect-error
  void flow().create(common)
  void factify().create(ending)
  void unkey().create(input)
}

export async function narrowsTheCommonClient(keys: KeyClient): Promise<void> {
  // @ts-expect-error
  void keys.verify('x')
  if (keys.can('verify')) {
    const verdict = await keys.verify('x', { scopes: ['read'] })
    expectTypeOf(verdict.valid).toEqualTypeOf<boolean>()
    // @ts-expect-error
    void keys.rotate('id', { overlap: '1h' })
  }
  if (keys.can('rotate') && keys.can('import')) {
    void keys.rotate('id', { overlap: '1h' })
    void keys.import([{ secret: 'x' }])
  }
  if (!keys.can('recover')) return
  expectTypeOf(await keys.recover('id')).toEqualTypeOf<Secret>()
  // @ts-expect-error
  keys.can('teleport')
}

/** What the type knows that a vendor lacks may be asked for all the same, and code for all vendors does. */
export function narrowsTheClientOfAVendor(keys: FactifyClient): void {
  if (keys.can('verify')) void keys.verify('x')
  if (keys.can('update')) void keys.update('key_1', { name: 'Staging' })
  // @ts-expect-error
  void keys.verify('x')
}

async function lastUsed(keys: KeyClient, id: string): Promise<Date | undefined> {
  return (await keys.get(id)).lastUsedAt
}

async function countAll(keys: KeyClient): Promise<number> {
  let count = 0
  for await (const key of keys.list({ pageSize: 100 })) count += key.id === '' ? 0 : 1
  return count
}

/** Code that abstracts over vendors takes the client of any. */
export function takesAllFour(): void {
  void lastUsed(unkey(), 'id')
  void lastUsed(clerk(), 'id')
  void lastUsed(clerk({ subject: 'user_1' }), 'id')
  void lastUsed(factify(), 'id')
  void lastUsed(flow(), 'id')
  void countAll(unkey({ metadataSchema: schema }))
  void countAll(clerk({ metadataSchema: schema }))
  void countAll(clerk({ subject: 'user_1', metadataSchema: schema }))
  const all: readonly KeyClient[] = [unkey(), clerk(), clerk({ subject: 'user_1' }), factify(), flow()]
  void all.map(async (keys) => keys.revoke('id'))
  expectTypeOf(unkey()).toExtend<KeyClient>()
}

export function isOfItsVendor(keys: KeyClient): void {
  expectTypeOf(keys.vendor).toEqualTypeOf<string>()
  expectTypeOf(clerk().vendor).toEqualTypeOf<'clerk'>()
  expectTypeOf(keys.capabilities.verify).toEqualTypeOf<'native' | 'emulated' | 'none'>()
  // @ts-expect-error
  keys.capabilities.verify = 'native'
  // @ts-expect-error
  unkey().vendor = 'other'
}

export function hasRecordsOfItsVendor(key: KeyRecord): void {
  // @ts-expect-error
  void key.vendor.credits
  void unkey()
    .get('key_1')
    .then(({ vendor }) => expectTypeOf(vendor.credits?.remaining).toEqualTypeOf<number | null | undefined>())
}
