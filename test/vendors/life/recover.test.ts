import { Secret } from 'keymux'
import { describe, expect, it } from 'vitest'
import { errorOf } from '../support/outcome.js'
import { live, since, unknownIds } from './support/life.js'

describe('recover', () => {
  it('gives the secret once more', async () => {
    const { unkey, clerk } = await live()
    const atUnkey = await unkey.create({ prefix: 'sk_live', vendor: { recoverable: true } })
    const atClerk = await clerk.create({ name: 'Build' })
    const [fromUnkey, fromClerk] = [await unkey.recover(atUnkey.id), await clerk.recover(atClerk.id)]
    expect([fromUnkey, fromClerk].map((secret) => Secret.is(secret))).toEqual([true, true])
    expect(fromUnkey.equals(atUnkey.secret)).toBe(true)
    expect(fromClerk.equals(atClerk.secret)).toBe(true)
    expect(JSON.stringify([fromUnkey, fromClerk]).includes(atUnkey.secret.reveal())).toBe(false)
  })

  it('says not_found of the secret of a key that exists', async () => {
    const { unkey, clerk } = await live({ clerk: { readableSecrets: false } })
    const atUnkey = await unkey.create({})
    const atClerk = await clerk.create({ name: 'Build' })
    const error = await errorOf(unkey.recover(atUnkey.id))
    expect(error).toMatchObject({ code: 'not_found', operation: 'recover', id: atUnkey.id })
    expect(error.message).toContain('did not give its secret')
    expect(await errorOf(clerk.recover(atClerk.id))).toMatchObject({ code: 'not_found' })
  })

  it.each(['unkey', 'clerk'] as const)('says not_found for an id that no key of %s has', async (vendor) => {
    const life = await live()
    const error = await errorOf(life[vendor].recover(unknownIds[vendor]))
    expect(error).toMatchObject({ code: 'not_found', vendor, operation: 'recover' })
  })

  it('is forbidden where the root key may not decrypt', async () => {
    const permissions = ['api.*.create_key', 'api.*.encrypt_key', 'api.*.read_key']
    const { unkey } = await live({ unkey: { rootKeyPermissions: permissions } })
    const { id } = await unkey.create({ vendor: { recoverable: true } })
    expect(await errorOf(unkey.recover(id))).toMatchObject({ code: 'forbidden', status: 403 })
  })

  it('never shows the secret in the record of a get', async () => {
    const { unkey, clerk } = await live()
    const atUnkey = await unkey.create({ vendor: { recoverable: true } })
    const atClerk = await clerk.create({ name: 'Build' })
    const records = JSON.stringify([await unkey.get(atUnkey.id), await clerk.get(atClerk.id)])
    const shown = [atUnkey.secret, atClerk.secret].filter((secret) => records.includes(secret.reveal()))
    expect(shown).toEqual([])
  })

  it('refuses what is no id', async () => {
    const life = await live()
    const asked = since(life)
    const error = await errorOf(life.clerk.recover('..'))
    expect(error).toMatchObject({ code: 'invalid_request', issues: [{ path: 'id' }] })
    expect(asked()).toEqual([])
  })
})
