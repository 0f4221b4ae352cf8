import { describe, expect, it } from 'vitest'

import { createEmulator, type Emulator, type Vendor } from '../../src/emulator/index.js'
import { authorization, bases } from './support/ask.js'
import { contractOf } from './support/contract.js'
import { createAt } from './support/create-everywhere.js'

const scalars = [undefined, null, true, 0, 1, -1, 1.5, 255]
const texts = ['', 'a', 'abc', 'a b', 'a.b-c', 'a@b', 'set'].concat(
  [64, 129, 300, 520].map((length) => 'x'.repeat(length)),
)
const structures = [[], [''], ['abc'], ['a@b'], [1], {}, { a: 1 }, { remaining: null }, { cost: 1 }]
const values: readonly unknown[] = [...scalars, ...texts, ...structures]

const keyId = '{id}'
const apiId = '{api}'
const imported = { hash: 'abc' }

/** Each body that is taken beside that of a create: a good one, and the fields to put wrong values into. */
const unkey: readonly [string, Readonly<Record<string, unknown>>, string][] = [
  ['keys.verifyKey', { key: 'abc' }, 'key tags permissions credits ratelimits migrationId'],
  ['keys.getKey', { keyId }, 'keyId decrypt'],
  ['keys.whoami', { key: 'abc' }, 'key'],
  ['apis.listKeys', { apiId }, 'apiId limit cursor externalId decrypt revalidateKeysCache'],
  [
    'keys.updateKey',
    { keyId },
    'keyId name externalId meta expires credits ratelimits enabled roles permissions',
  ],
  ['keys.updateCredits', { keyId, operation: 'set', value: 1 }, 'keyId operation value'],
  ['keys.rerollKey', { keyId, expiration: 0 }, 'keyId expiration'],
  ['keys.deleteKey', { keyId: 'key_nobody' }, 'keyId permanent'],
  ['keys.migrateKeys', { migrationId: 'mig_1', apiId, keys: [imported] }, 'migrationId apiId keys'],
  ['keys.addPermissions', { keyId, permissions: ['abc'] }, 'keyId permissions'],
  ['keys.setPermissions', { keyId, permissions: [] }, 'keyId permissions'],
  ['keys.removePermissions', { keyId, permissions: ['abc'] }, 'keyId permissions'],
  ['keys.addRoles', { keyId, roles: ['abc'] }, 'keyId roles'],
  ['keys.setRoles', { keyId, roles: [] }, 'keyId roles'],
  ['keys.removeRoles', { keyId, roles: ['abc'] }, 'keyId roles'],
  ['apis.createApi', { name: 'abc' }, 'name'],
  ['apis.getApi', { apiId }, 'apiId'],
  ['apis.deleteApi', { apiId: 'api_nobody' }, 'apiId'],
  ['permissions.createPermission', { name: 'abc', slug: 'abc' }, 'name slug description'],
  ['permissions.getPermission', { permission: 'abc' }, 'permission'],
  ['permissions.listPermissions', {}, 'cursor limit search'],
  ['permissions.deletePermission', { permission: 'abc' }, 'permission'],
  ['permissions.createRole', { name: 'abc' }, 'name description'],
  ['permissions.getRole', { role: 'abc' }, 'role'],
  ['permissions.listRoles', {}, 'cursor limit search'],
  ['permissions.deleteRole', { role: 'abc' }, 'role'],
]

interface Case {
  readonly vendor: Vendor
  readonly method: string
  readonly path: string
  readonly good: Readonly<Record<string, unknown>>
  readonly fields: string
}

const cases: readonly Case[] = [
  ...unkey.map(([operation, good, fields]): Case => ({
    vendor: 'unkey',
    method: 'POST',
    path: `/v2/${operation}`,
    good,
    fields,
  })),
  {
    vendor: 'clerk',
    method: 'PATCH',
    path: '/api_keys/{id}',
    good: {},
    fields: 'claims scopes description subject seconds_until_expiration',
  },
  { vendor: 'clerk', method: 'POST', path: '/api_keys/{id}/revoke', good: {}, fields: 'revocation_reason' },
  { vendor: 'clerk', method: 'POST', path: '/api_keys/verify', good: { secret: 'abc' }, fields: 'secret' },
  {
    vendor: 'factify',
    method: 'POST',
    path: '/v1beta/api-keys/{id}/revoke',
    good: {},
    fields: 'reason api_key_id',
  },
  {
    vendor: 'factify',
    method: 'PUT',
    path: '/v1beta/quota/keys/{id}',
    good: { limit: 1 },
    fields: 'limit organization_id',
  },
  { vendor: 'flow', method: 'PUT', path: '/api-keys/{id}', good: {}, fields: 'key_name is_active' },
]

/** Whether a body was refused for its form; Unkey's handlers answer 400 as well, and list no errors then. */
async function isRefused(vendor: Vendor, response: Response): Promise<boolean> {
  const text = await response.text()
  if (vendor === 'unkey') return response.status === 400 && !text.includes('"errors":[]')
  return response.status === (vendor === 'flow' ? 422 : 400)
}

async function setUp(vendor: Vendor) {
  const emulator: Emulator = createEmulator({ seed: 1 })
  await createAt(emulator, vendor)
  const [id = ''] = emulator.keys(vendor).map((key) => key.id)
  const fill = (text: string): string =>
    text.replaceAll('{id}', id).replaceAll('{api}', emulator.credentials.unkey.apiId)
  return { emulator, fill }
}

describe.each<Vendor>(['unkey', 'clerk', 'factify', 'flow'])('%s', (vendor) => {
  const contract = contractOf(vendor)
  const own = cases.filter((one) => one.vendor === vendor)

  it.each(own.map((one) => [one.method, one.path, one] as const))(
    `refuses in %s %s exactly what ${contract.source} refuses`,
    async (method, path, { good, fields }) => {
      const { emulator, fill } = await setUp(vendor)
      const template = contract.templateOf(method, fill(path))
      const [verdicts, expected]: [unknown[], unknown[]] = [[], []]
      for (const field of [...fields.split(' '), 'unknown']) {
        for (const value of values) {
          const sent = fill(JSON.stringify({ ...good, [field]: value }))
          const response = await emulator.fetch(bases[vendor] + fill(path), {
            method,
            headers: authorization(emulator, vendor),
            body: sent,
          })
          verdicts.push([field, value, await isRefused(vendor, response)])
          const faults = contract.requestFaults(method, template ?? '', JSON.parse(sent))
          expected.push([field, value, faults.length > 0])
        }
      }
      expect(verdicts).toEqual(expected)
    },
  )
})
