import type { KeyClient } from 'keymux'
import { clerk } from 'keymux/clerk'
import { factify } from 'keymux/factify'
import { createRouter, type RoutedVerdict, type Side } from 'keymux/router'
import { unkey, type UnkeyClient } from 'keymux/unkey'
import { expectTypeOf } from 'vitest'
import { z } from 'zod'

export async function standsBeforeAnyClientThatVerifies(): Promise<void> {
  const router = createRouter({ primary: unkey(), secondary: clerk(), lazy: true })
  expectTypeOf(router.primary).toEqualTypeOf<UnkeyClient>()
  expectTypeOf(router.create).toEqualTypeOf<UnkeyClient['create']>()
  expectTypeOf(await router.verify('x')).toEqualTypeOf<RoutedVerdict>()
  expectTypeOf((await router.get('x')).side).toEqualTypeOf<Side>()
  const keys: KeyClient = router
  if (keys.can('verify')) void keys.verify('x')
  const schema = z.object({ plan: z.enum(['free', 'pro']) })
  void createRouter({ primary: unkey({ metadataSchema: schema }), secondary: clerk({ subject: 'user_1' }) })
  void createRouter({ primary: clerk(), secondary: unkey() })
}

export function refusesWhatCannotBe(): void {
  // @ts-expect-error Factify verifies no keys
  void createRouter({ primary: unkey(), secondary: factify() })
  // @ts-expect-error Clerk imports no keys
  void createRouter({ primary: clerk(), secondary: unkey(), lazy: true })
}
