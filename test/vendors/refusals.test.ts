import { clerk } from 'keymux/clerk'
import { createEmulator } from 'keymux/emulator'
import { factify } from 'keymux/factify'
import { flow } from 'keymux/flow'
import { unkey } from 'keymux/unkey'
import { afterEach, describe, expect, it } from 'vitest'
import { errorOf } from './support/outcome.js'

let close = async (): Promise<void> => {}

async function start() {
  const emulator = createEmulator({ seed: 1 })
  const server = await emulator.listen()
  close = () => server.close()
  return { emulator, urls: server.urls }
}

afterEach(() => close())

describe('Unkey', () => {
  it('says not_found for an API that it does not have, and what may be behind it', async () => {
    const { emulator, urls } = await start()
    const { rootKey } = emulator.credentials.unkey
    const error = await errorOf(unkey({ rootKey, apiId: 'api_elsewhere', baseUrl: urls.unkey }).create({}))
    expect(error).toMatchObject({ code: 'not_found', status: 404, vendorCode: 'unkey/data/api_not_found' })
    expect(error.requestId).toMatch(/^req_\w+$/)
    expect(error.message).toContain('`create_key`')
    expect(error.mayHaveActed).toBe(false)
  })

  it('says invalid_request for what only Unkey can tell, with its own words', async () => {
    const { emulator, urls } = await start()
    const keys = unkey({ ...emulator.credentials.unkey, baseUrl: urls.unkey })
    const vendor = { credits: { remaining: 1, refill: { interval: 'monthly' as const, amount: 1 } } }
    const error = await errorOf(keys.create({ vendor }))
    expect(error).toMatchObject({ code: 'invalid_request', status: 400, mayHaveActed: false })
    expect(error.message).toContain('refillDay')
  })
})

describe('Clerk', () => {
  it('says conflict for a name that is taken, and what to do', async () => {
    const { emulator, urls } = await start()
    const keys = clerk({ ...emulator.credentials.clerk, baseUrl: urls.clerk })
    await keys.create({ name: 'Build' })
    const error = await errorOf(keys.create({ name: 'Build' }))
    expect(error).toMatchObject({ code: 'conflict', status: 409, vendorCode: 'token_creation_conflict' })
    expect(error.message).toContain('choose another name')
    expect(emulator.keys('clerk')).toHaveLength(1)
  })

  it('makes keys for its subject unless a call names another owner', async () => {
    const { emulator, urls } = await start()
    const { subject } = emulator.credentials.clerk
    const keys = clerk({ ...emulator.credentials.clerk, baseUrl: urls.clerk })
    const other = `org_${'a'.repeat(27)}`
    const owners = [await keys.create({ name: 'one' }), await keys.create({ name: 'two', owner: other })]
    expect(owners.map(({ key }) => key.owner)).toEqual([subject, other])
    expect(emulator.keys('clerk').map(({ owner }) => owner)).toEqual([subject, other])
  })
})

describe('Factify', () => {
  it('says rate_limited for the 101st create in a minute, and how long to wait', async () => {
    const { emulator, urls } = await start()
    const options = { ...emulator.credentials.factify, baseUrl: urls.factify, retry: { limit: 0 } }
    const keys = factify(options)
    for (let made = 0; made < 100; made += 1) await keys.create({ name: `CI ${made}` })
    const error = await errorOf(keys.create({ name: 'one more' }))
    expect(error).toMatchObject({ code: 'rate_limited', status: 429, vendorCode: 'rate_limit_exceeded' })
    expect(error).toMatchObject({ retryable: true, mayHaveActed: false })
    expect(error.retryAfterMs).toBeGreaterThan(0)
    expect(error.retryAfterMs).toBeLessThanOrEqual(61_000)
    expect(emulator.keys('factify')).toHaveLength(100)
  })

  it('says not_found for an organisation that it does not have', async () => {
    const { emulator, urls } = await start()
    const { apiKey } = emulator.credentials.factify
    const organizationId = `org_${'0'.repeat(26)}`
    const keys = factify({ apiKey, organizationId, baseUrl: urls.factify })
    expect(await errorOf(keys.create({ name: 'CI' }))).toMatchObject({ code: 'not_found', status: 404 })
  })
})

describe('Flow', () => {
  it('says not_found where its API is not', async () => {
    const { emulator, urls } = await start()
    const keys = flow({ ...emulator.credentials.flow, baseUrl: `${urls.flow}/api/v2` })
    expect(await errorOf(keys.create({ name: 'CI' }))).toMatchObject({ code: 'not_found', status: 404 })
  })
})
