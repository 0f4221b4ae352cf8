import { clerk } from 'keymux/clerk'
import { factify } from 'keymux/factify'
import { unkey } from 'keymux/unkey'
import { describe, expect, it } from 'vitest'
import { answering } from './support/answering.js'
import { errorOf } from './support/outcome.js'

const moment = 1_753_743_316_590
const clerkRecord = {
  object: 'api_key',
  id: `ak_${'0'.repeat(32)}`,
  type: 'api_key',
  subject: 'user_2xhFjEI5X2qWRvtV13BzSj8H6Dk',
  name: 'CI of Acme',
  claims: null,
  scopes: [],
  revocation_reason: null,
  expiration: null,
  created_by: null,
  last_used_at: null,
  created_at: moment,
  updated_at: moment,
}

/** What Clerk says of a key, and its state: none where it says too little. */
const atClerk: readonly (readonly [object, string | undefined])[] = [
  [{ revoked: false, expired: false }, 'active'],
  [{ revoked: true, expired: true }, 'revoked'],
  [{ revoked: true }, 'revoked'],
  [{ revoked: false, expired: true }, 'expired'],
  [{ expired: true }, 'expired'],
  [{ revoked: false }, undefined],
  [{ expired: false }, undefined],
  [{ revoked: 'no', expired: 'no' }, undefined],
  [{}, undefined],
]

describe('a key is never called active for want of a word', () => {
  it.each(atClerk)('by Clerk, which says %j: %s', async (told, state) => {
    const keys = clerk({ secretKey: 'sk_test_secret', fetch: answering({ ...clerkRecord, ...told }).fetch })
    expect((await keys.get(clerkRecord.id)).state).toBe(state)
  })

  it.each(atClerk.filter(([, state]) => state === undefined))(
    'in a verdict of Clerk, which says %j',
    async (told) => {
      const { fetch } = answering({ ...clerkRecord, ...told })
      const keys = clerk({ secretKey: 'sk_test_secret', fetch, retry: { limit: 0 } })
      expect((await errorOf(keys.verify('ak_presented'))).code).toBe('invalid_response')
    },
  )

  it.each<[object, string | undefined]>([
    [{ is_active: true }, 'active'],
    [{ is_active: false }, 'expired'],
    [{ is_active: true, revoked_at: '2026-01-02T00:00:00Z' }, 'revoked'],
    [{ revoked_at: '2026-01-02T00:00:00Z' }, 'revoked'],
    [{}, undefined],
  ])('by Factify, which says %j: %s', async (told, state) => {
    const record = {
      id: `key_${'0'.repeat(26)}`,
      name: 'CI',
      organization_id: 'org_01h2xcejqtf2nbrexx3vqjhp41',
      created_at: '2026-01-01T00:00:00Z',
      key_prefix: 'ffy_test_01jd4h5...',
      ...told,
    }
    const { fetch } = answering({ items: [record], pagination: { has_more: false } })
    const keys = factify({ apiKey: 'ffy_test_key', organizationId: record.organization_id, fetch })
    expect((await keys.get(record.id)).state).toBe(state)
  })

  it.each<[object, string | undefined]>([
    [{ enabled: true }, 'active'],
    [{ enabled: true, expires: moment }, 'expired'],
    [{ enabled: false, expires: moment }, 'disabled'],
    [{ expires: moment }, 'expired'],
    [{}, undefined],
  ])('by Unkey, which says %j: %s', async (told, state) => {
    const data = { keyId: 'key_1', start: 'abcd', createdAt: moment, ...told }
    const { fetch } = answering({ meta: { requestId: 'req_1' }, data })
    expect((await unkey({ rootKey: 'unkey_root', apiId: 'api_1', fetch }).get('key_1')).state).toBe(state)
  })
})

it.each([
  ['EXPIRED', 'expired'],
  ['DISABLED', 'disabled'],
  ['NOT_FOUND', 'not_found'],
  ['SOMETHING_NEW', 'forbidden'],
])('a verdict of Unkey that says both yes and %s is a no', async (code, reason) => {
  const data = { valid: true, code, keyId: 'key_1' }
  const { fetch } = answering({ meta: { requestId: 'req_1' }, data })
  const keys = unkey({ rootKey: 'unkey_root', apiId: 'api_1', fetch })
  expect(await keys.verify('prod_presented')).toMatchObject({ valid: false, reason })
})
