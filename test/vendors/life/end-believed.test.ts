import type { KeyClient } from 'keymux'
import { clerk } from 'keymux/clerk'
import type { Vendor } from 'keymux/emulator'
import { factify } from 'keymux/factify'
import { flow } from 'keymux/flow'
import { unkey } from 'keymux/unkey'
import { describe, expect, it } from 'vitest'
import { answering, answeringText } from '../support/answering.js'
import { errorOf } from '../support/outcome.js'
import { unknownIds as ids } from './support/life.js'

type Fetch = typeof globalThis.fetch

const clients = {
  unkey: (fetch: Fetch) => unkey({ rootKey: 'unkey_root', apiId: 'api_1', fetch }),
  clerk: (fetch: Fetch) => clerk({ secretKey: 'sk_test_secret', fetch }),
  factify: (fetch: Fetch) =>
    factify({ apiKey: 'ffy_test_key', organizationId: 'org_01h2xcejqtf2nbrexx3vqjhp41', fetch }),
  flow: (fetch: Fetch) => flow({ token: 'session', baseUrl: 'https://flow.example.com', fetch }),
}

const page = '<html><body>Sign in to continue</body></html>'
const type = 'https://unkey.com/docs/errors/unkey/authorization/insufficient_permissions'
const clerkRecord = {
  object: 'api_key',
  id: ids.clerk,
  type: 'api_key',
  subject: 'user_2xhFjEI5X2qWRvtV13BzSj8H6Dk',
  name: 'CI of Acme',
  claims: null,
  scopes: [],
  revoked: true,
  revocation_reason: null,
  expired: false,
  expiration: null,
  created_by: null,
  last_used_at: null,
  created_at: 1_753_743_316_590,
  updated_at: 1_753_743_316_590,
}
const factifyRecord = {
  id: ids.factify,
  name: 'CI',
  organization_id: 'org_01h2xcejqtf2nbrexx3vqjhp41',
  created_at: '2026-01-01T00:00:00Z',
  key_prefix: 'ffy_test_01jd4h5...',
}
const otherClerkId = `ak_${'1'.repeat(32)}`

type Ending = 'revoke' | 'delete'

/** Ends the key that the vendor's answer is to speak of. */
async function ended(vendor: Vendor, ending: Ending, fetch: Fetch): Promise<unknown> {
  const keys: KeyClient = clients[vendor](fetch)
  if (ending === 'revoke') return keys.revoke(ids[vendor])
  if (!keys.can('delete')) throw new Error(`${vendor} cannot delete.`)
  return keys.delete(ids[vendor])
}

const doubtful: readonly [string, Vendor, Ending, unknown, number?][] = [
  ['an error in it', 'unkey', 'revoke', { meta: { requestId: 'r' }, error: { status: 403, type } }],
  ['an error in it', 'unkey', 'delete', { meta: { requestId: 'r' }, error: { title: 'Forbidden' } }],
  ['a list', 'unkey', 'revoke', []],
  ['a record that is not revoked', 'clerk', 'revoke', { ...clerkRecord, revoked: false }],
  ['a record that is only expired', 'clerk', 'revoke', { ...clerkRecord, revoked: false, expired: true }],
  ['nothing in it', 'clerk', 'revoke', {}],
  ["another key's record", 'clerk', 'revoke', { ...clerkRecord, id: otherClerkId }],
  ['an error in it', 'clerk', 'revoke', { errors: [{ code: 'odd', message: 'Odd' }] }],
  ['a no', 'clerk', 'delete', { id: ids.clerk, object: 'api_key', deleted: false }],
  ["another key's id", 'clerk', 'delete', { id: otherClerkId, object: 'api_key', deleted: true }],
  ['nothing in it', 'clerk', 'delete', {}],
  ['a record that is active', 'factify', 'revoke', { api_key: { ...factifyRecord, is_active: true } }],
  ['nothing in it', 'factify', 'revoke', { api_key: {} }],
  ['a promise', 'flow', 'revoke', { detail: 'accepted' }, 202],
  ['a text', 'flow', 'revoke', { detail: 'no' }, 200],
]

describe('a success that is no word of the vendor’s', () => {
  it.each<[Vendor, Ending]>([
    ['unkey', 'revoke'],
    ['unkey', 'delete'],
    ['clerk', 'revoke'],
    ['clerk', 'delete'],
    ['factify', 'revoke'],
    ['flow', 'revoke'],
  ])('does not pass at %s for a %s: a page', async (vendor, ending) => {
    const error = await errorOf(ended(vendor, ending, answeringText(page, { status: 200 }).fetch))
    expect(error).toMatchObject({ code: 'invalid_response', operation: ending, mayHaveActed: true })
    expect(error.message).toContain('may still work')
  })

  it.each(doubtful)('with %s does not pass at %s for a %s', async (_, vendor, ending, body, status = 200) => {
    const error = await errorOf(ended(vendor, ending, answering(body, { status }).fetch))
    expect(error).toMatchObject({ code: 'invalid_response', operation: ending, vendor, mayHaveActed: true })
    expect(error.message).toContain('may still work')
  })

  it('does not pass for a change at Unkey', async () => {
    const { fetch } = answeringText(page, { status: 200 })
    const error = await errorOf(clients.unkey(fetch).update(ids.unkey, { enabled: false }))
    expect(error).toMatchObject({ code: 'invalid_response', operation: 'update', mayHaveActed: true })
  })

  it('is nothing at all for Flow, whose word is 204', async () => {
    expect(await ended('flow', 'revoke', answeringText('', { status: 200 }).fetch)).toMatchObject({
      already: false,
    })
    expect((await errorOf(ended('flow', 'revoke', answeringText('', { status: 202 }).fetch))).code).toBe(
      'invalid_response',
    )
  })
})

// Nobody has said what Clerk and Factify answer to a second revocation.
describe.each([400, 404, 409])('a revocation that is refused with %i', (status) => {
  const kept: Readonly<Record<'clerk' | 'factify', (isRevoked: boolean) => object>> = {
    clerk: (isRevoked) => ({ ...clerkRecord, revoked: isRevoked }),
    factify: (isRevoked) => ({
      items: [
        {
          ...factifyRecord,
          is_active: !isRevoked,
          ...(isRevoked && { revoked_at: '2026-01-02T00:00:00Z' }),
        },
      ],
      pagination: { has_more: false },
    }),
  }

  function refusing(record: object): Fetch {
    const refusal = { errors: [{ code: 'odd', message: 'Odd' }], message: 'Odd' }
    return async (url) =>
      String(url).endsWith('/revoke') ? Response.json(refusal, { status }) : Response.json(record)
  }

  it.each(['clerk', 'factify'] as const)('is believed at %s where the record says so', async (vendor) => {
    const keys: KeyClient = clients[vendor](refusing(kept[vendor](true)))
    expect(await keys.revoke(ids[vendor])).toMatchObject({ already: true, key: { state: 'revoked' } })
  })

  it.each(['clerk', 'factify'] as const)('stands at %s where the key is active', async (vendor) => {
    const keys: KeyClient = clients[vendor](refusing(kept[vendor](false)))
    expect(await errorOf(keys.revoke(ids[vendor]))).toMatchObject({ operation: 'revoke', status })
  })
})

describe('an answer about another key', () => {
  it('is no record of the one that was asked for', async () => {
    const { fetch } = answering({ ...clerkRecord, id: otherClerkId })
    for (const call of [
      clients.clerk(fetch).get(ids.clerk),
      clients.clerk(fetch).update(ids.clerk, { scopes: [] }),
    ]) {
      expect(await errorOf(call)).toMatchObject({ code: 'invalid_response' })
    }
  })

  it('is one at Unkey also where the ids differ by capitals alone', async () => {
    const data = { keyId: 'key_ABCabc', start: 'abcd', enabled: true, createdAt: 1 }
    const { fetch } = answering({ meta: { requestId: 'r' }, data })
    expect((await clients.unkey(fetch).get('key_ABCabc')).id).toBe('key_ABCabc')
    expect((await errorOf(clients.unkey(fetch).get('key_abcABC'))).code).toBe('invalid_response')
  })

  it('is none at Clerk and Flow, whose ids are hexadecimal', async () => {
    const id = `ak_${'abcdef01'.repeat(4)}`
    const { fetch } = answering({ ...clerkRecord, id })
    expect((await clients.clerk(fetch).get(`ak_${'ABCDEF01'.repeat(4)}`)).id).toBe(id)
    const flowId = 'abcdef01-2345-4789-abcd-ef0123456789'
    const record = { id: flowId, user_id: 'u', key_prefix: 'flow_', is_active: true, key_name: 'CI' }
    const keys = clients.flow(answering(record).fetch)
    expect((await keys.update(flowId.toUpperCase(), { name: 'CI' })).id).toBe(flowId)
  })
})
