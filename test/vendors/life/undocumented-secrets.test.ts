import { factify } from 'keymux/factify'
import { flow } from 'keymux/flow'
import { unkey } from 'keymux/unkey'
import { describe, expect, it } from 'vitest'
import { answering } from '../support/answering.js'
import { collect } from './support/life.js'

const secret = 'secret_that_no_document_has_here'
const at = '2026-01-01T00:00:00Z'
const organization = 'org_01h2xcejqtf2nbrexx3vqjhp41'

type Fetch = typeof globalThis.fetch

const clients = {
  unkey: (fetch: Fetch) => unkey({ rootKey: 'unkey_root', apiId: 'api_1', fetch }),
  factify: (fetch: Fetch) => factify({ apiKey: 'ffy_test_key', organizationId: organization, fetch }),
  flow: (fetch: Fetch) => flow({ token: 'session', baseUrl: 'https://flow.example.com', fetch }),
}

const unkeyRecord = { keyId: 'key_1', start: 'abcd', enabled: true, createdAt: 1, valid: true, code: 'VALID' }
const flowItem = { id: 'key_1', keyName: 'CI', createdAt: at }
const factifyRecord = {
  id: 'key_1',
  name: 'CI',
  organization_id: organization,
  created_at: at,
  is_active: true,
  key_prefix: 'ffy_test_01jd4h5...',
}

/** What lists answer: a record with a field of this name in it. */
const lists: Readonly<Record<keyof typeof clients, (more: object) => object>> = {
  unkey: (more) => ({
    meta: { requestId: 'req_1' },
    data: [{ ...unkeyRecord, ...more }],
    pagination: { hasMore: false },
  }),
  factify: (more) => ({ items: [{ ...factifyRecord, ...more }], pagination: {} }),
  flow: (more) => ({
    apiKeys: [{ ...flowItem, ...more }],
    pagination: { totalCount: 1, limit: 10, offset: 0 },
  }),
}

describe('a secret where no document has one', () => {
  it.each<[keyof typeof clients, string]>([
    ['unkey', 'key'],
    ['unkey', 'plaintext'],
    ['factify', 'secret'],
    ['flow', 'apiKey'],
    ['flow', 'api_key'],
  ])('is not shown in the list of %s: %s', async (vendor, name) => {
    const { fetch } = answering(lists[vendor]({ [name]: secret, kept: 'as it is' }))
    const [key] = await collect<unknown>(clients[vendor](fetch).list())
    expect(key).toMatchObject({ id: 'key_1', vendor: { kept: 'as it is' } })
    expect(JSON.stringify(key).includes(secret)).toBe(false)
  })

  it('is not shown in the answer to an update of Flow', async () => {
    const answer = { id: 'key_1', key_name: 'CI', user_id: 'user_1', key_prefix: 'flow_', created_at: at }
    const { fetch } = answering({ ...answer, updated_at: at, is_active: true, api_key: secret })
    const key = await clients.flow(fetch).update('key_1', { name: 'CI' })
    expect([key.name, JSON.stringify(key).includes(secret)]).toEqual(['CI', false])
  })

  it('is not shown in a verdict of Unkey', async () => {
    const data = { ...unkeyRecord, key: secret, plaintext: secret }
    const keys = clients.unkey(answering({ meta: { requestId: 'req_1' }, data }).fetch)
    const verdict = await keys.verify('another')
    expect([verdict.valid, JSON.stringify(verdict).includes(secret)]).toEqual([true, false])
  })

  it('takes nothing from Factify, where `api_key` is the record', async () => {
    const { fetch } = answering({ api_key: { ...factifyRecord, is_active: false, revoked_at: at } })
    const { key } = await clients.factify(fetch).revoke('key_1')
    expect(key).toMatchObject({
      id: 'key_1',
      state: 'revoked',
      vendor: { key_prefix: 'ffy_test_01jd4h5...' },
    })
  })
})
