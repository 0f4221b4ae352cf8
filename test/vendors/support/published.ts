import type { Vendor } from 'keymux/emulator'

/** What a vendor has published of an answer to a create, and what keymux must make of it. */
export interface PublishedExample {
  readonly vendor: Vendor
  readonly about: string
  readonly answer: Readonly<Record<string, unknown>>
  readonly id: string
  readonly secret: string
  readonly prefix: string
  /** Where the secret stands in the answer, and where the id. */
  readonly places: { readonly id: readonly string[]; readonly secret: readonly string[] }
}

const flowCamel = {
  apiKey: 'flow_ada2ad2a_1234567890abcdef',
  createdAt: '2024-03-20T12:00:00Z',
  id: '123e4567-e89b-12d3-a456-426614174000',
  keyName: 'My API Key',
  keyPrefix: 'flow_',
  lastUsedAt: '2024-03-20T12:00:00Z',
  userId: '123e4567-e89b-12d3-a456-426614174000',
}

const flow = {
  vendor: 'flow',
  id: '123e4567-e89b-12d3-a456-426614174000',
  secret: 'flow_ada2ad2a_1234567890abcdef',
  prefix: 'flow_',
} as const

export const unkeyExample: PublishedExample = {
  vendor: 'unkey',
  about: '',
  answer: {
    meta: { requestId: 'req_1' },
    data: {
      keyId: 'key_2cGKbMxRyIzhCxo1Idjz8q',
      key: 'prod_2cGKbMxRjIzhCxo1IdjH3arELti7Sdyc8w6XYbvtcyuBowPT',
    },
  },
  id: 'key_2cGKbMxRyIzhCxo1Idjz8q',
  secret: 'prod_2cGKbMxRjIzhCxo1IdjH3arELti7Sdyc8w6XYbvtcyuBowPT',
  prefix: 'prod_',
  places: { id: ['data', 'keyId'], secret: ['data', 'key'] },
}

export const clerkExample: PublishedExample = {
  vendor: 'clerk',
  about: '',
  answer: {
    object: 'api_key',
    id: 'ak_3beecc9c60adb5f9b850e91a8ee1e992',
    type: 'api_key',
    subject: 'user_2xhFjEI5X2qWRvtV13BzSj8H6Dk',
    name: 'My API Key',
    description: 'Deploys',
    claims: { foo: 'bar' },
    scopes: ['read', 'write'],
    secret: 'ak_XXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXX',
    revoked: false,
    revocation_reason: null,
    expired: false,
    expiration: 1753743316590,
    created_by: 'user_2xhFjEI5X2qWRvtV13BzSj8H6Dk',
    last_used_at: null,
    created_at: 1753743310000,
    updated_at: 1753743310000,
  },
  id: 'ak_3beecc9c60adb5f9b850e91a8ee1e992',
  secret: 'ak_XXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXX',
  prefix: 'ak_',
  places: { id: ['id'], secret: ['secret'] },
}

export const factifyExample: PublishedExample = {
  vendor: 'factify',
  about: '',
  answer: {
    api_key: {
      id: 'key_01jd4h5mck9gq6zrp8bn2t4w3x',
      name: 'Production',
      organization_id: 'org_01h2xcejqtf2nbrexx3vqjhp41',
      created_at: '2026-01-15T10:30:00.123456789Z',
      expires_at: '2026-12-31T23:59:59Z',
      is_active: true,
      key_prefix: 'ffy_prod_01jd4h5...',
    },
    secret: 'ffy_prod_01h2xcejqtf2nbrexx3vqjhp41KJ8f3mNpQrStUvWxYz0123456789ABCDEFGHIJKLmNo',
  },
  id: 'key_01jd4h5mck9gq6zrp8bn2t4w3x',
  secret: 'ffy_prod_01h2xcejqtf2nbrexx3vqjhp41KJ8f3mNpQrStUvWxYz0123456789ABCDEFGHIJKLmNo',
  prefix: 'ffy_prod_',
  places: { id: ['api_key', 'id'], secret: ['secret'] },
}

export const flowExample: PublishedExample = {
  ...flow,
  about: 'in camelCase',
  answer: flowCamel,
  places: { id: ['id'], secret: ['apiKey'] },
}

export const flowSnakeExample: PublishedExample = {
  ...flow,
  about: 'in snake_case',
  answer: Object.fromEntries(
    Object.entries(flowCamel).map(([name, value]) => [name.replaceAll(/[A-Z]/g, snake), value]),
  ),
  places: { id: ['id'], secret: ['api_key'] },
}

function snake(letter: string): string {
  return `_${letter.toLowerCase()}`
}

export const published: readonly PublishedExample[] = [
  unkeyExample,
  clerkExample,
  factifyExample,
  flowExample,
  flowSnakeExample,
]
