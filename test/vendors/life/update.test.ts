import type { UpdateKeyInput } from 'keymux'
import type { Vendor } from 'keymux/emulator'
import type { ClerkUpdateInput } from 'keymux/clerk'
import type { FlowUpdateInput } from 'keymux/flow'
import type { UnkeyUpdateInput } from 'keymux/unkey'
import { describe, expect, it } from 'vitest'
import { errorOf } from '../support/outcome.js'
import { held, hour, inputs, live, since, unknownIds } from './support/life.js'

const changing = ['unkey', 'clerk', 'flow'] as const

/** A change that each takes. */
const changes: Readonly<Record<(typeof changing)[number], UpdateKeyInput & object>> = {
  unkey: { name: 'Staging' },
  clerk: { description: 'For staging.' },
  flow: { name: 'Staging' },
}

const someday = new Date('2031-02-03T04:05:06.789Z')

describe('update at Unkey', () => {
  it('changes all that it can', async () => {
    const { unkey, emulator } = await live({ unkey: { roles: { admin: [] } } })
    const { id } = await unkey.create({ ...inputs.unkey, vendor: { credits: { remaining: 5 } } })
    const changed = await unkey.update(id, {
      name: 'Staging',
      owner: 'user_2',
      metadata: { team: 'core' },
      scopes: ['documents.read'],
      expiresAt: someday,
      enabled: false,
      vendor: {
        roles: ['admin'],
        credits: { remaining: 100, refill: { interval: 'monthly', amount: 10, refillDay: 1 } },
        ratelimits: [{ name: 'calls', limit: 1, duration: 1000, autoApply: true }],
      },
    })
    const told = {
      name: 'Staging',
      owner: 'user_2',
      metadata: { team: 'core' },
      scopes: ['documents.read'],
      expiresAt: someday,
      state: 'disabled',
    }
    expect(changed).toMatchObject({ id, ...told, warnings: [], http: { status: 200 } })
    expect(changed.vendor).toMatchObject({
      roles: ['admin'],
      credits: { remaining: 100, refill: { interval: 'monthly', amount: 10, refillDay: 1 } },
      ratelimits: [{ name: 'calls', limit: 1, duration: 1000 }],
    })
    expect(changed.updatedAt).toBeInstanceOf(Date)
    expect(held(emulator, 'unkey', id)).toMatchObject(told)
  })

  it('takes away what is null, and leaves all else as it was', async () => {
    const { unkey, emulator } = await live()
    const { id } = await unkey.create({ ...inputs.unkey, vendor: { credits: { remaining: 5 } } })
    const before = held(emulator, 'unkey', id)
    const { name, ...unnamed } = await unkey.update(id, { name: null })
    expect(name).toBeUndefined()
    expect(unnamed).toMatchObject({ owner: 'user_1', metadata: inputs.unkey.metadata })
    expect((await unkey.update(id, { owner: null })).owner).toBeUndefined()
    expect((await unkey.update(id, { metadata: null })).metadata).toEqual({})
    expect((await unkey.update(id, { expiresAt: null })).expiresAt).toBeUndefined()
    expect((await unkey.update(id, { vendor: { credits: null } })).vendor.credits).toBeUndefined()
    const scopes = new Set((await unkey.update(id, { enabled: true })).scopes)
    expect(scopes).toEqual(new Set(inputs.unkey.scopes))
    expect((await unkey.update(id, { scopes: [] })).scopes).toBeUndefined()
    const nothing = { name: null, owner: null, metadata: null, expiresAt: null, scopes: [] }
    expect(held(emulator, 'unkey', id)).toMatchObject({ ...before, ...nothing, updatedAt: expect.any(Date) })
  })

  it('makes credits unlimited, which the next read shows by not showing them', async () => {
    const life = await live()
    const { id } = await life.unkey.create({ vendor: { credits: { remaining: 5 } } })
    const asked = since(life)
    const { vendor } = await life.unkey.update(id, { vendor: { credits: { remaining: null } } })
    expect(vendor.credits).toBeUndefined()
    expect(asked()).toEqual(['unkey update', 'unkey get'])
  })

  it('takes scopes away of a key that has others by its roles', async () => {
    const life = await live({ unkey: { roles: { admin: ['delete'] } } })
    const { id } = await life.unkey.create({ scopes: ['read'], vendor: { roles: ['admin'] } })
    const asked = since(life)
    expect((await life.unkey.update(id, { scopes: [] })).scopes).toEqual(['delete'])
    expect(asked()).toEqual(['unkey update', 'unkey get'])
  })

  it('disables a key and enables it again', async () => {
    const { unkey } = await live()
    const { id, secret } = await unkey.create({})
    expect((await unkey.update(id, { enabled: false })).state).toBe('disabled')
    expect(await unkey.verify(secret)).toMatchObject({ valid: false, reason: 'disabled' })
    expect((await unkey.update(id, { enabled: true })).state).toBe('active')
    expect((await unkey.verify(secret)).valid).toBe(true)
  })

  it.each<[string, object]>([
    ['enabled', { enabled: null }],
    ['scopes', { scopes: null }],
    ['scopes[0]', { scopes: ['ab'] }],
    ['scopes[0]', { scopes: ['a b c'] }],
    ['name', { name: '' }],
    ['owner', { owner: 'me@example.com' }],
    ['expiresAt', { expiresAt: new Date(0) }],
    ['expiresAt', { expiresAt: '0s' }],
    ['metadata', { metadata: [] }],
    ['vendor.ratelimits', { vendor: { ratelimits: null } }],
  ])('refuses a %s that Unkey would refuse or take for something else', async (path, patch) => {
    const life = await live()
    const { id } = await life.unkey.create({})
    const asked = since(life)
    const error = await errorOf(life.unkey.update(id, patch as UnkeyUpdateInput))
    expect(error).toMatchObject({ code: 'invalid_request', operation: 'update', issues: [{ path }] })
    expect(asked()).toEqual([])
  })
})

describe('update at Clerk', () => {
  it('changes all that it can', async () => {
    const { clerk, emulator } = await live()
    const { id } = await clerk.create({ name: 'Build' })
    const owner = `org_${'x'.repeat(27)}`
    const changed = await clerk.update(id, {
      owner,
      metadata: { team: 'core' },
      scopes: ['read'],
      description: 'For staging.',
      expiresAt: new Date(Date.now() + 10 * hour),
    })
    const told = { name: 'Build', owner, metadata: { team: 'core' }, scopes: ['read'], state: 'active' }
    expect(changed).toMatchObject({ id, ...told, description: 'For staging.', warnings: [] })
    expect(held(emulator, 'clerk', id)).toMatchObject({ ...told, expiresAt: changed.expiresAt })
  })

  it('takes away what is null, and leaves all else as it was', async () => {
    const { clerk, emulator } = await live()
    const { id, key } = await clerk.create(inputs.clerk)
    const undescribed = await clerk.update(id, { description: null })
    expect(undescribed.description).toBeUndefined()
    // Clerk counts an expiry from the call on: sent along unchanged, it would drift.
    expect(undescribed.expiresAt).toEqual(key.expiresAt)
    expect((await clerk.update(id, { metadata: null })).metadata).toEqual({})
    expect((await clerk.update(id, { expiresAt: null })).expiresAt).toBeUndefined()
    expect((await clerk.update(id, { scopes: [] })).scopes).toEqual([])
    expect(held(emulator, 'clerk', id)).toMatchObject({
      name: 'Build',
      description: null,
      metadata: null,
      expiresAt: null,
      scopes: [],
    })
  })

  it.each<[string, object]>([
    ['owner', { owner: null }],
    ['owner', { owner: 'user_1' }],
    ['scopes', { scopes: null }],
    ['description', { description: 'x'.repeat(256) }],
    ['expiresAt', { expiresAt: new Date(0) }],
  ])('refuses a %s that it cannot have', async (path, patch) => {
    const life = await live()
    const { id } = await life.clerk.create({ name: 'Build' })
    const asked = since(life)
    const error = await errorOf(life.clerk.update(id, patch as ClerkUpdateInput))
    expect(error).toMatchObject({ code: 'invalid_request', operation: 'update', issues: [{ path }] })
    expect(asked()).toEqual([])
  })
})

describe('update at Flow', () => {
  it('changes the name, and whether the key works', async () => {
    const { flow, emulator } = await live()
    const { id } = await flow.create({ name: 'Build' })
    const renamed = await flow.update(id, { name: 'Staging' })
    expect(renamed).toMatchObject({ id, name: 'Staging', state: 'active', warnings: [] })
    expect(renamed.owner).not.toBeUndefined()
    expect(renamed.updatedAt).toBeInstanceOf(Date)
    const stopped = await flow.update(id, { enabled: false })
    expect(stopped.name).toBe('Staging')
    expect(stopped.state).not.toBe('active')
    expect(held(emulator, 'flow', id)?.state).toBe('disabled')
    expect((await flow.update(id, { enabled: true })).state).toBe('active')
  })

  it.each<[string, object]>([
    ['name', { name: null }],
    ['enabled', { enabled: null }],
  ])('refuses null for %s, whose effect nobody knows', async (path, patch) => {
    const life = await live()
    const { id } = await life.flow.create({ name: 'Build' })
    const asked = since(life)
    const error = await errorOf(life.flow.update(id, patch as FlowUpdateInput))
    expect(error).toMatchObject({ code: 'invalid_request', operation: 'update', issues: [{ path }] })
    expect(asked()).toEqual([])
  })
})

describe.each(changing)('update at %s', (vendor) => {
  it('says not_found for an id that no key has', async () => {
    const { unkey, clerk, flow } = await live()
    const error = await errorOf(
      { unkey, clerk, flow }[vendor].update(unknownIds[vendor], changes[vendor] as object),
    )
    expect(error).toMatchObject({ code: 'not_found', vendor, operation: 'update' })
  })

  it('refuses a patch that changes nothing, what is no patch, and what is no id', async () => {
    const life = await live()
    const keys = life[vendor]
    const asked = since(life)
    const empty = [{}, { name: undefined }]
    for (const patch of empty) {
      const error = await errorOf(keys.update(unknownIds[vendor], patch))
      expect(error).toMatchObject({ code: 'invalid_request', issues: [{ path: 'patch' }] })
    }
    const none = await errorOf(keys.update(unknownIds[vendor], undefined as unknown as object))
    expect(none).toMatchObject({ code: 'invalid_request', operation: 'update', issues: [{ path: 'patch' }] })
    const noId = await errorOf(keys.update('..', changes[vendor] as object))
    expect(noId).toMatchObject({ code: 'invalid_request', issues: [{ path: 'id' }] })
    expect(asked()).toEqual([])
  })

  it.each(['prefix', 'nmae', 'constructor'])('refuses %s, which it cannot change', async (name) => {
    const life = await live()
    const asked = since(life)
    const patch = JSON.parse(JSON.stringify({ ...changes[vendor], [name]: 'x' })) as object
    const error = await errorOf(life[vendor].update(unknownIds[vendor], patch))
    expect(error).toMatchObject({ code: 'unsupported', operation: 'update', issues: [{ path: name }] })
    expect(asked()).toEqual([])
  })
})

it.each<[Vendor, readonly string[]]>([
  ['unkey', ['enabled', 'expiresAt', 'metadata', 'name', 'owner', 'scopes']],
  ['clerk', ['description', 'expiresAt', 'metadata', 'owner', 'scopes']],
  ['factify', []],
  ['flow', ['enabled', 'name']],
])('what %s can change is said by its capabilities', async (vendor, changeable) => {
  const { all } = await live()
  expect(all[vendor].capabilities.changes.toSorted()).toEqual(changeable)
})
