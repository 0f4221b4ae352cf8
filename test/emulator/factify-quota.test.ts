import { describe, expect, it } from 'vitest'

import { contract, createFactify, nobody } from './support/factify.js'

const day = 24 * 60 * 60 * 1000

describe(`factify quotas, held against ${contract.source}`, () => {
  it('of the organization count its requests for keys', async () => {
    const factify = createFactify()
    await factify.make()
    const { body } = await factify.send('GET', '/v1beta/quota')
    expect(body['quota']).toEqual({
      organization_id: factify.organizationId,
      tier: 'free',
      effective_limit: 2147483647,
      current_usage: 1,
      remaining: 2147483646,
      usage_percent: 0,
      is_exceeded: false,
      period_start: '2026-05-01T00:00:00Z',
      reset_at: '2026-06-01T00:00:00Z',
    })
    expect(factify.emulator.requests.at(-1)).toMatchObject({ operation: 'getOrganizationQuota' })
  })

  it('of the organization end, until next month', async () => {
    const factify = createFactify({ monthlyQuota: 2 })
    await factify.make()
    await factify.make()
    const path = `/v1beta/api-keys?organization_id=${factify.organizationId}`
    const refused = await factify.send('GET', path)
    expect(refused).toMatchObject({
      status: 429,
      body: { code: 'resource_exhausted', details: [{ reason: 'quota_exceeded' }] },
    })
    expect(refused.headers.get('x-ratelimit-reset')).toBe(String(Date.UTC(2026, 5) / 1000))
    expect(refused.headers.has('retry-after')).toBe(false)
    const quota = await factify.send('GET', `/v1beta/quota?organization_id=${factify.organizationId}`)
    expect(quota.body['quota']).toMatchObject({
      tier: 'custom',
      current_usage: 2,
      remaining: 0,
      usage_percent: 100,
      is_exceeded: true,
    })
    factify.wait(31 * day)
    expect((await factify.send('GET', path)).status).toBe(200)
  })

  it('of a key are set, listed, used up and removed', async () => {
    const factify = createFactify()
    const { id, secret } = await factify.make()
    const path = `/v1beta/quota/keys/${id}`
    expect(await factify.send('GET', '/v1beta/quota/keys')).toMatchObject({ status: 200, body: {} })
    const quota = { api_key_id: id, limit: 1, current_usage: 0, remaining: 1, is_exceeded: false }
    expect((await factify.send('PUT', path, { limit: 1 })).body).toEqual({ quota })
    const list = `/v1beta/api-keys?organization_id=${factify.organizationId}`
    expect((await factify.send('GET', list, undefined, secret)).status).toBe(200)
    expect(await factify.send('GET', list, undefined, secret)).toMatchObject({
      status: 429,
      body: { details: [{ reason: 'quota_exceeded' }] },
    })
    expect((await factify.send('GET', list)).status).toBe(200)
    const spent = { ...quota, current_usage: 1, remaining: 0, is_exceeded: true }
    expect((await factify.send('GET', '/v1beta/quota/keys')).body).toEqual({ quotas: [spent] })
    const organization = `organization_id=${factify.organizationId}`
    expect((await factify.send('DELETE', `${path}?${organization}`)).body).toEqual({})
    expect((await factify.send('GET', list, undefined, secret)).status).toBe(200)
    expect((await factify.send('GET', `/v1beta/quota/keys?${organization}`)).body).toEqual({})
    expect(factify.emulator.requests.map(({ operation }) => operation)).toEqual(
      expect.arrayContaining(['setAPIKeyQuota', 'listAPIKeyQuotas', 'deleteAPIKeyQuota']),
    )
  })

  it.each([[{}], [{ limit: null }]])('of a key can lack a limit: %j', async (body) => {
    const factify = createFactify()
    const { id } = await factify.make()
    expect((await factify.send('PUT', `/v1beta/quota/keys/${id}`, body)).body['quota']).toEqual({
      api_key_id: id,
      limit: null,
      current_usage: 0,
      remaining: 0,
      is_exceeded: false,
    })
  })

  it.each([
    [400, { limit: 0 }],
    [400, { limit: 1.5 }],
    [400, { limit: 2 ** 31 }],
    [400, { quota: 1 }],
    [400, { limit: 1, organization_id: 'org_1' }],
    [404, { limit: 1, organization_id: `org_${'0'.repeat(26)}` }],
  ])('of a key answer %i to %j', async (status, body) => {
    const factify = createFactify()
    const { id } = await factify.make()
    expect((await factify.send('PUT', `/v1beta/quota/keys/${id}`, body)).status).toBe(status)
    expect((await factify.send('GET', '/v1beta/quota/keys')).body).toEqual({})
  })

  it.each([
    ['PUT', {}],
    ['DELETE', undefined],
  ])('of no key are a 404 to %s, and of no id a 400', async (method, body) => {
    const factify = createFactify()
    expect((await factify.send(method, `/v1beta/quota/keys/${nobody}`, body)).status).toBe(404)
    expect((await factify.send(method, '/v1beta/quota/keys/key_1', body)).status).toBe(400)
  })

  it('of another organization are for administrators', async () => {
    const factify = createFactify()
    const quota = (id: string) => factify.send('GET', `/v1beta/quota?organization_id=${id}`)
    expect(await quota(`org_${'0'.repeat(26)}`)).toMatchObject({
      status: 403,
      body: { code: 'permission_denied', details: [{ reason: 'insufficient_permissions' }] },
    })
    expect((await quota('org_1')).status).toBe(400)
  })
})

describe(`factify usage, held against ${contract.source}`, () => {
  it('is told by the day, bounds included', async () => {
    const factify = createFactify()
    for (const requests of [1, 2, 3]) {
      for (let made = 0; made < requests; made += 1) await factify.make()
      factify.wait(day)
    }
    const usage = async (query = '') => (await factify.send('GET', `/v1beta/quota/usage${query}`)).body
    const [first, second, third] = [1, 2, 3].map((count) => ({
      date: `2026-05-0${count}`,
      request_count: count,
    }))
    const organization = { organization_id: factify.organizationId }
    expect(await usage()).toEqual({
      ...organization,
      daily_usage: [first, second, third],
      total_requests: 6,
    })
    expect(await usage('?date.after=2026-05-02T10:00:00Z')).toMatchObject({
      daily_usage: [second, third],
      total_requests: 5,
    })
    expect(await usage('?date.before=2026-05-02T00:00:00Z&date.after=2026-05-01T00:00:00Z')).toMatchObject({
      daily_usage: [first, second],
    })
    expect(await usage('?date.after=2026-05-04T00:00:00Z')).toEqual({ ...organization, total_requests: 0 })
    expect(factify.emulator.requests.at(-1)).toMatchObject({ operation: 'getUsageHistory' })
  })

  it('refuses a bound that is no time', async () => {
    const factify = createFactify()
    expect(await factify.send('GET', '/v1beta/quota/usage?date.after=yesterday')).toMatchObject({
      status: 400,
      body: { details: [{ param: 'date.after' }] },
    })
  })
})

describe(`factify me, held against ${contract.source}`, () => {
  it('is for the user of a token and not for an API key', async () => {
    const factify = createFactify({ userToken: 'header.payload.signature' })
    const { secret } = await factify.make()
    for (const credential of [undefined, secret]) {
      expect(await factify.send('GET', '/v1beta/me', undefined, credential)).toMatchObject({
        status: 403,
        body: { code: 'permission_denied', details: [{ reason: 'insufficient_permissions' }] },
      })
    }
    expect(await factify.send('GET', '/v1beta/me', undefined, 'header.payload.signature')).toMatchObject({
      status: 200,
      body: {
        user: { id: expect.stringMatching(/^user_[0-9a-hjkmnp-tv-z]{26}$/) },
        organizations: [{ id: factify.organizationId }],
      },
    })
    expect(factify.emulator.requests.at(-1)).toMatchObject({ operation: 'getMe', path: '/v1beta/me' })
    const list = `/v1beta/api-keys?organization_id=${factify.organizationId}`
    expect((await factify.send('GET', list, undefined, 'header.payload.signature')).status).toBe(200)
  })

  it('lets no token in unless there is a user', async () => {
    const factify = createFactify()
    expect((await factify.send('GET', '/v1beta/me', undefined, 'header.payload.signature')).status).toBe(401)
  })
})
