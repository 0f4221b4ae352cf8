import type { KeymuxError } from 'keymux'
import { connect } from 'keymux/connect'
import { createEmulator, type Vendor } from 'keymux/emulator'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { vendorList } from '../../src/cli/vendor-list.js'
import { vendorIds } from '../architecture/support/source-files.js'
import { errorOf } from '../vendors/support/outcome.js'

/** As plain JavaScript calls it, with whatever a configuration held. */
const connectAnyhow = connect as (name?: unknown, options?: object) => Promise<{ readonly vendor: string }>

const known = `The vendors are ${vendorIds().join(', ')}.`

async function refusal(name?: unknown): Promise<KeymuxError> {
  const error = await errorOf(connectAnyhow(name))
  expect(error).toMatchObject({ code: 'configuration', mayHaveActed: false, retryable: false })
  return error
}

beforeEach(() => vi.stubEnv('KEYMUX_VENDOR', ''))
afterEach(() => vi.unstubAllEnvs())

describe('connect', () => {
  it.each(vendorList.map((vendor) => [vendor.id, vendor] as const))(
    'makes a client of %s of its options',
    async (id, { credential, options }) => {
      const own = options.filter(({ required }) => required).map(({ name }) => [name, 'fake'])
      const given = { [credential.name]: 'fake', baseUrl: 'https://keys.example.com' }
      const keys = await connectAnyhow(id, { ...given, ...Object.fromEntries(own) })
      expect(keys.vendor).toBe(id)
    },
  )

  it.each(Object.keys(createEmulator().credentials))(
    'makes a client of %s that creates a key',
    async (id) => {
      const emulator = createEmulator({ seed: 1 })
      const own = emulator.credentials[id as Vendor]
      const baseUrl = id === 'flow' ? 'https://flow.example.com' : undefined
      const keys = await connect(id, { ...own, ...(baseUrl && { baseUrl }), fetch: emulator.fetch })
      expect(keys.vendor).toBe(id)
      const created = await keys.create({ name: 'CI of Acme' })
      expect(emulator.keys(id as Vendor).map((key) => key.id)).toEqual([created.id])
    },
  )

  it('takes the vendor from the environment where none is named, and its options as well', async () => {
    const { clerk } = createEmulator({ seed: 1 }).credentials
    vi.stubEnv('KEYMUX_VENDOR', 'clerk')
    vi.stubEnv('CLERK_SECRET_KEY', clerk.secretKey)
    for (const name of [undefined, '', null]) expect((await connectAnyhow(name)).vendor).toBe('clerk')
    expect((await connectAnyhow()).vendor).toBe('clerk')
  })

  it('takes the name that it is given before the one in the environment', async () => {
    vi.stubEnv('KEYMUX_VENDOR', 'clerk')
    const keys = await connect('flow', { token: 'fake', baseUrl: 'https://flow.example.com' })
    expect(keys.vendor).toBe('flow')
  })

  it('rejects, and does not throw, as the factory of the vendor throws', async () => {
    vi.stubEnv('UNKEY_ROOT_KEY', '')
    const error = await errorOf(connectAnyhow('unkey', { apiId: 'api_1', rootKey: '' }))
    expect(error).toMatchObject({ code: 'configuration', vendor: 'unkey' })
    expect(error.message).toContain('`rootKey`')
  })
})

describe('a vendor that there is not', () => {
  it('is answered with all that there are, and with the variable where nothing was said', async () => {
    const { message } = await refusal()
    expect(message).toContain('KEYMUX_VENDOR')
    expect(message).toContain(known)
  })

  it.each([
    ['unky', 'unkey'],
    ['Unkey', 'unkey'],
    [' clerk ', 'clerk'],
    ['cleark', 'clerk'],
    ['factly', 'factify'],
    ['folw', 'flow'],
  ])('is taken for a slip of the pen: %j', async (name, meant) => {
    const { message } = await refusal(name)
    expect(message).toBe(
      `keymux/connect: \`name\` names no vendor that keymux knows. Did you mean ${meant}? ${known}`,
    )
  })

  it.each(['acme', 'workos-keys', 'a', 'x'.repeat(100_000)])('is no slip of the pen', async (name) => {
    const { message } = await refusal(name)
    expect(message).toBe(`keymux/connect: \`name\` names no vendor that keymux knows. ${known}`)
  })

  it('says where the name came from', async () => {
    vi.stubEnv('KEYMUX_VENDOR', 'unky')
    const { message } = await refusal()
    expect(message).toContain('KEYMUX_VENDOR names no vendor')
    expect(message).toContain('Did you mean unkey?')
  })

  it.each(['constructor', '__proto__', 'toString', 'hasOwnProperty'])('may be called %s', async (name) => {
    expect((await refusal(name)).message).toContain(known)
  })

  it.each([[42], [true], [['unkey']], [{ vendor: 'unkey' }]])('may be no text at all: %j', async (name) => {
    expect((await refusal(name)).message).toContain('`name` must be the name of a vendor.')
  })

  it('is not quoted: it may be a credential in the wrong place', async () => {
    const { unkey } = createEmulator({ seed: 1 }).credentials
    const error = await refusal(unkey.rootKey)
    expect(JSON.stringify(error)).not.toContain(unkey.rootKey)
    expect(String(error.stack)).not.toContain(unkey.rootKey)
  })
})
