import { Secret, type ImportOutcome } from 'keymux'
import { unkey as unkeyWith, type UnkeyImportInput } from 'keymux/unkey'
import { describe, expect, it, vi } from 'vitest'
import { errorOf } from '../support/outcome.js'
import { held, hour, live, since } from './support/life.js'

const theirs = 'theirs_1234567890abcdef'

function idOf(outcome: ImportOutcome | undefined): string {
  return outcome?.status === 'imported' ? outcome.id : ''
}

describe('import at Unkey', () => {
  it('lets the holder of a secret go on using it', async () => {
    const { unkey, emulator } = await live()
    const expiresAt = new Date(Date.now() + hour)
    const told = { name: 'Theirs', owner: 'auth0|1', metadata: { plan: 'pro' }, scopes: ['read'], expiresAt }
    const secret = new Secret('another_one')
    const outcomes = await unkey.import([
      { ...told, secret: theirs },
      { secret },
      { hash: await new Secret('a_third_one').sha256('base64') },
    ])
    expect(outcomes.map(({ status }) => status)).toEqual(['imported', 'imported', 'imported'])
    expect(held(emulator, 'unkey', idOf(outcomes[0]))).toMatchObject({ ...told, state: 'active' })
    const verdicts = [theirs, secret, 'a_third_one'].map(async (each) => unkey.verify(each))
    expect((await Promise.all(verdicts)).map((verdict) => verdict.key?.id)).toEqual(outcomes.map(idOf))
    expect(outcomes[0]).toMatchObject({
      hash: await new Secret(theirs).sha256('base64'),
      http: { status: 200 },
    })
  })

  it('sends hashes and no secret', async () => {
    const { emulator, urls } = await live()
    const bodies: unknown[] = []
    const fetch: typeof globalThis.fetch = async (url, init) => {
      bodies.push(init?.body)
      return globalThis.fetch(url, init)
    }
    const keys = unkeyWith({ ...emulator.credentials.unkey, baseUrl: urls.unkey, fetch })
    await keys.import([{ secret: theirs }])
    expect(bodies).toHaveLength(1)
    expect(String(bodies[0]).includes(theirs)).toBe(false)
  })

  it('sends no more at once than Unkey takes', async () => {
    const { unkey, emulator } = await live()
    const metadata = { text: 'x'.repeat(65_000) }
    const keys = Array.from({ length: 170 }, (_, index) => ({ secret: `secret_${index}`, metadata }))
    const outcomes = await unkey.import(keys)
    expect(new Set(outcomes.map(({ status }) => status))).toEqual(new Set(['imported']))
    expect(emulator.keys('unkey')).toHaveLength(keys.length)
    expect(emulator.requests.map(({ status }) => status)).toEqual([200, 200, 200, 200])
  })

  it('gives one outcome per key, in their order: of the same secret, the first is imported', async () => {
    const { unkey, emulator } = await live()
    const keys = ['one', 'two', 'one', 'three', 'two'].map((secret) => ({ secret }))
    const outcomes = await unkey.import(keys)
    const expected = ['imported', 'imported', 'exists', 'imported', 'exists']
    expect(outcomes.map(({ status }) => status)).toEqual(expected)
    expect(outcomes[2]).toMatchObject({ hash: outcomes[0]?.hash, http: null })
    expect(emulator.keys('unkey')).toHaveLength(3)
  })

  it('tells which keys were there before', async () => {
    const { unkey } = await live()
    const { secret } = await unkey.create({})
    await unkey.import([{ secret: 'one' }])
    const outcomes = await unkey.import([{ secret: 'one' }, { secret }, { secret: 'new' }])
    expect(outcomes.map(({ status }) => status)).toEqual(['exists', 'exists', 'imported'])
    expect(outcomes[0]?.status === 'exists' && outcomes[0].http).toMatchObject({ status: 200 })
  })

  it('imports 1,200 keys in batches, all of them', async () => {
    const life = await live()
    const asked = since(life)
    const keys = Array.from({ length: 1200 }, (_, index) => ({ secret: `key_${index}`, name: `${index}` }))
    const outcomes = await life.unkey.import(keys)
    expect(outcomes.filter(({ status }) => status !== 'imported')).toEqual([])
    expect(outcomes).toHaveLength(1200)
    expect(held(life.emulator, 'unkey', idOf(outcomes[1100]))?.name).toBe('1100')
    expect(asked()).toEqual(['unkey import', 'unkey import', 'unkey import'])
    expect((await life.unkey.verify('key_1199')).valid).toBe(true)
  })

  it('of none asks for nothing', async () => {
    const life = await live()
    const asked = since(life)
    expect(await life.unkey.import([])).toEqual([])
    expect(asked()).toEqual([])
  })

  it('keeps what only Unkey has', async () => {
    const { unkey } = await live()
    const ratelimits = [{ name: 'calls', limit: 1, duration: 1000, autoApply: true }]
    const vendor = { roles: ['admin'], credits: { remaining: 0 }, ratelimits }
    const [outcome] = await unkey.import([{ secret: theirs, enabled: false, vendor }])
    const read = await unkey.get(idOf(outcome))
    expect(read).toMatchObject({ state: 'disabled', vendor: { roles: ['admin'], credits: { remaining: 0 } } })
    expect(read.vendor.ratelimits).toMatchObject(ratelimits)
    expect(read.warnings).toEqual([])
  })
})

describe('an import that is refused before any request', () => {
  it.each<[string, string, unknown]>([
    ['neither secret nor hash', 'keys[0]', {}],
    ['both', 'keys[0]', { secret: 'x', hash: `${'A'.repeat(43)}=` }],
    ['a hash in hex, which would never verify', 'keys[0].hash', { hash: 'a'.repeat(64) }],
    ['a hash in base64url', 'keys[0].hash', { hash: `${'-'.repeat(43)}=` }],
    ['a hash without padding', 'keys[0].hash', { hash: 'A'.repeat(43) }],
    ['an empty secret', 'keys[0].secret', { secret: '' }],
    ['a number as secret', 'keys[0].secret', { secret: 1 }],
    ['a name that is too long', 'keys[0].name', { secret: 'x', name: 'x'.repeat(256) }],
    ['an end in the past', 'keys[0].expiresAt', { secret: 'x', expiresAt: new Date(0) }],
    [
      'unlimited credits, which would cost the whole batch',
      'keys[0].vendor.credits.remaining',
      { secret: 'x', vendor: { credits: { remaining: null } } },
    ],
    ['nothing at all', 'keys[0]', null],
  ])('%s', async (_, path, key) => {
    const life = await live()
    const asked = since(life)
    const error = await errorOf(life.unkey.import([key as UnkeyImportInput, { secret: 'fine' }]))
    expect(error).toMatchObject({ code: 'invalid_request', operation: 'import', issues: [{ path }] })
    expect(asked()).toEqual([])
  })

  it('a hash in another form, and says how to make one', async () => {
    const { unkey } = await live()
    const { message } = await errorOf(unkey.import([{ hash: await new Secret(theirs).sha256('hex') }]))
    expect(message).toContain("in base64, as `secret.sha256('base64')` gives")
    const wrong = [{ secret: 'x', scope: [] } as UnkeyImportInput]
    expect((await errorOf(unkey.import(wrong))).message).toContain(
      'it takes `keys[0].secret`, `keys[0].hash`',
    )
  })

  it('what is no list', async () => {
    const { unkey } = await live()
    const error = await errorOf(unkey.import({} as []))
    expect(error).toMatchObject({ code: 'invalid_request', issues: [{ path: 'keys' }] })
  })

  it('a field that Unkey does not have', async () => {
    const { unkey, emulator } = await live()
    const error = await errorOf(unkey.import([{ secret: 'x', prefix: 'sk' } as UnkeyImportInput]))
    expect(error).toMatchObject({ code: 'unsupported', issues: [{ path: 'keys[0].prefix' }] })
    expect(emulator.requests).toEqual([])
  })

  it('one without migrationId: the error says how to come by it', async () => {
    const { emulator, urls } = await live()
    const { migrationId, ...credentials } = emulator.credentials.unkey
    const keys = unkeyWith({ ...credentials, baseUrl: urls.unkey })
    const error = await errorOf(keys.import([{ secret: theirs }]))
    expect(error).toMatchObject({ code: 'invalid_request', issues: [{ path: 'migrationId' }] })
    expect(error.message).toContain('UNKEY_MIGRATION_ID')
    expect(error.message).toContain('support')
    expect(emulator.requests).toEqual([])
    vi.stubEnv('UNKEY_MIGRATION_ID', migrationId)
    const [outcome] = await unkeyWith({ ...credentials, baseUrl: urls.unkey }).import([{ secret: theirs }])
    vi.unstubAllEnvs()
    expect(outcome?.status).toBe('imported')
  })
})

describe('an import that Unkey refuses', () => {
  it('is an error where nothing at all was done', async () => {
    const { emulator, urls } = await live()
    const { credentials } = emulator
    const keys = unkeyWith({ ...credentials.unkey, migrationId: 'nobodys', baseUrl: urls.unkey })
    const error = await errorOf(keys.import([{ secret: theirs }]))
    expect(error).toMatchObject({ code: 'not_found', operation: 'import', mayHaveActed: false })
    expect(emulator.keys('unkey')).toEqual([])
  })
})
