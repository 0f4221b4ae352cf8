import { describe, expect, it } from 'vitest'

import { contract, createUnkey, failure, type Unkey } from './support/unkey.js'

const slugs = (data: unknown): readonly string[] => (data as { slug: string }[]).map(({ slug }) => slug)
const names = (data: unknown): readonly string[] => (data as { name: string }[]).map(({ name }) => name)
const page = async (unkey: Unkey, what: string, body: object) => {
  const { body: answer } = await unkey.call(`permissions.list${what}`, body)
  return { data: answer['data'] as unknown as { id: string }[], pagination: answer['pagination'] }
}
const roles = { editor: ['documents.write'], viewer: ['documents.read'] }

describe(`permissions of a key at unkey, held against ${contract.source}`, () => {
  it('are added, set and removed, and made where they are missing', async () => {
    const unkey = createUnkey({ roles })
    const { id: keyId } = await unkey.make({ roles: ['viewer'], permissions: ['a.read'] })
    const change = async (verb: string, permissions: string[]) =>
      slugs(await unkey.data(`keys.${verb}Permissions`, { keyId, permissions }))
    expect(await change('add', ['b.read', 'a.read'])).toEqual(['a.read', 'b.read'])
    expect(await change('add', ['b.read'])).toEqual(['a.read', 'b.read'])
    expect(await change('remove', ['a.read', 'nothing', 'documents.read'])).toEqual(['b.read'])
    expect(await change('set', ['c.read', 'c.read', 'a:b'])).toEqual(['c.read', 'a:b'])
    expect(unkey.emulator.keys('unkey')).toMatchObject([{ scopes: ['c.read', 'a:b'] }])
    expect(await change('set', [])).toEqual([])
    expect((await unkey.data('keys.getKey', { keyId }))['permissions']).toEqual(['documents.read'])
    expect(unkey.emulator.requests.map(({ operation }) => operation)).toEqual(
      expect.arrayContaining(['keys.addPermissions', 'keys.setPermissions', 'keys.removePermissions']),
    )
  })

  it('are answered with what is known of them, and removed by id too', async () => {
    const unkey = createUnkey()
    const { id: keyId } = await unkey.make()
    await unkey.data('permissions.createPermission', { name: 'Read', slug: 'a.read', description: 'reads' })
    const held = await unkey.data('keys.addPermissions', { keyId, permissions: ['a.read', 'b.read'] })
    const id = expect.stringMatching(/^perm_\w+$/) as unknown
    expect(held).toEqual([
      { id, name: 'Read', slug: 'a.read', description: 'reads' },
      { id, name: 'b.read', slug: 'b.read' },
    ])
    const permissions = [String(held[0]?.['id'])]
    expect(slugs(await unkey.data('keys.removePermissions', { keyId, permissions }))).toEqual(['b.read'])
  })

  it.each([
    ['addPermissions', []],
    ['addPermissions', ['ab']],
    ['addPermissions', ['a b c']],
    ['removePermissions', []],
    ['setPermissions', ['ab']],
    ['addRoles', []],
    ['addRoles', ['1st']],
    ['addRoles', ['a:b']],
    ['removeRoles', []],
    ['setRoles', ['ab']],
  ])('refuse %s %j', async (operation, list) => {
    const unkey = createUnkey()
    const { id: keyId } = await unkey.make()
    const field = operation.endsWith('Roles') ? 'roles' : 'permissions'
    expect(failure(await unkey.call(`keys.${operation}`, { keyId, [field]: list }))).toBe(
      '400 unkey/application/invalid_input',
    )
  })
})

describe(`roles of a key at unkey, held against ${contract.source}`, () => {
  it('are added, set and removed, with their permissions', async () => {
    const unkey = createUnkey({ roles: { ...roles, 'a:b': [] } })
    const { id: keyId } = await unkey.make({ permissions: ['a.read'] })
    const change = (verb: string, list: string[]) => unkey.data(`keys.${verb}Roles`, { keyId, roles: list })
    expect(await change('add', ['editor'])).toEqual([
      {
        id: expect.stringMatching(/^role_\w+$/) as unknown,
        name: 'editor',
        permissions: [
          { id: expect.any(String) as unknown, name: 'documents.write', slug: 'documents.write' },
        ],
      },
    ])
    expect(names(await change('add', ['viewer', 'editor']))).toEqual(['editor', 'viewer'])
    expect(names(await change('remove', ['editor', 'a:b']))).toEqual(['viewer'])
    expect(names(await change('set', ['a:b', 'editor']))).toEqual(['a:b', 'editor'])
    const { permissions } = await unkey.data('keys.getKey', { keyId })
    expect((permissions as unknown as string[]).toSorted()).toEqual(['a.read', 'documents.write'])
    expect(await change('set', [])).toEqual([])
  })

  it.each(['add', 'set', 'remove'])('have to exist for %sRoles, or nothing changes', async (verb) => {
    const unkey = createUnkey({ roles })
    const { id: keyId } = await unkey.make({ roles: ['viewer'] })
    const list = ['editor', 'viewer', 'nobody']
    expect(failure(await unkey.call(`keys.${verb}Roles`, { keyId, roles: list }))).toBe(
      '404 unkey/data/role_not_found',
    )
    expect((await unkey.data('keys.getKey', { keyId }))['roles']).toEqual(['viewer'])
  })
})

describe(`permissions and roles of a workspace at unkey, held against ${contract.source}`, () => {
  const permission = { name: 'Read documents', slug: 'documents.read' }

  it('are made, read and deleted, by id and by name', async () => {
    const unkey = createUnkey()
    const { permissionId } = await unkey.data('permissions.createPermission', permission)
    const { roleId } = await unkey.data('permissions.createRole', { name: 'editor', description: 'edits' })
    const onePermission = { id: permissionId, ...permission }
    const oneRole = { id: roleId, name: 'editor', description: 'edits' }
    for (const id of [permissionId, 'documents.read']) {
      expect(await unkey.data('permissions.getPermission', { permission: id })).toEqual(onePermission)
    }
    for (const id of [roleId, 'editor']) {
      expect(await unkey.data('permissions.getRole', { role: id })).toEqual(oneRole)
    }
    expect(await unkey.data('permissions.deletePermission', { permission: 'documents.read' })).toEqual({})
    expect(await unkey.data('permissions.deleteRole', { role: String(roleId) })).toEqual({})
    const gone: readonly [string, object, string][] = [
      ['getPermission', { permission: permissionId }, 'permission'],
      ['deletePermission', { permission: permissionId }, 'permission'],
      ['getRole', { role: 'editor' }, 'role'],
      ['deleteRole', { role: 'editor' }, 'role'],
    ]
    for (const [operation, body, what] of gone) {
      expect(failure(await unkey.call(`permissions.${operation}`, body))).toBe(
        `404 unkey/data/${what}_not_found`,
      )
    }
    expect(unkey.emulator.requests.map(({ operation }) => operation)).toEqual(
      expect.arrayContaining(['permissions.createPermission', 'permissions.deleteRole']),
    )
  })

  it('are taken from keys and roles when they are deleted', async () => {
    const unkey = createUnkey({ roles: { viewer: ['documents.read', 'users.read'], editor: [] } })
    const { id: keyId } = await unkey.make({ permissions: ['documents.read'], roles: ['viewer', 'editor'] })
    await unkey.data('permissions.deletePermission', { permission: 'documents.read' })
    expect(await unkey.data('keys.getKey', { keyId })).toMatchObject({ permissions: ['users.read'] })
    expect(unkey.emulator.keys('unkey')).toMatchObject([{ scopes: [] }])
    await unkey.data('permissions.deleteRole', { role: 'viewer' })
    const key = await unkey.data('keys.getKey', { keyId })
    expect(key['roles']).toEqual(['editor'])
    expect(key).not.toHaveProperty('permissions')
  })

  it.each([
    ['createPermission', permission, 'permission'],
    ['createPermission', { ...permission, slug: 'other' }, 'permission'],
    ['createPermission', { ...permission, name: 'other' }, 'permission'],
    ['createRole', { name: 'editor' }, 'role'],
  ])('are there once: %s %j', async (operation, body, what) => {
    const unkey = createUnkey({ roles: { editor: [] } })
    await unkey.data('permissions.createPermission', permission)
    expect(failure(await unkey.call(`permissions.${operation}`, body))).toBe(
      `409 unkey/data/${what}_already_exists`,
    )
  })

  it.each(['Permissions', 'Roles'])('are listed by page in order of id: %s', async (what) => {
    const list = Array.from({ length: 5 }, (_, index) => `role${index}`)
    const unkey = createUnkey({ roles: Object.fromEntries(list.map((name) => [name, [`${name}.read`]])) })
    const all = (await page(unkey, what, {})).data.map(({ id }) => id)
    expect(all).toEqual(all.toSorted())
    const first = await page(unkey, what, { limit: 3 })
    expect(first).toMatchObject({ pagination: { cursor: all[3], hasMore: true } })
    const second = await page(unkey, what, { limit: 3, cursor: String(first.pagination?.['cursor']) })
    expect([...first.data, ...second.data].map(({ id }) => id)).toEqual(all)
    expect(second.pagination).toEqual({ hasMore: false })
    expect((await page(unkey, what, { search: 'ROLE3' })).data).toMatchObject([
      { name: expect.stringContaining('role3') },
    ])
    expect((await page(unkey, what, { search: 'nothing' })).data).toEqual([])
  })
})
