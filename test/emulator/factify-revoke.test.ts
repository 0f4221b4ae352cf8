import { describe, expect, it } from 'vitest'

import { contract, createFactify, nobody, start } from './support/factify.js'

const path = (id: string): string => `/v1beta/api-keys/${id}/revoke`

describe(`factify revoke, held against ${contract.source}`, () => {
  it('answers the record with the time and never the reason, the second time too', async () => {
    const factify = createFactify()
    const { id } = await factify.make({ name: 'CI' })
    const { status, body } = await factify.send('POST', path(id), { reason: 'leaked' })
    expect(status).toBe(200)
    expect(body['api_key']).toMatchObject({
      id,
      name: 'CI',
      is_active: false,
      revoked_at: expect.stringMatching(/^2026-05-01T12:00:00\.250\d{6}Z$/),
    })
    expect(JSON.stringify(body)).not.toContain('leaked')
    expect(factify.emulator.keys('factify')).toMatchObject([{ id, state: 'revoked' }])
    expect(factify.emulator.requests.at(-1)).toMatchObject({ operation: 'revoke', path: path(id) })
    factify.wait(1000)
    expect((await factify.send('POST', path(id), {})).body).toEqual(body)
  })

  it.each([[{}], [{ reason: null }], [{ reason: 'a'.repeat(500) }]])('takes the body %j', async (body) => {
    const factify = createFactify()
    const { id } = await factify.make()
    expect((await factify.send('POST', path(id), body)).status).toBe(200)
  })

  it.each([
    ['an empty reason', { reason: '' }, 'invalid_argument'],
    ['a long reason', { reason: 'a'.repeat(501) }, 'invalid_argument'],
    ['the id once more', { api_key_id: nobody }, 'invalid_argument'],
    ['no body', undefined, 'unknown'],
  ])('refuses %s', async (_, body, code) => {
    const factify = createFactify()
    const { id } = await factify.make()
    expect(await factify.send('POST', path(id), body)).toMatchObject({ status: 400, body: { code } })
    expect(factify.emulator.keys('factify')).toMatchObject([{ state: 'active' }])
  })

  it('refuses a malformed id and does not find an unknown one', async () => {
    const factify = createFactify()
    expect(await factify.send('POST', path('key_1'), {})).toMatchObject({
      status: 400,
      body: { details: [{ reason: 'invalid_id_format', param: 'api_key_id' }] },
    })
    expect(await factify.send('POST', path(nobody), {})).toMatchObject({
      status: 404,
      body: { details: [{ reason: 'resource_not_found' }] },
    })
  })

  it('does not count as a creation', async () => {
    const factify = createFactify()
    const { id } = await factify.make()
    for (let made = 1; made < 100; made += 1) await factify.make()
    expect((await factify.send('POST', path(id), {})).status).toBe(200)
    await expect(factify.make()).rejects.toThrow('429')
  })
})

describe('the keys that factify makes', () => {
  it('are let in until they are revoked or expired', async () => {
    const factify = createFactify()
    const list = `/v1beta/api-keys?organization_id=${factify.organizationId}`
    const [first, second] = [
      await factify.make(),
      await factify.make({ expires_at: new Date(start.getTime() + 1000).toISOString() }),
    ]
    const asked = async ({ secret }: { secret: string }) => factify.send('GET', list, undefined, secret)
    expect((await asked(first)).status).toBe(200)
    expect((await asked(second)).status).toBe(200)
    await factify.send('POST', path(first.id), {})
    factify.wait(1000)
    expect(await asked(first)).toMatchObject({
      status: 401,
      body: { details: [{ reason: 'invalid_api_key' }] },
    })
    expect(await asked(second)).toMatchObject({
      status: 401,
      body: { details: [{ reason: 'expired_api_key' }] },
    })
  })
})
