import { describe, expect, it } from 'vitest'
import type { RotateOptions } from 'keymux'
import { keyClients } from '../support/key-clients.js'
import { errorOf, startsWith } from '../support/outcome.js'
import { held, hour, inputs, later, live, since, unknownIds, vendors } from './support/life.js'

describe.each(vendors)('rotate at %s', (vendor) => {
  it("with '0s' ends the old key at once, and makes one like it", async () => {
    const life = await live()
    const old = await life.all[vendor].create(inputs[vendor])
    const { previous, ...made } = await life[vendor].rotate(old.id, { overlap: '0s' })
    expect(made.id).not.toBe(old.id)
    expect(made.secret.equals(old.secret)).toBe(false)
    expect(previous).toMatchObject({ id: old.id, plan: null })
    expect(previous.validUntil?.getTime()).toBeLessThanOrEqual(Date.now())
    expect(held(life.emulator, vendor, old.id)?.state).not.toBe('active')
    expect(held(life.emulator, vendor, made.id)?.state).toBe('active')
    expect(made.prefix === null || startsWith(made.secret, made.prefix)).toBe(true)
    expect(JSON.stringify({ ...made, previous }).includes(made.secret.reveal())).toBe(false)
    const keys = life.all[vendor]
    if (!keys.can('verify')) return
    expect((await keys.verify(old.secret)).valid).toBe(false)
    expect((await keys.verify(made.secret)).valid).toBe(true)
  })

  it('keeps what the old key had', async () => {
    const life = await live()
    const old = await life.all[vendor].create(inputs[vendor])
    const before = held(life.emulator, vendor, old.id)
    const { id, metadata } = await life[vendor].rotate(old.id, { overlap: '24h' })
    const after = held(life.emulator, vendor, id)
    const early = (before?.expiresAt?.getTime() ?? 0) - (after?.expiresAt?.getTime() ?? 0)
    // Clerk takes whole seconds from now; the others the moment itself.
    expect(early).toBeGreaterThanOrEqual(0)
    expect(early).toBeLessThan(vendor === 'clerk' ? 3000 : 1)
    const { owner, description, scopes } = before ?? {}
    expect(after).toMatchObject({ owner, description, scopes, metadata: before?.metadata, state: 'active' })
    expect(after?.name?.startsWith('Build')).toBe(true)
    expect(metadata).toEqual(before?.metadata ?? {})
  })

  it('lets the old key work for the overlap, and says what is left to do', async () => {
    const life = await live()
    const { id } = await life[vendor].create({ name: 'Build' })
    const from = Date.now()
    const { previous } = await life[vendor].rotate(id, { overlap: '24h' })
    const old = held(life.emulator, vendor, id)
    expect(old?.state).toBe('active')
    const endsItself = vendor === 'unkey' || vendor === 'clerk'
    const end = endsItself ? old?.expiresAt?.getTime() : Date.parse(previous.plan?.at ?? '')
    const over = (end ?? 0) - from - 24 * hour
    expect(over).toBeGreaterThanOrEqual(0)
    expect(over).toBeLessThan(2000)
    expect(previous.validUntil?.getTime() ?? null).toBe(endsItself ? end : null)
    const plan = { vendor, operation: 'revoke', id, at: new Date(end ?? 0).toISOString() }
    expect(JSON.parse(JSON.stringify(previous.plan))).toEqual(endsItself ? null : plan)
  })

  it('gives a way to end the old key before', async () => {
    const life = await live()
    const { id } = await life[vendor].create({ name: 'Build' })
    const { id: madeId, previous } = await life[vendor].rotate(id, { overlap: '24h' })
    expect(await previous.revoke()).toMatchObject({ id, already: false })
    expect(held(life.emulator, vendor, id)?.state ?? 'revoked').toBe('revoked')
    expect(held(life.emulator, vendor, madeId)?.state).toBe('active')
    await previous.revoke()
  })

  it.each<[string, unknown]>([
    ['nothing', {}],
    ['a number', { overlap: 0 }],
    ['a text', { overlap: 'a day' }],
    ['less than nothing', { overlap: '-1h' }],
  ])('refuses %s as overlap before any request', async (_, options) => {
    const life = await live()
    const asked = since(life)
    const error = await errorOf(life[vendor].rotate(unknownIds[vendor], options as RotateOptions))
    expect(error).toMatchObject({
      code: 'invalid_request',
      operation: 'rotate',
      issues: [{ path: 'overlap' }],
    })
    expect(asked()).toEqual([])
  })

  it('says not_found for an id that no key has', async () => {
    const life = await live()
    const error = await errorOf(life[vendor].rotate(unknownIds[vendor], { overlap: '1h' }))
    expect(error).toMatchObject({ code: 'not_found', vendor })
    expect(life.emulator.keys(vendor)).toEqual([])
  })
})

describe.each(['unkey', 'clerk', 'factify'] as const)('a key that ends by itself, at %s', (vendor) => {
  it('does not outlive its own expiry, nor does the new one', async () => {
    const life = await live()
    const old = await life[vendor].create({ name: 'Build', expiresAt: '90s' })
    const end = held(life.emulator, vendor, old.id)?.expiresAt
    const { id, previous } = await life[vendor].rotate(old.id, { overlap: '24h' })
    expect(held(life.emulator, vendor, old.id)?.expiresAt).toEqual(end)
    expect(previous).toMatchObject({ validUntil: end, plan: null })
    expect(held(life.emulator, vendor, id)?.expiresAt?.getTime()).toBeLessThanOrEqual(end?.getTime() ?? 0)
  })

  it('is refused when it has ended: nothing is made', async () => {
    const { emulator, ...life } = await live()
    const { id } = await life[vendor].create({ name: 'Build', expiresAt: '1h' })
    const error = await later(2 * hour, async () => errorOf(life[vendor].rotate(id, { overlap: '0s' })))
    expect(error).toMatchObject({ code: 'conflict', operation: 'rotate', id, mayHaveActed: false })
    expect(error.message).toContain('expired')
    expect(emulator.keys(vendor)).toHaveLength(1)
  })
})

describe('a key that was revoked', () => {
  it.each(['clerk', 'factify'] as const)('is refused at %s: nothing is made', async (vendor) => {
    const { emulator, ...life } = await live()
    const { id } = await life[vendor].create({ name: 'Build' })
    await life[vendor].revoke(id)
    const error = await errorOf(life[vendor].rotate(id, { overlap: '0s' }))
    expect(error).toMatchObject({ code: 'conflict', operation: 'rotate', mayHaveActed: false })
    expect(emulator.keys(vendor)).toHaveLength(1)
  })

  it('is not found at Unkey, unless this client revoked it', async () => {
    const { unkey, emulator, urls } = await live()
    const { id } = await unkey.create({})
    await unkey.revoke(id)
    expect((await errorOf(unkey.rotate(id, { overlap: '0s' }))).code).toBe('conflict')
    const other = keyClients.unkey(emulator, { baseUrl: urls.unkey }) as typeof unkey
    expect((await errorOf(other.rotate(id, { overlap: '0s' }))).code).toBe('not_found')
    expect(emulator.keys('unkey')).toEqual([])
  })
})

describe("Unkey's reroll", () => {
  it.each(['1s', '90s', '59m', '24h'] as const)('never extends a key: %s', async (overlap) => {
    const { unkey, emulator } = await live()
    const { id } = await unkey.create({ expiresAt: '1h' })
    const end = held(emulator, 'unkey', id)?.expiresAt?.getTime() ?? 0
    const { previous } = await unkey.rotate(id, { overlap })
    const now = held(emulator, 'unkey', id)?.expiresAt
    expect(now?.getTime()).toBeLessThanOrEqual(end)
    expect(previous.validUntil).toEqual(now)
  })

  it('says of which prefix it kept only a part', async () => {
    const { unkey } = await live()
    const { id } = await unkey.create({ prefix: 'sk_live' })
    const rotated = await unkey.rotate(id, { overlap: '0s' })
    expect(rotated.prefix).toBe('sk_')
    expect(startsWith(rotated.secret, 'sk_')).toBe(true)
    expect(rotated.warnings).toMatchObject([{ code: 'changed', path: 'prefix' }])
  })

  it.each(['prod', undefined])('keeps a prefix without an underscore: %s', async (prefix) => {
    const { unkey } = await live()
    const { id } = await unkey.create({ prefix })
    const rotated = await unkey.rotate(id, { overlap: '0s' })
    expect(rotated.prefix).toBe(prefix === undefined ? null : 'prod_')
    expect(rotated.warnings).toEqual([])
  })

  it('copies credits, roles and rate limits', async () => {
    const { unkey } = await live({ unkey: { roles: { admin: ['delete'] } } })
    const ratelimits = [{ name: 'calls', limit: 1, duration: 1000, autoApply: true }]
    const { id } = await unkey.create({ vendor: { credits: { remaining: 7 }, roles: ['admin'], ratelimits } })
    const rotated = await unkey.rotate(id, { overlap: '1h' })
    const { vendor } = await unkey.get(rotated.id)
    expect(vendor).toMatchObject({ credits: { remaining: 7 }, roles: ['admin'], ratelimits })
  })

  it('keeps a disabled key disabled', async () => {
    const { unkey } = await live()
    const { id } = await unkey.create({ enabled: false })
    const { key, secret } = await unkey.rotate(id, { overlap: '1h' })
    expect(key.state).toBe('disabled')
    expect(await unkey.verify(secret)).toMatchObject({ valid: false, reason: 'disabled' })
  })

  it('takes an imported key, of which Unkey does not know how it starts', async () => {
    const { unkey } = await live()
    const [outcome] = await unkey.import([{ secret: 'theirs_1234567890', name: 'Theirs' }])
    const id = outcome?.status === 'imported' ? outcome.id : ''
    const { previous, ...rotated } = await unkey.rotate(id, { overlap: '0s' })
    expect(rotated).toMatchObject({ prefix: null, key: { name: 'Theirs' }, warnings: [] })
    expect(await unkey.verify('theirs_1234567890')).toMatchObject({ valid: false })
    expect(previous.id).toBe(id)
  })
})

describe("Clerk's rotation", () => {
  it('gives another name where the old one is taken, and says so', async () => {
    const { clerk } = await live()
    const { id } = await clerk.create({ name: 'Build' })
    const first = await clerk.rotate(id, { overlap: '1h' })
    expect(first.key.name).toMatch(/^Build \(rotated [^)]+\)$/)
    expect(first.warnings).toMatchObject([{ code: 'changed', path: 'name' }])
    const second = await clerk.rotate(first.id, { overlap: '1h' })
    expect(second.key.name).toMatch(/^Build \(rotated [^)]+\)$/)
    expect(second.key.name).not.toBe(first.key.name)
  })

  it('does not put off the end of a key that would end just after the overlap', async () => {
    const { clerk, emulator } = await live()
    const { id } = await clerk.create({ name: 'Build', expiresAt: '3601s' })
    const end = held(emulator, 'clerk', id)?.expiresAt
    const { previous } = await clerk.rotate(id, { overlap: '1h' })
    expect(held(emulator, 'clerk', id)?.expiresAt).toEqual(end)
    expect(previous.validUntil).toEqual(end)
  })

  it('takes the shortest overlap for a second', async () => {
    const { clerk, emulator } = await live()
    const { id } = await clerk.create({ name: 'Build' })
    const { previous } = await clerk.rotate(id, { overlap: '1ms' })
    expect(held(emulator, 'clerk', id)?.expiresAt).toEqual(previous.validUntil)
    expect(previous.validUntil?.getTime()).toBeLessThan(Date.now() + 2000)
  })

  it('keeps the type and who made it', async () => {
    const { clerk, emulator } = await live()
    const vendor = { type: 'build_key', created_by: emulator.credentials.clerk.subject }
    const { id } = await clerk.create({ name: 'Build', vendor })
    expect((await clerk.rotate(id, { overlap: '1h' })).key.vendor).toMatchObject(vendor)
  })

  it('refuses claims that it could not give to another key: nothing is made', async () => {
    const { clerk, emulator, urls } = await live()
    const { id } = await clerk.create({ name: 'Build' })
    const { secretKey } = emulator.credentials.clerk
    await fetch(`${urls.clerk}/api_keys/${id}`, {
      method: 'PATCH',
      headers: { authorization: `Bearer ${secretKey}`, 'content-type': 'application/json' },
      body: JSON.stringify({ claims: ['a', 'list'] }),
    })
    const error = await errorOf(clerk.rotate(id, { overlap: '0s' }))
    expect(error).toMatchObject({ code: 'unsupported', operation: 'rotate', id })
    expect(emulator.keys('clerk')).toHaveLength(1)
  })
})

it('a dead key of Flow, which nobody can tell from one that works, is rotated', async () => {
  const { flow, emulator } = await live()
  const { id } = await flow.create({ name: 'Build' })
  await flow.revoke(id)
  const { id: madeId } = await flow.rotate(id, { overlap: '0s' })
  expect(held(emulator, 'flow', madeId)).toMatchObject({ name: 'Build', state: 'active' })
})

it.each(['1h', '0s'] as const)('overlap %s: a revoked key of Flow stays dead', async (overlap) => {
  const { flow, emulator } = await live()
  const { id } = await flow.create({ name: 'Build' })
  await flow.revoke(id)
  await flow.rotate(id, { overlap })
  expect(held(emulator, 'flow', id)?.state).toBe('revoked')
})
