import { createClerkClient } from '@clerk/backend'
import { afterEach, describe, expect, it } from 'vitest'

import { createEmulator, type ClerkSetup, type EmulatorServer } from '../../src/emulator/index.js'

let server: EmulatorServer | undefined

async function setUp(options: ClerkSetup = {}) {
  const emulator = createEmulator({ seed: 1, clerk: options })
  server = await emulator.listen()
  const { secretKey, subject } = emulator.credentials.clerk
  return { emulator, subject, keys: createClerkClient({ secretKey, apiUrl: server.urls.clerk }).apiKeys }
}

afterEach(() => server?.close())

describe('@clerk/backend', () => {
  it('reads, verifies and changes a key', async () => {
    const { subject, keys } = await setUp()
    const { id, secret = '' } = await keys.create({ name: 'Build', subject, claims: { camelKey: 1 } })
    const read = await keys.get(id)
    expect(read).toMatchObject({ id, name: 'Build', subject, claims: { camelKey: 1 }, revoked: false })
    expect(read.secret).toBeUndefined()
    expect((await keys.getSecret(id)).secret === secret).toBe(true)
    const verified = await keys.verify(secret)
    expect(verified).toMatchObject({ id, expired: false, lastUsedAt: expect.any(Number) })
    const changed = await keys.update({
      apiKeyId: id,
      subject,
      description: 'new',
      scopes: ['read'],
      claims: null,
      secondsUntilExpiration: 60,
    })
    expect(changed).toMatchObject({ description: 'new', scopes: ['read'], claims: null })
    expect(changed.expiration ?? 0).toBeGreaterThan(Date.now() + 50_000)
  })

  it('revokes and deletes a key', async () => {
    const { emulator, subject, keys } = await setUp()
    const { id, secret = '' } = await keys.create({ name: 'Build', subject })
    expect(await keys.revoke({ apiKeyId: id, revocationReason: 'leaked' })).toMatchObject({
      revoked: true,
      revocationReason: 'leaked',
    })
    await expect(keys.verify(secret)).rejects.toMatchObject({ status: 404 })
    expect(emulator.keys('clerk')).toMatchObject([{ id, state: 'revoked' }])
    expect(await keys.delete(id)).toMatchObject({ id, object: 'api_key', deleted: true })
    await expect(keys.get(id)).rejects.toMatchObject({
      status: 404,
      errors: [{ code: 'resource_not_found' }],
    })
    expect(emulator.keys('clerk')).toEqual([])
  })

  it('does not notice that a key is revoked where the answer is a 200', async () => {
    const { subject, keys } = await setUp({ deadKeys: 'flags' })
    const { id, secret = '' } = await keys.create({ name: 'Build', subject })
    await keys.revoke({ apiKeyId: id })
    expect(await keys.verify(secret)).toMatchObject({ id, revoked: true })
  })

  it('lists the keys of a subject', async () => {
    const { subject, keys } = await setUp()
    for (const name of ['first', 'second', 'third']) await keys.create({ name, subject })
    const [newest] = (await keys.list({ subject })).data
    await keys.revoke({ apiKeyId: newest?.id ?? '' })
    const list = async (query: { includeInvalid?: boolean; limit?: number; offset?: number } = {}) => {
      const { data, totalCount } = await keys.list({ subject, ...query })
      return [totalCount, data.map(({ name }) => name).join()]
    }
    expect(await list()).toEqual([2, 'second,first'])
    expect(await list({ includeInvalid: true, limit: 2 })).toEqual([3, 'third,second'])
    expect(await list({ includeInvalid: true, limit: 2, offset: 2 })).toEqual([3, 'first'])
    expect(await list({ offset: 0, includeInvalid: false })).toEqual([2, 'second,first'])
  })
})
