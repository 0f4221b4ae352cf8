import { describe, expect, it } from 'vitest'

import { contract, createFactify, type Factify, start } from './support/factify.js'

interface Page {
  readonly items?: readonly { name: string; is_active: boolean }[]
  readonly pagination: {
    readonly has_more?: boolean
    readonly next_page_token?: string
    readonly prev_page_token?: string
  }
}

async function page(factify: Factify, query = ''): Promise<Page> {
  const path = `/v1beta/api-keys?organization_id=${factify.organizationId}${query}`
  const { status, body } = await factify.send('GET', path)
  expect(status).toBe(200)
  return body as unknown as Page
}

const names = ({ items = [] }: Page): string => items.map(({ name }) => name).join()

describe(`factify list, held against ${contract.source}`, () => {
  it('has no items where there are none, and no word on more', async () => {
    const factify = createFactify()
    expect(await page(factify)).toEqual({ pagination: {} })
    expect(factify.emulator.requests).toMatchObject([{ operation: 'list', path: '/v1beta/api-keys' }])
  })

  it('shows expired keys always and revoked ones on request', async () => {
    const factify = createFactify()
    await factify.make({ name: 'lives' })
    const expires = new Date(start.getTime() + 1000).toISOString()
    await factify.make({ name: 'expired', expires_at: expires })
    const both = await factify.make({ name: 'both', expires_at: expires })
    const revoked = await factify.make({ name: 'revoked' })
    for (const { id } of [both, revoked]) await factify.send('POST', `/v1beta/api-keys/${id}/revoke`, {})
    factify.wait(1000)
    const listed = await page(factify)
    expect(listed.items).toMatchObject([
      { name: 'lives', is_active: true },
      { name: 'expired', is_active: false },
    ])
    expect(names(await page(factify, '&include_revoked=false'))).toBe('lives,expired')
    expect(names(await page(factify, '&include_revoked=true'))).toBe('lives,expired,both,revoked')
    expect(factify.emulator.keys('factify').map(({ state }) => state)).toEqual([
      'active',
      'expired',
      'revoked',
      'revoked',
    ])
  })

  it('pages by token, there and back', async () => {
    const factify = createFactify()
    for (let index = 0; index < 5; index += 1) await factify.make({ name: `k${index}` })
    const first = await page(factify, '&page_size=2')
    expect(first.pagination).toEqual({ has_more: true, next_page_token: expect.stringMatching(/^[\w-]+$/) })
    const second = await page(factify, `&page_size=2&page_token=${first.pagination.next_page_token}`)
    const third = await page(factify, `&page_size=2&page_token=${second.pagination.next_page_token}`)
    expect([first, second, third].map(names)).toEqual(['k0,k1', 'k2,k3', 'k4'])
    expect(Object.keys(third.pagination)).toEqual(['prev_page_token'])
    const back = await page(factify, `&page_size=2&page_token=${third.pagination.prev_page_token}`)
    expect(back).toEqual(second)
    const front = await page(factify, `&page_size=2&page_token=${back.pagination.prev_page_token}`)
    expect(front).toEqual(first)
  })

  it('skips nothing for whoever revokes while paging', async () => {
    const factify = createFactify()
    const ids: string[] = []
    for (let index = 0; index < 4; index += 1) ids.push((await factify.make({ name: `k${index}` })).id)
    const { pagination } = await page(factify, '&page_size=2')
    for (const id of ids.slice(0, 2)) await factify.send('POST', `/v1beta/api-keys/${id}/revoke`, {})
    expect(names(await page(factify, `&page_token=${pagination.next_page_token}`))).toBe('k2,k3')
  })

  it('has 50 keys on a page', async () => {
    const factify = createFactify()
    for (let index = 0; index < 51; index += 1) await factify.make()
    expect((await page(factify)).items).toHaveLength(50)
    expect((await page(factify, '&page_size=100')).items).toHaveLength(51)
  })

  it.each([
    ['organization_id', 'missing_required_field', ''],
    ['organization_id', 'invalid_id_format', 'organization_id=org_1'],
    ['include_revoked', 'invalid_field_value', 'include_revoked=1'],
    ['page_size', 'invalid_field_value', 'page_size=0'],
    ['page_size', 'invalid_field_value', 'page_size=101'],
    ['page_size', 'invalid_field_value', 'page_size=1.5'],
    ['page_token', 'invalid_field_value', 'page_token='],
    ['page_token', 'invalid_cursor', 'page_token=nothing'],
    ['page_token', 'invalid_cursor', 'page_token=e30'],
    ['page_token', 'invalid_cursor', `page_token=${btoa('{"id":"key_1","d":"up"}')}`],
  ])('refuses a wrong %s: %s for "%s"', async (param, reason, query) => {
    const factify = createFactify()
    const organization = param === 'organization_id' ? '' : `organization_id=${factify.organizationId}&`
    expect(await factify.send('GET', `/v1beta/api-keys?${organization}${query}`)).toMatchObject({
      status: 400,
      body: { code: 'invalid_argument', details: [{ reason, param, request_id: expect.any(String) }] },
    })
  })

  it('does not know another organization', async () => {
    const factify = createFactify()
    const other = `org_${'0'.repeat(26)}`
    expect(await factify.send('GET', `/v1beta/api-keys?organization_id=${other}`)).toMatchObject({
      status: 404,
      body: { code: 'not_found' },
    })
  })
})
