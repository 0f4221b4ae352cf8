import type { Capabilities, Operation } from 'keymux'
import type { Vendor } from 'keymux/emulator'
import { clerk } from 'keymux/clerk'
import { factify } from 'keymux/factify'
import { flow } from 'keymux/flow'
import { unkey } from 'keymux/unkey'
import { describe, expect, it } from 'vitest'
import { errorOf } from '../support/outcome.js'
import { live, since, vendors } from './support/life.js'

const operations: readonly Operation[] = [
  'create',
  'get',
  'list',
  'update',
  'revoke',
  'delete',
  'verify',
  'rotate',
  'recover',
  'import',
]

const native = Object.fromEntries(operations.map((operation) => [operation, 'native']))

/** By the capability matrix of the facts. */
const support: Readonly<Record<Vendor, Readonly<Record<string, string>>>> = {
  unkey: native,
  clerk: { ...native, rotate: 'emulated', import: 'none' },
  factify: {
    ...native,
    get: 'emulated',
    update: 'none',
    delete: 'none',
    verify: 'none',
    rotate: 'emulated',
    recover: 'none',
    import: 'none',
  },
  flow: {
    ...native,
    get: 'emulated',
    delete: 'none',
    verify: 'none',
    rotate: 'emulated',
    recover: 'none',
    import: 'none',
  },
}

/** A call of each operation with something that it would take. */
const calls: Readonly<Record<string, readonly unknown[]>> = {
  update: ['id', { name: 'Staging' }],
  delete: ['id'],
  verify: ['secret'],
  recover: ['id'],
  import: [[{ secret: 'secret' }]],
}

describe.each(vendors)('what %s can do', (vendor) => {
  const absent = operations.filter((operation) => support[vendor][operation] === 'none')

  it('is said by capabilities and can', async () => {
    const { all } = await live()
    const keys = all[vendor]
    const told = operations.map((operation) => [operation, keys.capabilities[operation]])
    expect(Object.fromEntries(told)).toEqual(support[vendor])
    const able = operations.filter((operation) => keys.can(operation))
    expect(able).toEqual(operations.filter((operation) => !absent.includes(operation)))
    expect(keys.can('teleport' as Operation)).toBe(false)
    expect(keys.can('constructor' as Operation)).toBe(false)
    expect(keys.can('fields' as Operation)).toBe(false)
  })

  it('cannot be changed by anybody', async () => {
    const { all } = await live()
    const { capabilities } = all[vendor]
    const parts: readonly object[] = [
      all[vendor],
      capabilities,
      capabilities.fields,
      capabilities.changes,
      capabilities.filters,
      capabilities.limits,
    ]
    expect(parts.map((part) => Object.isFrozen(part))).toEqual(parts.map(() => true))
    expect(JSON.parse(JSON.stringify(capabilities))).toEqual(capabilities)
  })

  it.each(absent)('does not include %s, which throws before any request', async (operation) => {
    const life = await live()
    const asked = since(life)
    const keys = life.all[vendor] as unknown as Record<string, (...args: unknown[]) => Promise<unknown>>
    const call = keys[operation]?.(...(calls[operation] ?? []))
    const error = await errorOf(call ?? Promise.resolve())
    expect(error).toMatchObject({ code: 'unsupported', vendor, operation, mayHaveActed: false })
    expect(error.message).toContain(`can('${operation}')`)
    expect(asked()).toEqual([])
  })
})

it('the fields and limits of each vendor are its documented ones', async () => {
  const { all } = await live()
  const year = 365 * 86_400_000
  const limits = vendors.map((vendor): [string, Capabilities['limits']] => [
    vendor,
    all[vendor].capabilities.limits,
  ])
  const none = Object.fromEntries(Object.keys(all.flow.capabilities.limits).map((name) => [name, null]))
  expect(Object.fromEntries(limits)).toEqual({
    unkey: {
      ...none,
      latestExpiry: Date.UTC(2100, 0),
      shortestName: 1,
      longestName: 255,
      longestOwner: 255,
      ownerPattern: '^[a-zA-Z0-9_.-]+$',
      longestScope: 100,
      mostScopes: 1000,
      mostProperties: 100,
      largestPage: 100,
      largestImport: 1000,
    },
    clerk: {
      ...none,
      expiryStepMs: 1000,
      shortestName: 3,
      namePattern: String.raw`^(\S(.*\S)?)?$`,
      ownerPattern: String.raw`^(user|org|mch|scim)_\w{27}$`,
      longestDescription: 255,
      largestPage: 100,
      requestsPerMinute: 6000,
    },
    factify: {
      ...none,
      longestExpiryMs: year,
      shortestName: 1,
      longestName: 63,
      largestPage: 100,
      requestsPerMinute: 1000,
      createsPerMinute: 100,
    },
    flow: none,
  })
  const names = vendors.map((vendor) => all[vendor].capabilities.fields.name)
  expect(names).toEqual(['optional', 'required', 'required', 'required'])
  const metadata = vendors.map((vendor) => all[vendor].capabilities.fields.metadata)
  expect(metadata).toEqual(['optional', 'optional', 'none', 'none'])
})

describe('an option that a factory does not have', () => {
  const factories: Readonly<Record<Vendor, (options: object) => unknown>> = {
    unkey: (options) => unkey({ rootKey: 'unkey_x', apiId: 'api_1', ...options }),
    clerk: (options) => clerk({ secretKey: 'sk_test_x', ...options }),
    factify: (options) => factify({ apiKey: 'ffy_test_x', organizationId: 'org_1', ...options }),
    flow: (options) => flow({ token: 'x', baseUrl: 'https://flow.example.com', ...options }),
  }

  it.each(vendors)('is refused by %s, by name', async (vendor) => {
    const error = await errorOf((async () => factories[vendor]({ baseURL: 'https://example.com' }))())
    expect(error).toMatchObject({ code: 'configuration', vendor })
    expect(error.message).toContain('`baseURL`')
    expect(error.message).toContain('`baseUrl`')
    expect(factories[vendor]({ baseURL: undefined })).toMatchObject({ vendor })
  })

  it.each<[Vendor, string]>([
    ['unkey', 'apiKey'],
    ['clerk', 'apiId'],
    ['factify', 'subject'],
    ['flow', 'rootKey'],
    ['flow', 'metadataSchema'],
  ])('%s does not know %s, which others have', async (vendor, option) => {
    const error = await errorOf((async () => factories[vendor]({ [option]: 'x' }))())
    expect(error).toMatchObject({ code: 'configuration', vendor })
  })
})
