import type { Freshness, KeyClient, Secret } from 'keymux'
import { cached, type Cached } from 'keymux/cache'
import { clerk } from 'keymux/clerk'
import { factify } from 'keymux/factify'
import { flow } from 'keymux/flow'
import { raw } from 'keymux/raw'
import { unkey, type UnkeyClient } from 'keymux/unkey'
import { expectTypeOf } from 'vitest'
import { z } from 'zod'

export async function isTheSameClient(): Promise<void> {
  const keys = cached(unkey({ metadataSchema: z.object({ plan: z.string() }) }))
  expectTypeOf(keys).toExtend<UnkeyClient<{ plan: string }, { plan: string }>>()
  expectTypeOf(keys.vendor).toEqualTypeOf<'unkey'>()
  const verdict = await keys.verify('x', { cost: 0, vendor: { tags: ['a'] } })
  if (verdict.valid) expectTypeOf(verdict.key.metadata).toEqualTypeOf<{ plan: string }>()
  expectTypeOf(verdict.cache).toEqualTypeOf<Freshness | undefined>()
  // @ts-expect-error
  void cached(clerk()).verify('x', { cost: 1 })
  void raw(keys).POST('/v2/keys.getKey', { body: { keyId: 'key_1' } })
  expectTypeOf(keys.cache.forget).parameters.toEqualTypeOf<[string | Secret]>()
}

export async function isForClientsThatCanVerify(client: KeyClient): Promise<void> {
  // @ts-expect-error
  cached(factify())
  // @ts-expect-error
  cached(flow())
  // @ts-expect-error
  cached(client)
  if (!client.can('verify')) return
  const keys: Cached<KeyClient> = cached(client)
  if (keys.can('verify')) expectTypeOf((await keys.verify('x')).valid).toEqualTypeOf<boolean>()
  if (keys.can('rotate')) await keys.rotate('key_1', { overlap: '0s' })
}

export function takesKnownOptionsOnly(): void {
  cached(unkey(), { ttl: '1m', negativeTtl: 500, max: 100, onTrouble: { serveForAtMost: '5m' } })
  // @ts-expect-error
  cached(unkey(), { ttl: '1 minute' })
  // @ts-expect-error
  cached(unkey(), { onTrouble: 'serve' })
  // @ts-expect-error
  cached(unkey(), { maximum: 1 })
}
