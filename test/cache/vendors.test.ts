import { inspect } from 'node:util'
import { afterAll, describe, expect, it } from 'vitest'
import type { KeyClient } from 'keymux'
import { cached } from 'keymux/cache'
import { conformance, formatReport } from 'keymux/conformance'
import { createEmulator, type Vendor } from 'keymux/emulator'
import { raw } from 'keymux/raw'
import { unkey } from 'keymux/unkey'
import { vendorSubjects } from '../conformance/support/vendor-subjects.js'

const emulator = createEmulator({ seed: 1 })
const server = await emulator.listen()
const subjects = vendorSubjects(emulator, server)

afterAll(() => server.close())

/** A client as an app makes it that works with any vendor. */
function cachedWhereItCan(keys: KeyClient): KeyClient {
  return keys.can('verify') ? cached(keys, { ttl: '1h', negativeTtl: '1h' }) : keys
}

describe('a cached client', () => {
  it.concurrent.each(Object.keys(subjects) as Vendor[])(
    'of %s conforms over real HTTP',
    { timeout: 120_000 },
    async (vendor) => {
      const subject = subjects[vendor]
      const client: typeof subject.client = (...input) => cachedWhereItCan(subject.client(...input))
      const report = await conformance({ ...subject, client }).run()
      expect(formatReport(report)).toMatch(new RegExp(`^${vendor} conforms$`, 'm'))
    },
  )

  it.each(['unkey', 'clerk'] as const)('of %s asks once, and knows at once what it ended', async (vendor) => {
    const { client, credential, input, values } = subjects[vendor]
    const keys = cachedWhereItCan(client(credential, {}))
    if (!keys.can('verify')) throw new Error('It can.')
    const created = await keys.create({ ...input(), ...values?.() })
    const before = emulator.requests.length
    for (let index = 0; index < 3; index += 1)
      expect(await keys.verify(created.secret)).toMatchObject({ valid: true, key: { id: created.id } })
    expect(emulator.requests.length - before).toBe(1)
    await keys.revoke(created.id)
    expect(await keys.verify(created.secret.reveal())).toMatchObject({ valid: false })
    expect(inspect(keys, { depth: Infinity, showHidden: true })).not.toContain(created.secret.reveal())
  })

  it.each(['factify', 'flow'] as const)('of %s cannot be made, and the error says why', (vendor) => {
    const { client, credential } = subjects[vendor]
    const make = (): unknown => cached(client(credential, {}) as never)
    expect(make).toThrow(expect.objectContaining({ code: 'unsupported', vendor, operation: 'verify' }))
  })

  it('is known to keymux/raw', async () => {
    const { urls } = server
    const keys = cached(unkey({ ...emulator.credentials.unkey, baseUrl: urls.unkey }))
    const { error } = await raw(keys).POST('/v2/keys.getKey', { body: { keyId: 'key_missing1' } })
    expect(error?.error.status).toBe(404)
  })
})
