/** What one call of a vendor looks like on the wire: the least that its document asks for, and an answer in its form. */
export interface Exchange {
  readonly path: string
  readonly body: Readonly<Record<string, unknown>>
  readonly status: number
  readonly answer: unknown
}

export type Vendor = 'unkey' | 'clerk' | 'factify' | 'flow' | 'openrouter' | 'workos'
export type Operation = 'create' | 'verify'

export interface Upstream {
  readonly origin: string
  readonly headers: Readonly<Record<string, string>>
  readonly create: Exchange
  readonly verify?: Exchange
}

export const keyName = 'CI of Acme'
export const credential = 'not-a-credential-0123456789'
export const apiId = 'api_bench'
export const subject = 'user_2xhFjEI5X2qWRvtV13BzSj8H6Dk'
export const organizationId = 'org_01jd4h5mck9gq6zrp8bn2t4w3x'
export const workosOrganizationId = 'org_01EHZNVPK3SFK441A1RGBFSHRT'
/** The secret that is verified, in each vendor's form: keymux asks no vendor for what cannot be a key of it. None made it. */
export const secret = 'ak_4fTq9sVxKb2mWd7RzNcH4fTq9sVxKb2mWd7RzNcH'

const moment = '2026-11-27T02:01:49.413Z'

const json = {
  accept: 'application/json',
  authorization: `Bearer ${credential}`,
  'content-type': 'application/json',
}

const clerkKey = {
  object: 'api_key',
  id: 'ak_3beecc9c60adb5f9b850e91a8ee1e992',
  type: 'api_key',
  subject,
  name: keyName,
  description: null,
  claims: null,
  scopes: [],
  revoked: false,
  revocation_reason: null,
  expired: false,
  expiration: null,
  created_by: null,
  last_used_at: null,
  created_at: 1_795_744_909_399,
  updated_at: 1_795_744_909_399,
}

const workosKey = {
  object: 'api_key',
  id: 'api_key_01EHZNVPK3SFK441A1RGBFSHRT',
  owner: { type: 'organization', id: workosOrganizationId },
  name: keyName,
  obfuscated_value: 'ak_...zNcH',
  last_used_at: null,
  expires_at: null,
  permissions: [],
  created_at: moment,
  updated_at: moment,
}

export const upstreams: Readonly<Record<Vendor, Upstream>> = {
  unkey: {
    origin: 'https://api.unkey.com',
    headers: json,
    create: {
      path: '/v2/keys.createKey',
      body: { apiId, name: keyName },
      status: 200,
      answer: {
        meta: { requestId: 'req_82387Ri5tVqh3Pbl' },
        data: { keyId: 'key_2cGKbMxRyIzhCxo1Idjz8q', key: secret },
      },
    },
    verify: {
      path: '/v2/keys.verifyKey',
      body: { key: secret },
      status: 200,
      answer: {
        meta: { requestId: 'req_zU0KTK0OATJxOqOk' },
        data: {
          valid: true,
          code: 'VALID',
          keyId: 'key_2cGKbMxRyIzhCxo1Idjz8q',
          name: keyName,
          enabled: true,
          permissions: [],
          roles: [],
        },
      },
    },
  },
  clerk: {
    origin: 'https://api.clerk.com',
    headers: { ...json, 'clerk-api-version': '2026-05-12' },
    create: {
      path: '/v1/api_keys',
      body: { name: keyName, subject },
      status: 200,
      answer: { ...clerkKey, secret },
    },
    verify: { path: '/v1/api_keys/verify', body: { secret }, status: 200, answer: clerkKey },
  },
  factify: {
    origin: 'https://api.factify.com',
    headers: json,
    create: {
      path: '/v1beta/api-keys',
      body: { name: keyName, organization_id: organizationId },
      status: 200,
      answer: {
        api_key: {
          id: 'key_01jd4h5mck9gq6zrp8bn2t4w3x',
          name: keyName,
          organization_id: organizationId,
          created_at: '2026-11-27T02:01:49.413419738Z',
          is_active: true,
          key_prefix: 'ffy_test_01kdvdn...',
        },
        secret,
      },
    },
  },
  flow: {
    origin: 'https://flow.example',
    headers: json,
    create: {
      path: '/api-keys',
      body: { keyName },
      status: 201,
      answer: {
        apiKey: secret,
        createdAt: '2026-11-27T02:01:49.432Z',
        id: '123e4567-e89b-12d3-a456-426614174000',
        keyName,
        keyPrefix: 'flow_',
        lastUsedAt: null,
        userId: '90de0c8a-feb4-42e7-8907-3c1ff2c65ab0',
      },
    },
  },
  openrouter: {
    origin: 'https://openrouter.ai',
    headers: json,
    create: {
      path: '/api/v1/keys',
      body: { name: keyName },
      status: 201,
      answer: {
        data: {
          hash: 'f01d52606dc8f0a8303a7b5cc3fa07109c2e346cec7c0a16b40de462992ce943',
          name: keyName,
          label: 'ak_...NcH',
          disabled: false,
          limit: null,
          limit_remaining: null,
          limit_reset: null,
          include_byok_in_limit: false,
          usage: 0,
          usage_daily: 0,
          usage_weekly: 0,
          usage_monthly: 0,
          byok_usage: 0,
          byok_usage_daily: 0,
          byok_usage_weekly: 0,
          byok_usage_monthly: 0,
          created_at: moment,
          updated_at: null,
          creator_user_id: null,
          workspace_id: '0df9e665-d932-5740-b2c7-b52af166bc11',
        },
        key: secret,
      },
    },
  },
  workos: {
    origin: 'https://api.workos.com',
    headers: json,
    create: {
      path: `/organizations/${workosOrganizationId}/api_keys`,
      body: { name: keyName },
      status: 201,
      answer: { ...workosKey, value: secret },
    },
    verify: {
      path: '/api_keys/validations',
      body: { value: secret },
      status: 200,
      answer: { api_key: workosKey },
    },
  },
}

export const vendors = Object.keys(upstreams) as readonly Vendor[]

export function exchangeOf(vendor: Vendor, operation: Operation): Exchange {
  const exchange = upstreams[vendor][operation]
  if (exchange === undefined) throw new Error(`${vendor} has no ${operation}.`)
  return exchange
}
