import { describe, expect, it } from 'vitest'
import type { UnkeyRecord } from '../../src/generated/unkey/adapter.js'
import { showsChange } from '../../src/providers/unkey/shows-change.js'

const key: UnkeyRecord = { keyId: 'key_1', start: 'abcd', enabled: true, createdAt: 1 }
const limit = { name: 'requests', limit: 10, duration: 1000, autoApply: true }

// A replica that is behind must not pass for the vendor's word that a scope was taken away.
describe('a record of Unkey', () => {
  it.each<[string, Partial<UnkeyRecord>, object]>([
    ['a flag', { enabled: false }, { enabled: false }],
    ['a name that was taken away', {}, { name: null }],
    ['fewer scopes', { permissions: ['read'] }, { permissions: ['read'] }],
    ['scopes in another order', { permissions: ['b', 'a'] }, { permissions: ['a', 'b'] }],
    ['no scopes', {}, { permissions: [] }],
    ['scopes beside those of roles', { roles: ['ops'], permissions: ['a', 'b'] }, { permissions: ['a'] }],
    ['an owner', { identity: { id: 'id_1', externalId: 'user_2' } }, { externalId: 'user_2' }],
    ['no owner', {}, { externalId: null }],
    [
      'metadata in another order',
      { meta: { b: [{ d: 1, c: 2 }], a: 1 } },
      { meta: { a: 1, b: [{ c: 2, d: 1 }] } },
    ],
    ['no metadata', {}, { meta: null }],
    ['unlimited credits', {}, { credits: { remaining: null } }],
    ['a limit with its id', { ratelimits: [{ id: 'rl_1', ...limit }] }, { ratelimits: [limit] }],
  ])('shows %s', (_, seen, asked) => {
    expect(showsChange({ ...key, ...seen }, JSON.stringify({ keyId: 'key_1', ...asked }))).toBe(true)
  })

  it.each<[string, Partial<UnkeyRecord>, object]>([
    ['a flag', {}, { enabled: false }],
    ['a name that was taken away', { name: 'CI' }, { name: null }],
    ['fewer scopes', { permissions: ['read', 'write'] }, { permissions: ['read'] }],
    ['more scopes', { permissions: ['read'] }, { permissions: ['read', 'write'] }],
    ['no scopes', { permissions: ['read'] }, { permissions: [] }],
    ['scopes beside those of roles', { roles: ['ops'], permissions: ['b'] }, { permissions: ['a'] }],
    ['an owner', { identity: { id: 'id_1', externalId: 'user_1' } }, { externalId: 'user_2' }],
    ['no owner', { identity: { id: 'id_1', externalId: 'user_1' } }, { externalId: null }],
    ['less metadata', { meta: { a: 1, b: 2 } }, { meta: { a: 1 } }],
    ['a list in another order', { meta: { a: [1, 2] } }, { meta: { a: [2, 1] } }],
    ['no metadata', { meta: { a: 1 } }, { meta: null }],
    ['unlimited credits', { credits: { remaining: 5 } }, { credits: { remaining: null } }],
    ['fewer limits', { ratelimits: [{ id: 'rl_1', ...limit }] }, { ratelimits: [] }],
    ['a lower limit', { ratelimits: [{ id: 'rl_1', ...limit }] }, { ratelimits: [{ ...limit, limit: 5 }] }],
  ])('does not show %s yet', (_, seen, asked) => {
    expect(showsChange({ ...key, ...seen }, JSON.stringify({ keyId: 'key_1', ...asked }))).toBe(false)
  })
})
