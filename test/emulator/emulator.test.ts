import { describe, expect, it } from 'vitest'

import { KeymuxError } from '../../src/core/index.js'
import { createEmulator, type Emulator, type EmulatorOptions, type Vendor } from '../../src/emulator/index.js'
import { authorization, bases, createPaths } from './support/ask.js'
import { createAt } from './support/create-everywhere.js'

const vendors: readonly Vendor[] = ['unkey', 'clerk', 'factify', 'flow']
const now = (): Date => new Date('2026-05-01T12:00:00.000Z')
const later = (): Date => new Date('2030-01-01T00:00:00.000Z')

async function everythingOf(emulator: Emulator): Promise<string[]> {
  const { unkey, clerk, factify, flow } = emulator.credentials
  const answers: string[] = []
  for (const vendor of vendors) answers.push(await createAt(emulator, vendor))
  return [{ ...unkey }, { ...clerk }, { ...factify }, { ...flow }]
    .flatMap((part) => Object.values(part))
    .concat(answers)
}

describe('createEmulator', () => {
  it('gives the same credentials, ids and secrets for the same seed', async () => {
    const [first, second] = [createEmulator({ seed: 1, now }), createEmulator({ seed: 1, now })]
    expect((await everythingOf(first)).join() === (await everythingOf(second)).join()).toBe(true)
  })

  it('gives others for another seed, and for none', async () => {
    const lists = await Promise.all(
      [{ seed: 1, now }, { seed: 2, now }, { now }, { now }].map((options) =>
        everythingOf(createEmulator(options)),
      ),
    )
    const all = lists.flat()
    expect(new Set(all).size === all.length).toBe(true)
  })

  it('gives ids and secrets that do not hang on the clock', async () => {
    for (const vendor of vendors) {
      const [first, second] = [createEmulator({ seed: 1, now }), createEmulator({ seed: 1, now: later })]
      await createAt(first, vendor)
      await createAt(second, vendor)
      expect(first.keys(vendor)[0]?.id).toBe(second.keys(vendor)[0]?.id)
    }
  })

  it('gives a vendor the same ids whatever the others were asked', async () => {
    const [alone, among] = [createEmulator({ seed: 1, now }), createEmulator({ seed: 1, now })]
    await createAt(alone, 'clerk')
    for (const vendor of vendors) await createAt(among, vendor)
    expect(alone.keys('clerk')).toEqual(among.keys('clerk'))
  })

  it('makes credentials in the vendors’ own formats', () => {
    const { unkey, clerk, factify, flow } = createEmulator().credentials
    expect(/^unkey_[1-9A-HJ-NP-Za-km-z]{30,34}$/.test(unkey.rootKey)).toBe(true)
    expect(unkey.apiId).toMatch(/^api_[0-9A-Za-z]{9}$/)
    expect(/^sk_test_[0-9A-Za-z]{42}$/.test(clerk.secretKey)).toBe(true)
    expect(clerk.subject).toMatch(/^user_[0-9A-Za-z]{27}$/)
    expect(/^ffy_test_[0-9a-hjkmnp-tv-z]{26}[0-9A-Za-z]{43}$/.test(factify.apiKey)).toBe(true)
    expect(factify.organizationId).toMatch(/^org_[0-9a-hjkmnp-tv-z]{26}$/)
    expect(/^[\w-]+\.[\w-]+\.[\w-]+$/.test(flow.token)).toBe(true)
  })

  it.each([
    ['https://api.unkey.com/', 'unkey'],
    ['https://api.clerk.com/', 'clerk'],
    ['https://api.factify.com/', 'factify'],
    ['http://localhost:8000/', 'flow'],
    ['https://flow.example.com/', 'flow'],
  ])('answers %s as %s', async (url, vendor) => {
    const emulator = createEmulator()
    await emulator.fetch(url)
    expect(emulator.requests).toMatchObject([{ vendor }])
  })

  it('is a fetch function: bound to nothing, and stopped by a signal', async () => {
    const { fetch, requests } = createEmulator()
    await expect(fetch('https://api.clerk.com/', { signal: AbortSignal.abort() })).rejects.toThrow('aborted')
    expect(requests).toEqual([])
  })

  it.each(vendors)('gives no body for a HEAD at %s', async (vendor) => {
    const emulator = createEmulator({ seed: 1 })
    const headers = authorization(emulator, vendor)
    const url = `${bases[vendor]}${createPaths[vendor]}`
    const [head, post] = [
      await emulator.fetch(url, { method: 'HEAD', headers }),
      await emulator.fetch(url, { method: 'PATCH', headers }),
    ]
    expect([head.body, head.status]).toEqual([null, post.status])
    expect(head.headers.get('content-type')).toBe(post.headers.get('content-type'))
  })

  it('logs what was asked and what came of it', async () => {
    const emulator = createEmulator({ now })
    await createAt(emulator, 'unkey')
    await emulator.fetch('https://api.clerk.com/v1/users?limit=1', {
      headers: authorization(emulator, 'clerk'),
    })
    expect(emulator.requests).toEqual([
      {
        vendor: 'unkey',
        operation: 'create',
        method: 'POST',
        path: '/v2/keys.createKey',
        status: 200,
        fault: null,
        done: true,
      },
      {
        vendor: 'clerk',
        operation: null,
        method: 'GET',
        path: '/v1/users',
        status: 404,
        fault: null,
        done: false,
      },
    ])
  })

  it('does not let a test change its log', async () => {
    const emulator = createEmulator()
    const { requests } = emulator
    await createAt(emulator, 'flow')
    expect(requests).toEqual([])
    expect(Object.isFrozen(emulator.requests[0])).toBe(true)
  })

  it.each([
    ['a seed that is no whole number', { seed: 1.5 }, 'seed'],
    ['a clock that is no function', { now: new Date() }, 'now'],
    ['an unknown spelling', { flow: { casing: 'kebab' } }, 'flow.casing'],
    ['a header that is none', { flow: { authHeader: 'x y' } }, 'flow.authHeader'],
    ['an unknown option', { sede: 1 }, 'sede'],
    ['an unknown option of Flow', { flow: { case: 'snake' } }, 'flow.case'],
    ['a list that is neither with nor without', { flow: { listsInactive: 'yes' } }, 'flow.listsInactive'],
    ['an unknown option of Clerk', { clerk: { dead: 'flags' } }, 'clerk.dead'],
    ['an unknown answer', { clerk: { deadKeys: 'gone' } }, 'clerk.deadKeys'],
    ['a secret that is half readable', { clerk: { readableSecrets: 1 } }, 'clerk.readableSecrets'],
    ['an unknown option of Factify', { factify: { token: 'a' } }, 'factify.token'],
    ['an empty token', { factify: { userToken: '' } }, 'factify.userToken'],
    ['a quota of nothing', { factify: { monthlyQuota: 0 } }, 'factify.monthlyQuota'],
    ['an unknown option of Unkey', { unkey: { lag: 1 } }, 'unkey.lag'],
    ['a lag into the future', { unkey: { replicaLagMs: -1 } }, 'unkey.replicaLagMs'],
    ['a limit of nothing', { unkey: { rateLimit: { limit: 0 } } }, 'unkey.rateLimit.limit'],
    ['a limit of half a request', { clerk: { rateLimit: { limit: 0.5 } } }, 'clerk.rateLimit.limit'],
    ['a limit below nothing', { factify: { rateLimit: { limit: -1 } } }, 'factify.rateLimit.limit'],
    ['permissions that are no list', { unkey: { rootKeyPermissions: 'all' } }, 'unkey.rootKeyPermissions'],
    ['a prefix with a hyphen', { unkey: { secrets: { prefix: 'a-b' } } }, 'unkey.secrets.prefix'],
    ['a long prefix', { unkey: { secrets: { prefix: 'a'.repeat(17) } } }, 'unkey.secrets.prefix'],
    ['a secret that can be guessed', { unkey: { secrets: { byteLength: 15 } } }, 'unkey.secrets.byteLength'],
    ['a secret that is too long', { unkey: { secrets: { byteLength: 256 } } }, 'unkey.secrets.byteLength'],
    ['an unknown part of secrets', { unkey: { secrets: { length: 16 } } }, 'unkey.secrets.length'],
    ['roles of no permissions', { unkey: { roles: { admin: 'all' } } }, 'unkey.roles'],
    ['an unknown hash', { unkey: { migrations: { mig_1: 'md5' } } }, 'unkey.migrations'],
    ['a ban that is no function', { unkey: { forbids: true } }, 'unkey.forbids'],
    ['protection that is no word', { unkey: { deleteProtection: 1 } }, 'unkey.deleteProtection'],
  ])('refuses %s', (_, options, name) => {
    const create = (): unknown => createEmulator(options as EmulatorOptions)
    expect(create).toThrow(KeymuxError)
    expect(create).toThrow(
      expect.objectContaining({ code: 'configuration', message: expect.stringContaining(name) }),
    )
  })

  it('refuses to list the keys of a vendor that it does not know', () => {
    const emulator = createEmulator()
    expect(() => emulator.keys('acme' as Vendor)).toThrow(expect.objectContaining({ code: 'configuration' }))
  })
})
