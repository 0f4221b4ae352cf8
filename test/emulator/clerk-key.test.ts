import { describe, expect, it } from 'vitest'

import { contract, createClerk, nobody, start } from './support/clerk.js'

const user = (letter: string): string => `user_${letter.repeat(27)}`

describe(`one key at clerk, held against ${contract.source}`, () => {
  it('is read without its secret', async () => {
    const clerk = createClerk()
    const { id } = await clerk.make({ name: 'Build', claims: { plan: 'pro' } })
    const { status, body } = await clerk.send('GET', `/api_keys/${id}`)
    expect(status).toBe(200)
    expect(body).toMatchObject({ id, name: 'Build', claims: { plan: 'pro' }, revoked: false, expired: false })
    expect(body).not.toHaveProperty('secret')
    expect(clerk.emulator.requests.at(-1)).toMatchObject({
      vendor: 'clerk',
      operation: 'get',
      method: 'GET',
      path: `/v1/api_keys/${id}`,
      status: 200,
    })
  })

  it('is changed field by field', async () => {
    const clerk = createClerk()
    const { id } = await clerk.make({ name: 'Build', claims: { plan: 'pro' }, scopes: ['read'] })
    clerk.wait(1000)
    const change = (body: object) => clerk.send('PATCH', `/api_keys/${id}`, body)
    expect((await change({ description: 'new' })).body).toMatchObject({
      name: 'Build',
      description: 'new',
      claims: { plan: 'pro' },
      scopes: ['read'],
      created_at: start.getTime(),
      updated_at: start.getTime() + 1000,
    })
    expect((await change({ claims: { seats: 1 }, scopes: [] })).body).toMatchObject({
      claims: { seats: 1 },
      scopes: [],
    })
    expect((await change({ claims: null, description: null, subject: user('z') })).body).toMatchObject({
      claims: null,
      description: null,
      subject: user('z'),
    })
    expect(clerk.emulator.keys('clerk')).toMatchObject([{ owner: user('z'), metadata: null, scopes: [] }])
    expect(clerk.emulator.requests.at(-1)).toMatchObject({ operation: 'update' })
  })

  it('lives on from the moment of its change, or forever', async () => {
    const clerk = createClerk()
    const { id } = await clerk.make({ seconds_until_expiration: 60 })
    clerk.wait(30_000)
    const change = (body: object) => clerk.send('PATCH', `/api_keys/${id}`, body)
    expect((await change({ scopes: ['read'] })).body['expiration']).toBe(start.getTime() + 60_000)
    expect((await change({ seconds_until_expiration: 60 })).body['expiration']).toBe(start.getTime() + 90_000)
    expect((await change({ seconds_until_expiration: null })).body['expiration']).toBeNull()
    clerk.wait(60_000)
    expect(clerk.emulator.keys('clerk')).toMatchObject([{ state: 'active', expiresAt: null }])
  })

  it('frees its name for another subject’s key when it changes hands', async () => {
    const clerk = createClerk()
    const { id } = await clerk.make({ name: 'Build' })
    await clerk.send('PATCH', `/api_keys/${id}`, { subject: user('z') })
    await expect(clerk.make({ name: 'Build' })).resolves.toBeDefined()
    await expect(clerk.make({ name: 'Build', subject: user('z') })).rejects.toThrow('409')
  })

  it.each([
    ['body', { name: 'Other' }],
    ['body', { revoked: false }],
    ['body', { type: 'robot' }],
    ['body.scopes', { scopes: null }],
    ['body.subject', { subject: null }],
    ['body.description', { description: 'a'.repeat(256) }],
    ['body.seconds_until_expiration', { seconds_until_expiration: 0 }],
  ])('refuses a change at %s', async (where, body) => {
    const clerk = createClerk()
    const { id } = await clerk.make()
    expect(await clerk.send('PATCH', `/api_keys/${id}`, body)).toMatchObject({
      status: 400,
      body: { errors: [{ long_message: expect.stringContaining(`'${where}'`) }] },
    })
  })

  it('is revoked for good, with its first reason', async () => {
    const clerk = createClerk()
    const { id } = await clerk.make()
    clerk.wait(1000)
    const revoke = (body: object) => clerk.send('POST', `/api_keys/${id}/revoke`, body)
    const { status, body } = await revoke({ revocation_reason: 'leaked' })
    expect(status).toBe(200)
    expect(body).toMatchObject({
      revoked: true,
      revocation_reason: 'leaked',
      expired: false,
      updated_at: start.getTime() + 1000,
    })
    clerk.wait(1000)
    expect((await revoke({ revocation_reason: 'again' })).body).toEqual(body)
    expect(clerk.emulator.keys('clerk')).toMatchObject([{ id, state: 'revoked' }])
    expect(clerk.emulator.requests.at(-1)).toMatchObject({
      operation: 'revoke',
      path: `/v1/api_keys/${id}/revoke`,
    })
  })

  it.each([[{}], [{ revocation_reason: null }]])('is revoked without a reason by %j', async (body) => {
    const clerk = createClerk()
    const { id } = await clerk.make()
    expect((await clerk.send('POST', `/api_keys/${id}/revoke`, body)).body['revocation_reason']).toBeNull()
  })

  it.each([
    ['no body', undefined],
    ['another field', { reason: 'leaked' }],
    ['a reason that is no text', { revocation_reason: 1 }],
  ])('is not revoked by %s', async (_, body) => {
    const clerk = createClerk()
    const { id } = await clerk.make()
    expect((await clerk.send('POST', `/api_keys/${id}/revoke`, body)).status).toBe(400)
    expect(clerk.emulator.keys('clerk')).toMatchObject([{ state: 'active' }])
  })

  it('is deleted with its record and its name', async () => {
    const clerk = createClerk()
    const { id, secret } = await clerk.make({ name: 'Build' })
    expect(await clerk.send('DELETE', `/api_keys/${id}`)).toMatchObject({
      status: 200,
      body: { id, object: 'api_key', deleted: true },
    })
    expect(clerk.emulator.keys('clerk')).toEqual([])
    expect((await clerk.send('GET', `/api_keys/${id}`)).status).toBe(404)
    expect((await clerk.send('DELETE', `/api_keys/${id}`)).status).toBe(404)
    expect((await clerk.send('POST', '/api_keys/verify', { secret })).status).toBe(404)
    await expect(clerk.make({ name: 'Build' })).resolves.toBeDefined()
  })

  it('gives its secret again, unless it was made not to', async () => {
    const clerk = createClerk()
    const { id, secret } = await clerk.make()
    const { status, body } = await clerk.send('GET', `/api_keys/${id}/secret`)
    expect(status).toBe(200)
    expect(Object.keys(body)).toEqual(['secret'])
    expect(String(body['secret']) === secret).toBe(true)
    expect(clerk.emulator.requests.at(-1)).toMatchObject({ operation: 'recover' })
    const guide = createClerk({ readableSecrets: false })
    const made = await guide.make()
    expect((await guide.send('GET', `/api_keys/${made.id}/secret`)).status).toBe(404)
  })

  const operations: readonly [string, string, unknown][] = [
    ['GET', '', undefined],
    ['PATCH', '', {}],
    ['DELETE', '', undefined],
    ['POST', '/revoke', {}],
    ['GET', '/secret', undefined],
  ]
  it.each(operations)('is not found by %s …%s', async (method, end, body) => {
    const clerk = createClerk()
    for (const id of [nobody, nobody.replace('ak', 'api_key')]) {
      expect(await clerk.send(method, `/api_keys/${id}${end}`, body)).toMatchObject({
        status: 404,
        body: { errors: [{ code: 'resource_not_found' }], clerk_trace_id: expect.any(String) },
      })
    }
  })

  it.each(operations)('has no id but its own kind for %s …%s', async (method, end, body) => {
    const clerk = createClerk()
    for (const id of ['ak_1', 'key_1', `ak_${'g'.repeat(32)}`, '%', 'verify%20']) {
      expect(await clerk.send(method, `/api_keys/${id}${end}`, body)).toMatchObject({
        status: 400,
        body: { errors: [{ long_message: expect.stringContaining("'url_parameter.apiKeyID'") }] },
      })
    }
  })
})
