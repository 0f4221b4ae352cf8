import type { KeyClient, MetadataSchema } from 'keymux'
import type { ClerkClient, ClerkSubjectClient } from 'keymux/clerk'
import { connect, type VendorName, type VendorOptions } from 'keymux/connect'
import type { FactifyClient } from 'keymux/factify'
import type { FlowClient, FlowOptions } from 'keymux/flow'
import type { UnkeyClient } from 'keymux/unkey'
import { expectTypeOf } from 'vitest'
import * as z from 'zod'

// `npm run types` compiles these and nothing runs them. Each `@ts-expect-error` stands on the line before the one that
// must not compile.

declare const name: string
declare const perhaps: string | undefined
declare const either: 'unkey' | 'flow'

export async function givesTheClientOfTheVendorThatIsNamed(): Promise<void> {
  expectTypeOf(await connect('unkey')).toEqualTypeOf<UnkeyClient>()
  expectTypeOf(await connect('unkey', { apiId: 'api_1' })).toEqualTypeOf<UnkeyClient>()
  expectTypeOf(await connect('factify', {})).toEqualTypeOf<FactifyClient>()
  expectTypeOf(await connect('flow', { token: async () => 'fake' })).toEqualTypeOf<FlowClient>()
  expectTypeOf(await connect('clerk')).toEqualTypeOf<ClerkClient>()
  expectTypeOf(await connect(either)).toEqualTypeOf<UnkeyClient | FlowClient>()
}

export async function tellsClientsApartByTheirOptions(): Promise<void> {
  expectTypeOf(await connect('clerk', { subject: 'user_1' })).toEqualTypeOf<ClerkSubjectClient>()
  expectTypeOf(await connect('clerk', { subject: perhaps })).toEqualTypeOf<ClerkClient>()
}

export async function typesTheMetadata(
  plan: MetadataSchema<{ plan: string }, { plan: number }>,
): Promise<void> {
  const keys = await connect('unkey', { metadataSchema: plan, apiId: 'api_1' })
  expectTypeOf(keys).toEqualTypeOf<UnkeyClient<{ plan: string }, { plan: number }>>()
  const zodded = await connect('clerk', { metadataSchema: z.object({ plan: z.string() }) })
  expectTypeOf(zodded).toEqualTypeOf<ClerkClient<{ plan: string }, { plan: string }>>()
  const owned = await connect('clerk', { metadataSchema: plan, subject: 'user_1' })
  expectTypeOf(owned).toEqualTypeOf<ClerkSubjectClient<{ plan: string }, { plan: number }>>()
  // @ts-expect-error
  void connect('flow', { metadataSchema: plan })
}

export async function takesTheOptionsOfThatVendor(options: FlowOptions): Promise<void> {
  void connect('flow', options)
  void connect('flow', { ...options, retry: { limit: 0 } })
  void connect(either, { token: 'fake' })
  // @ts-expect-error
  void connect('flow', { apiId: 'api_1' })
  // @ts-expect-error
  void connect('unkey', { rootkey: 'fake' })
  // @ts-expect-error
  void connect('unkey', { rootKey: 1 })
  // @ts-expect-error
  void connect('factify', { organizationId: 'org_1', timeout: 1000 })
  expectTypeOf<VendorOptions<'flow'>>().toEqualTypeOf<FlowOptions>()
}

export async function givesTheCommonClientForANameOfTheRunTime(): Promise<void> {
  expectTypeOf(await connect(name)).toEqualTypeOf<KeyClient>()
  expectTypeOf(await connect(perhaps, { timeout: { totalMs: 1000 } })).toEqualTypeOf<KeyClient>()
  expectTypeOf(await connect()).toEqualTypeOf<KeyClient>()
  expectTypeOf(await connect(undefined, { rootKey: 'fake' })).toEqualTypeOf<KeyClient>()
  // @ts-expect-error
  void connect(name, { timeout: 1000 })
}

export async function knowsItsVendors(): Promise<void> {
  expectTypeOf<'clerk' | 'factify' | 'flow' | 'unkey'>().toExtend<VendorName>()
  // @ts-expect-error
  void connect('unky')
  // @ts-expect-error
  void connect('acme', {})
  // @ts-expect-error
  void connect({ vendor: 'unkey' })
}
