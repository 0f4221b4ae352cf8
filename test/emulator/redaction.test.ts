import { Console } from 'node:console'
import { PassThrough } from 'node:stream'
import { inspect } from 'node:util'

import { describe, expect, it } from 'vitest'

import { createEmulator, type Emulator, type Vendor } from '../../src/emulator/index.js'
import { authorization, bases } from './support/ask.js'
import { createAt, secretIn } from './support/create-everywhere.js'
import { hashOf } from './support/unkey.js'

const vendors: readonly Vendor[] = ['unkey', 'clerk', 'factify', 'flow']

/** An emulator that holds a key at each vendor, and all that must not be seen of it. */
async function setUp(): Promise<{ emulator: Emulator; hidden: readonly string[] }> {
  const emulator = createEmulator({ seed: 1 })
  const secrets: string[] = []
  for (const vendor of vendors) secrets.push(secretIn(vendor, await createAt(emulator, vendor)))
  const { unkey, clerk, factify, flow } = emulator.credentials
  return { emulator, hidden: [...secrets, unkey.rootKey, clerk.secretKey, factify.apiKey, flow.token] }
}

/** What console.log writes, without the console that a test runner puts in its place. */
function printed(value: unknown): string {
  const out = new PassThrough()
  new Console(out).log(value)
  return String(out.read())
}

// The assertions compare truth values: a failing one must not print what it looked for.
function shows(text: string, hidden: readonly string[]): boolean {
  return hidden.some((secret) => text.includes(secret))
}

const ways: readonly [string, (value: unknown) => string][] = [
  ['console.log', printed],
  [
    'inspect at any depth, hidden properties included',
    (value) => inspect(value, { depth: null, showHidden: true }),
  ],
  [
    'inspect without hooks',
    (value) => inspect(value, { depth: null, showHidden: true, customInspect: false }),
  ],
  ['JSON', (value) => JSON.stringify(value)],
  ['text', (value) => String(value)],
]

describe('the emulator keeps to itself', () => {
  it.each(ways)('what it knows, in %s', async (_, print) => {
    const { emulator, hidden } = await setUp()
    const parts = [
      emulator,
      emulator.requests,
      emulator.credentials,
      ...Object.values(emulator.credentials),
      ...vendors.map((vendor) => emulator.keys(vendor)),
      await emulator.fetch('https://api.clerk.com/v1/api_keys'),
    ]
    expect(parts.map((part) => shows(print(part), hidden))).toEqual(parts.map(() => false))
  })

  it('but hands its credentials to whoever spreads them', async () => {
    const { emulator } = await setUp()
    const { rootKey, apiId, migrationId } = { ...emulator.credentials.unkey }
    expect(rootKey.startsWith('unkey_')).toBe(true)
    expect(inspect(emulator.credentials.unkey)).toMatch(
      new RegExp(
        `^\\{\\s+rootKey: '\\[redacted\\]',\\s+apiId: '${apiId}',\\s+migrationId: '${migrationId}'\\s+\\}$`,
      ),
    )
  })

  it.each(vendors)('a secret or credential of %s in a path', async (vendor) => {
    const { emulator, hidden } = await setUp()
    const headers = authorization(emulator, vendor)
    for (const secret of hidden) {
      await emulator.fetch(`https://api.clerk.com/v1/api_keys/${secret}?secret=${secret}`, { headers })
      await emulator.fetch(`https://flow.example.com/${encodeURIComponent(secret)}/x`, { headers })
    }
    expect(shows(JSON.stringify(emulator.requests), hidden)).toBe(false)
    expect(emulator.requests.at(-1)?.path).toBe('/[redacted]/x')
  })

  it('the secrets that it is asked about, is given and gives again', async () => {
    const { emulator, hidden } = await setUp()
    const [unkeySecret = '', clerkSecret = ''] = hidden
    const { apiId } = emulator.credentials.unkey
    const ask = (vendor: Vendor, path: string, body?: object) =>
      emulator.fetch(bases[vendor] + path, {
        headers: authorization(emulator, vendor),
        ...(body !== undefined && { method: 'POST', body: JSON.stringify(body) }),
      })
    const [id = ''] = emulator.keys('clerk').map((key) => key.id)
    const [keyId = ''] = emulator.keys('unkey').map((key) => key.id)
    const keys = [{ hash: hashOf('imported'), name: 'Imported' }]
    await ask('unkey', '/v2/keys.verifyKey', { key: unkeySecret })
    await ask('unkey', '/v2/keys.whoami', { key: unkeySecret })
    await ask('unkey', '/v2/keys.getKey', { keyId, decrypt: true })
    await ask('unkey', '/v2/keys.migrateKeys', { migrationId: 'mig_1', apiId, keys })
    await ask('unkey', '/v2/keys.verifyKey', { key: 'imported' })
    await ask('unkey', '/v2/keys.deleteKey', { keyId })
    await ask('unkey', `/v2/${unkeySecret}`, { key: unkeySecret })
    await ask('clerk', '/api_keys/verify', { secret: clerkSecret })
    await ask('clerk', `/api_keys/${id}/secret`)
    expect(emulator.requests.slice(-9).map(({ status }) => status)).toEqual([
      200, 200, 200, 200, 200, 200, 404, 200, 200,
    ])
    const all = [...hidden, 'imported', hashOf('imported'), hashOf(unkeySecret)]
    const parts = [emulator, emulator.requests, ...vendors.map((vendor) => emulator.keys(vendor))]
    for (const [, print] of ways) {
      expect(parts.map((part) => shows(print(part), all))).toEqual(parts.map(() => false))
    }
    expect(emulator.requests.at(-1)?.path).toBe(`/v1/api_keys/${id}/secret`)
  })

  it('but shows the ids in a path', async () => {
    const emulator = createEmulator()
    const ids = { clerk: `ak_${'0a'.repeat(16)}`, factify: `key_${'01'.repeat(13)}` }
    await emulator.fetch(`https://api.clerk.com/v1/api_keys/${ids.clerk}/secret`)
    await emulator.fetch(`https://api.factify.com/v1beta/api-keys/${ids.factify}/revoke`)
    expect(emulator.requests.map(({ path }) => path)).toEqual([
      `/v1/api_keys/${ids.clerk}/secret`,
      `/v1beta/api-keys/${ids.factify}/revoke`,
    ])
  })
})
