import { clerk } from 'keymux/clerk'
import { factify } from 'keymux/factify'
import { flow } from 'keymux/flow'
import { raw } from 'keymux/raw'
import { unkey, type paths } from 'keymux/unkey'
import { expectTypeOf } from 'vitest'

export async function knowsUnkeysContract(): Promise<void> {
  const client = raw(unkey())
  const { data, error } = await client.POST('/v2/keys.createKey', {
    body: { apiId: 'api_1', byteLength: 24 },
  })
  expectTypeOf(data?.data.keyId).toEqualTypeOf<string | undefined>()
  expectTypeOf(error?.meta.requestId).toEqualTypeOf<string | undefined>()
  void client.POST('/v2/keys.updateCredits', { body: { keyId: 'key_1', operation: 'set', value: 100 } })
  // @ts-expect-error
  void client.POST('/v2/keys.createKey', { body: {} })
  // @ts-expect-error
  void client.POST('/v2/keys.createKey', { body: { apiId: 'api_1', byteLength: '24' } })
  // @ts-expect-error
  void client.POST('/v2/keys.createKey')
  // @ts-expect-error
  void client.GET('/v2/keys.createKey', { body: { apiId: 'api_1' } })
  // @ts-expect-error
  void client.POST('/v2/keys.makeKey', { body: { apiId: 'api_1' } })
  expectTypeOf<'/v2/keys.createKey'>().toExtend<keyof paths>()
}

export async function knowsClerksContract(): Promise<void> {
  const client = raw(clerk())
  const { data } = await client.GET('/api_keys/{apiKeyID}', { params: { path: { apiKeyID: 'ak_1' } } })
  expectTypeOf(data?.revoked).toEqualTypeOf<boolean | undefined>()
  void client.POST('/api_keys', { body: { name: 'Build', subject: 'user_1' } })
  // @ts-expect-error
  void client.POST('/api_keys', { body: { name: 'Build' } })
  // @ts-expect-error
  void client.GET('/api_keys/{apiKeyID}', { params: { path: {} } })
}

export async function knowsFactifysContract(): Promise<void> {
  const client = raw(factify())
  const { data } = await client.POST('/v1beta/api-keys', { body: { name: 'CI', organization_id: 'org_1' } })
  expectTypeOf(data?.api_key.id).toEqualTypeOf<string | undefined>()
  // @ts-expect-error
  void client.POST('/v1beta/api-keys', { body: { name: 'CI', organizationId: 'org_1' } })
}

export async function knowsFlowsContract(): Promise<void> {
  const client = raw(flow())
  const { data } = await client.POST('/api-keys', { body: { keyName: 'CI' } })
  expectTypeOf(data?.id).toEqualTypeOf<string | undefined>()
  // @ts-expect-error
  void client.POST('/api-keys', { body: { key_name: 'CI' } })
}

export function takesOnlyClients(): void {
  // @ts-expect-error
  raw('unkey')
  // @ts-expect-error
  raw(null)
}

/** Most vendors refuse a field that they do not know. */
export function refusesUnknownFields(): void {
  // @ts-expect-error
  void raw(unkey()).POST('/v2/keys.createKey', { body: { apiId: 'api_1', nope: 1 } })
  const limit = { name: 'requests', limit: 1, duration: 1000, autoApply: true }
  void raw(unkey()).POST('/v2/keys.createKey', { body: { apiId: 'api_1', ratelimits: [limit] } })
  // @ts-expect-error
  void raw(unkey()).POST('/v2/keys.verifyKey', { body: { key: 'k', credits: { cost: 1, nope: 1 } } })
  // @ts-expect-error
  void raw(flow()).POST('/api-keys', { body: { keyName: 'CI', nope: 1 } })
  // @ts-expect-error
  void raw(factify()).POST('/v1beta/api-keys', { body: { organization_id: 'org_1', name: 'CI', nope: 1 } })
}
