import { KeymuxError, Secret } from 'keymux'
import { clerk } from 'keymux/clerk'
import { createEmulator } from 'keymux/emulator'
import { factify } from 'keymux/factify'
import { flow } from 'keymux/flow'
import { unkey } from 'keymux/unkey'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { cases } from './cases/index.js'
import { errorOf } from './support/outcome.js'
import { times } from './support/vendor-case.js'

const baseUrl = 'https://keys.example.com'

function thrownBy(make: () => unknown): KeymuxError {
  try {
    make()
  } catch (error) {
    if (KeymuxError.is(error)) return error
  }
  throw new Error('No KeymuxError was thrown.')
}

beforeEach(() => {
  for (const { env } of cases.flatMap(({ required }) => required)) vi.stubEnv(env, '')
})
afterEach(() => vi.unstubAllEnvs())

describe.each(cases)('$title', (vendorCase) => {
  it.each(vendorCase.required)('names $option and $env where it has neither', ({ option, env }) => {
    const emulator = createEmulator({ seed: 1 })
    const others = vendorCase.required.filter((each) => each.option !== option)
    const given = Object.fromEntries(others.map((each) => [each.option, each.value(emulator, baseUrl)]))
    for (const nothing of [{}, { [option]: undefined }, { [option]: '' }]) {
      const error = thrownBy(() => vendorCase.bare({ ...given, ...nothing }))
      expect(error).toMatchObject({ code: 'configuration', vendor: vendorCase.vendor })
      expect(error.message).toContain(`\`${option}\``)
      expect(error.message).toContain(env)
      expect(error.message).toContain(vendorCase.title)
    }
  })

  it('names all of them at once where it has none, so that one look is enough', () => {
    const { message } = thrownBy(() => vendorCase.bare({}))
    for (const { option, env } of vendorCase.required) {
      expect(message).toContain(`\`${option}\``)
      expect(message).toContain(env)
    }
  })

  it('takes its credential as a Secret or from a function, anew for each call', async () => {
    const emulator = createEmulator({ seed: 1 })
    const [credential] = vendorCase.required
    const value = credential?.value(emulator, baseUrl) ?? ''
    const sources = [new Secret(value), () => value, async () => new Secret(value)]
    const made = sources.map((source) => ({ [credential?.option ?? '']: source, fetch: emulator.fetch }))
    for (const [index, options] of made.entries()) {
      const flowOnly = vendorCase.vendor === 'flow' ? { baseUrl: 'https://flow.example.com' } : {}
      const keys = vendorCase.make(emulator, { ...options, ...flowOnly })
      await keys.create({ ...vendorCase.minimal(emulator), ...(index > 0 ? { name: `CI ${index}` } : {}) })
    }
    expect(emulator.keys(vendorCase.vendor)).toHaveLength(3)
  })
})

describe('an option that is sent with each request', () => {
  const emulator = createEmulator({ seed: 1 })
  const { fetch } = emulator

  it.each(['ab', times(256), 'api-1', 'api 1'])('is checked at Unkey: apiId %j', async (apiId) => {
    const error = await errorOf(unkey({ rootKey: 'unkey_x', apiId, fetch }).create({}))
    expect(error).toMatchObject({ code: 'invalid_request', issues: [{ path: 'apiId' }] })
    expect(emulator.requests).toEqual([])
  })

  it.each(['org_1', `org_${times(26, 'l')}`, ` org_${times(26, '0')}`])(
    'is checked at Factify: organizationId %j',
    async (organizationId) => {
      const error = await errorOf(factify({ apiKey: 'ffy_x', organizationId, fetch }).create({ name: 'CI' }))
      expect(error).toMatchObject({ code: 'invalid_request', issues: [{ path: 'organizationId' }] })
      expect(emulator.requests).toEqual([])
    },
  )

  it("is checked at Clerk: the client's subject", async () => {
    const keys = clerk({ secretKey: 'sk_test_x', subject: 'me', fetch })
    const error = await errorOf(keys.create({ name: 'Build' }))
    expect(error).toMatchObject({ code: 'invalid_request', issues: [{ path: 'subject' }] })
    expect(emulator.requests).toEqual([])
  })

  it('reaches Clerk: the version of its API', async () => {
    const { secretKey, subject } = emulator.credentials.clerk
    const keys = clerk({ secretKey, subject, apiVersion: '1999-01-01', fetch })
    const error = await errorOf(keys.create({ name: 'Build' }))
    expect(error).toMatchObject({ code: 'invalid_request', status: 400 })
    const known = clerk({ secretKey, subject, apiVersion: '2025-11-10', fetch })
    expect((await known.create({ name: 'Build' })).warnings).toEqual([])
  })

  it('reaches Flow: the header that carries the token', async () => {
    const other = createEmulator({ seed: 1, flow: { authHeader: 'X-API-Key' } })
    const options = { ...other.credentials.flow, baseUrl: 'https://flow.example.com', fetch: other.fetch }
    expect(await errorOf(flow(options).create({ name: 'CI' }))).toMatchObject({ code: 'unauthorized' })
    const { key } = await flow({ ...options, authHeader: 'X-API-Key' }).create({ name: 'CI' })
    expect(other.keys('flow')).toMatchObject([{ id: key.id }])
  })
})
