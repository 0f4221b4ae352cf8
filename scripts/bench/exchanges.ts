/** What one call of a vendor looks like on the wire: the least that its document asks for, and an answer in its form. */
export interface Exchange {
  readonly path: string
  readonly body: Readonly<Record<string, unknown>>
  readonly status: number
  readonly answer: unknown
}

export type Vendor = 'unkey' | 'clerk' | 'factify' | 'flow'
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
/** The secret that is verified, in each vendor's form: keymux asks no vendor for what cannot be a key of it. None made it. */
export const secret = 'ak_4fTq9sVxKb2mWd7RzNcH4fTq9sVxKb2mWd7RzNcH'

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
}

export function exchangeOf(vendor: Vendor, operation: Operation): Exchange {
  const exchange = upstreams[vendor][operation]
  if (exchange === undefined) throw new Error(`${vendor} has no ${operation}.`)
  return exchange
}
