import type { RevokeOptions } from 'keymux'
import { unkey as unkeyWith } from 'keymux/unkey'
import { describe, expect, it } from 'vitest'
import { errorOf } from '../support/outcome.js'
import { held, inputs, live, since, unknownIds, vendors } from './support/life.js'

describe.each(vendors)('revoke at %s', (vendor) => {
  it('ends the key and it alone', async () => {
    const { all, emulator } = await live()
    const { id } = await all[vendor].create(inputs[vendor])
    const other = await all[vendor].create({ ...inputs[vendor], name: 'Other' })
    const ended = await all[vendor].revoke(id)
    expect(ended).toMatchObject({ id, already: false, warnings: [] })
    expect(ended.http.attempts).toBe(1)
    expect(held(emulator, vendor, id)?.state ?? 'revoked').toBe('revoked')
    expect(held(emulator, vendor, other.id)?.state).toBe('active')
    const keepsRecord = vendor === 'clerk' || vendor === 'factify'
    expect([ended.key?.state, ended.key?.id]).toEqual(keepsRecord ? ['revoked', id] : [undefined, undefined])
  })

  it('a second time is no error', async () => {
    const { all } = await live()
    const { id } = await all[vendor].create(inputs[vendor])
    await all[vendor].revoke(id)
    const again = await all[vendor].revoke(id)
    expect(again.id).toBe(id)
    // Only Unkey says that there was nothing left to do.
    expect(again.already).toBe(vendor === 'unkey')
  })

  it('two at the same time are no error', async () => {
    const { all } = await live()
    const { id } = await all[vendor].create(inputs[vendor])
    const both = await Promise.all([all[vendor].revoke(id), all[vendor].revoke(id)])
    expect(both.map((each) => each.id)).toEqual([id, id])
  })

  it('refuses what is no id, and options that there are not, before any request', async () => {
    const life = await live()
    const asked = since(life)
    for (const id of ['', '.', '..', '\ud800', 7 as unknown as string]) {
      const error = await errorOf(life.all[vendor].revoke(id))
      expect(error).toMatchObject({ code: 'invalid_request', operation: 'revoke' })
      expect(new Set(error.issues.map(({ path }) => path))).toEqual(new Set(['id']))
    }
    const options = { resaon: 'typo' } as RevokeOptions
    const error = await errorOf(life.all[vendor].revoke(unknownIds[vendor], options))
    expect(error).toMatchObject({ code: 'unsupported', issues: [{ path: 'resaon' }] })
    expect(asked()).toEqual([])
  })
})

describe('revoke of an id that no key has', () => {
  it.each(['clerk', 'factify', 'flow'] as const)('is not_found at %s', async (vendor) => {
    const { all } = await live()
    const error = await errorOf(all[vendor].revoke(unknownIds[vendor]))
    expect(error).toMatchObject({ code: 'not_found', vendor, operation: 'revoke' })
  })

  it('looks at Unkey as if it had been ended before, which the result says', async () => {
    const { unkey } = await live()
    expect(await unkey.revoke(unknownIds.unkey, { timeout: { totalMs: 10_000 } })).toMatchObject({
      already: true,
    })
  })
})

describe('the reason of a revocation', () => {
  it("stays with Clerk's record, the first one for good", async () => {
    const { clerk } = await live()
    const { id } = await clerk.create({ name: 'Build' })
    expect((await clerk.revoke(id, { reason: 'leaked' })).key).toMatchObject({ revocationReason: 'leaked' })
    expect((await clerk.revoke(id, { reason: 'other' })).key).toMatchObject({ revocationReason: 'leaked' })
    expect(await clerk.get(id)).toMatchObject({ state: 'revoked', revocationReason: 'leaked' })
  })

  it('is taken by Factify, within its limits', async () => {
    const { factify, emulator } = await live()
    const { id } = await factify.create({ name: 'Build' })
    for (const reason of ['', 'x'.repeat(501)]) {
      const error = await errorOf(factify.revoke(id, { reason }))
      expect(error).toMatchObject({ code: 'invalid_request', issues: [{ path: 'reason' }] })
    }
    expect(held(emulator, 'factify', id)?.state).toBe('active')
    const { key } = await factify.revoke(id, { reason: 'x'.repeat(500) })
    expect(key?.revokedAt).toBeInstanceOf(Date)
    expect(key?.revocationReason).toBeUndefined()
  })

  it.each(['unkey', 'flow'] as const)('is refused for %s, which has no place for it', async (vendor) => {
    const life = await live()
    const { id } = await life.all[vendor].create(inputs[vendor])
    const asked = since(life)
    const error = await errorOf(life.all[vendor].revoke(id, { reason: 'leaked' }))
    expect(error).toMatchObject({ code: 'unsupported', vendor, issues: [{ path: 'reason' }] })
    expect(asked()).toEqual([])
  })
})

describe.each(['unkey', 'clerk'] as const)('delete at %s', (vendor) => {
  it('removes the record', async () => {
    const life = await live()
    const keys = life[vendor]
    const { id } = await keys.create({ name: 'Build' })
    expect(await keys.delete(id)).toMatchObject({ id, already: false, warnings: [] })
    expect(held(life.emulator, vendor, id)).toBeUndefined()
    expect((await errorOf(keys.get(id))).code).toBe('not_found')
  })

  it('a second time is no error, nor after a revocation', async () => {
    const life = await live()
    const keys = life[vendor]
    const { id } = await keys.create({ name: 'Build' })
    await keys.revoke(id)
    expect((await keys.delete(id)).already).toBe(vendor === 'unkey')
    expect((await keys.delete(id)).already).toBe(true)
    expect((await keys.delete(unknownIds[vendor])).already).toBe(true)
  })

  it('says not_found of nothing but the key: a wrong credential is an error', async () => {
    const life = await live()
    const { id } = await life[vendor].create({ name: 'Build' })
    const error = await errorOf(life[vendor].delete('not an id'))
    expect(['invalid_request', 'not_found']).toContain(error.code)
    expect(held(life.emulator, vendor, id)?.state).toBe('active')
  })
})

describe('what ends a key at Unkey', () => {
  it('is an error for a root key without permission', async () => {
    const life = await live({ unkey: { rootKeyPermissions: ['api.*.create_key'] } })
    const { id } = await life.unkey.create({})
    for (const call of [life.unkey.revoke(id), life.unkey.delete(id)]) {
      expect(await errorOf(call)).toMatchObject({ code: 'forbidden', status: 403 })
    }
    expect(held(life.emulator, 'unkey', id)?.state).toBe('active')
  })

  it('is an error for a wrong root key, also of a key that is gone', async () => {
    const { unkey, emulator, urls } = await live()
    const { id } = await unkey.create({})
    await unkey.revoke(id)
    const wrong = unkeyWith({ ...emulator.credentials.unkey, rootKey: 'unkey_wrong', baseUrl: urls.unkey })
    expect(await errorOf(wrong.revoke(id))).toMatchObject({ code: 'unauthorized', status: 401 })
  })

  it('frees the secret for an import only when it is deleted', async () => {
    const { unkey } = await live()
    const [revoked, deleted] = await Promise.all([unkey.create({}), unkey.create({})])
    await unkey.revoke(revoked.id)
    await unkey.delete(deleted.id)
    const outcomes = await unkey.import([{ secret: revoked.secret }, { secret: deleted.secret }])
    expect(outcomes.map(({ status }) => status)).toEqual(['exists', 'imported'])
  })
})
