import { describe, expect, it } from 'vitest'

import { type Clerk, contract, createClerk, start } from './support/clerk.js'

const verify = (clerk: Clerk, secret: string) => clerk.send('POST', '/api_keys/verify', { secret })

describe(`clerk verify, held against ${contract.source}`, () => {
  it('answers the record of the key and remembers that it was used', async () => {
    const clerk = createClerk()
    const { id, secret } = await clerk.make({ scopes: ['read'] })
    clerk.wait(5000)
    const { status, body } = await verify(clerk, secret)
    expect(status).toBe(200)
    expect(body).toMatchObject({ id, scopes: ['read'], revoked: false, expired: false })
    expect(body).toMatchObject({ last_used_at: start.getTime() + 5000, updated_at: start.getTime() })
    expect(body).not.toHaveProperty('secret')
    expect(body).not.toHaveProperty('valid')
    expect(clerk.emulator.keys('clerk')).toMatchObject([{ lastUsedAt: new Date(start.getTime() + 5000) }])
    expect(clerk.emulator.requests.at(-1)).toMatchObject({
      vendor: 'clerk',
      operation: 'verify',
      method: 'POST',
      path: '/v1/api_keys/verify',
      status: 200,
    })
  })

  it('does not find what is no secret of its own', async () => {
    const clerk = createClerk()
    const { id, secret } = await clerk.make()
    for (const text of [id, `${secret} `, secret.slice(1), '', 'ak_nothing']) {
      expect(await verify(clerk, text)).toMatchObject({
        status: 404,
        body: { errors: [{ code: 'resource_not_found' }] },
      })
    }
  })

  it('does not find dead keys', async () => {
    const clerk = createClerk()
    const revoked = await clerk.make()
    const expired = await clerk.make({ seconds_until_expiration: 1 })
    await clerk.send('POST', `/api_keys/${revoked.id}/revoke`, {})
    expect((await verify(clerk, expired.secret)).status).toBe(200)
    clerk.wait(1000)
    for (const { secret } of [revoked, expired]) expect((await verify(clerk, secret)).status).toBe(404)
  })

  it('shows what is wrong with them where it is set up so', async () => {
    const clerk = createClerk({ deadKeys: 'flags' })
    const revoked = await clerk.make()
    const expired = await clerk.make({ seconds_until_expiration: 1 })
    await clerk.send('POST', `/api_keys/${revoked.id}/revoke`, { revocation_reason: 'leaked' })
    clerk.wait(1000)
    expect(await verify(clerk, revoked.secret)).toMatchObject({
      status: 200,
      body: { revoked: true, revocation_reason: 'leaked', expired: false, last_used_at: null },
    })
    expect(await verify(clerk, expired.secret)).toMatchObject({
      status: 200,
      body: { revoked: false, expired: true },
    })
  })

  it.each([[{}], [{ secret: 1 }], [{ secret: null }], [{ secret: 'a', extra: 1 }], [[]]])(
    'refuses the body %j',
    async (body) => {
      const clerk = createClerk()
      expect(await clerk.send('POST', '/api_keys/verify', body)).toMatchObject({
        status: 400,
        body: { errors: [{ code: 'bad_request' }] },
      })
    },
  )

  it('repeats nothing of a secret that it refuses', async () => {
    const clerk = createClerk()
    const { secret } = await clerk.make()
    const answers = await Promise.all([
      clerk.send('POST', '/api_keys/verify', { secret: [secret] }),
      clerk.send('POST', '/api_keys/verify', { [secret]: secret }),
      verify(clerk, `${secret}x`),
    ])
    expect(answers.map(({ body }) => JSON.stringify(body).includes(secret))).toEqual([false, false, false])
  })
})
