import { describe, expect, it } from 'vitest'

import * as clerk from './support/clerk.js'
import * as factify from './support/factify.js'

describe(`the rate limit of clerk, held against ${clerk.contract.source}`, () => {
  it('is none unless it is set up', async () => {
    const { send, subject } = clerk.createClerk()
    for (let asked = 0; asked < 101; asked += 1) {
      expect((await send('GET', `/api_keys?subject=${subject}`)).status).toBe(200)
    }
  })

  it('is of ten seconds, and its refusal says in seconds how many are left', async () => {
    const { send, make, subject, wait, emulator } = clerk.createClerk({ rateLimit: { limit: 2 } })
    const list = `/api_keys?subject=${subject}`
    await make()
    wait(3100)
    expect((await send('GET', list)).headers.has('retry-after')).toBe(false)
    const refused = await send('POST', '/api_keys', { name: 'One more', subject })
    expect(refused).toMatchObject({ status: 429, body: { errors: [{ code: 'too_many_requests' }] } })
    expect(refused.headers.get('retry-after')).toBe('7')
    expect(emulator.keys('clerk')).toHaveLength(1)
    wait(6899)
    expect((await send('GET', list)).headers.get('retry-after')).toBe('1')
    wait(1)
    expect((await send('GET', list)).status).toBe(200)
  })
})

describe(`the rate limits of factify, held against ${factify.contract.source}`, () => {
  const reset = String(Math.ceil(factify.start.getTime() / 1000) + 60)

  it('are of each key for itself', async () => {
    const { make, send, organizationId } = factify.createFactify()
    const { secret } = await make()
    for (let made = 1; made < 100; made += 1) await make()
    const body = { name: 'One more', organization_id: organizationId }
    expect((await send('POST', '/v1beta/api-keys', body)).status).toBe(429)
    expect((await send('POST', '/v1beta/api-keys', body, secret)).status).toBe(200)
  })

  it('are of whatever is asked where that is set up, and end at a point in time', async () => {
    const { emulator, send, organizationId, make, wait } = factify.createFactify({ rateLimit: { limit: 3 } })
    const list = `/v1beta/api-keys?organization_id=${organizationId}`
    const { secret } = await make()
    expect((await send('GET', list)).status).toBe(200)
    wait(20_000)
    expect((await send('GET', '/v1beta/quota')).headers.has('x-ratelimit-limit')).toBe(false)
    const refused = await send('POST', '/v1beta/api-keys', { name: 'CI', organization_id: organizationId })
    const details = [{ reason: 'rate_limit_exceeded' }]
    expect(refused).toMatchObject({ status: 429, body: { code: 'resource_exhausted', details } })
    expect(Object.fromEntries(refused.headers)).toEqual({
      'content-type': 'application/json',
      'x-ratelimit-limit': '3',
      'x-ratelimit-remaining': '0',
      'x-ratelimit-reset': reset,
    })
    expect((await send('GET', list, undefined, secret)).status).toBe(200)
    wait(39_999)
    expect((await send('GET', list)).status).toBe(429)
    wait(1)
    expect((await send('GET', list)).status).toBe(200)
    expect(emulator.keys('factify')).toHaveLength(1)
  })
})
