import { describe, expect, it } from 'vitest'
import type { AuthenticateOptions, KeyRequest } from 'keymux/middleware'
import { authenticate } from 'keymux/middleware'
import { createEmulator } from 'keymux/emulator'
import { factify } from 'keymux/factify'
import { flow } from 'keymux/flow'
import { FakeVendor } from '../cache/support/fake-vendor.js'
import { asking, bearing, rejection } from './support/asking.js'

describe('options', () => {
  it.each([
    [null, 'the options must be an object.'],
    [['a'], 'the options must be an object.'],
    [{ scope: ['a'] }, 'there is no option `scope`: it takes `header`, `scheme`, `scopes`,'],
    [{ header: '' }, '`header` must be a header’s name, or a list of some.'],
    [{ header: [] }, '`header` must be a header’s name, or a list of some.'],
    [{ header: ['x-api-key', 'x: y'] }, '`header` must be a header’s name, or a list of some.'],
    [{ scheme: 'Bearer ' }, '`scheme` must be one word, such as Bearer.'],
    [{ scopes: 'a' }, '`scopes` must be a list of strings.'],
    [{ scopes: [''] }, '`scopes` must be a list of strings.'],
    [{ realm: 'a\nb' }, '`realm` must be a text of printable ASCII characters.'],
    [{ anonymous: 'yes' }, '`anonymous` must be true or false.'],
    [{ namespace: '/problems/' }, '`namespace` must be an absolute URI, such as https://acme.com/problems/.'],
    [{ maxLength: 0 }, '`maxLength` must be a whole number, 1 or more.'],
    [{ maxLength: '9' }, '`maxLength` must be a whole number, 1 or more.'],
    [{ verify: [] }, '`verify` must be an object.'],
    [{ verify: { scopes: ['a'] } }, '`verify.scopes` is `scopes`, beside it'],
    [{ verify: { signal: null } }, '`verify.signal` is the signal of the request.'],
  ])('such as %j are refused, whatever the request', async (options, message) => {
    const vendor = new FakeVendor()
    for (const request of [asking({}), bearing('acme_1')]) {
      const error = await rejection(authenticate(request, vendor, options as AuthenticateOptions))
      expect(error).toMatchObject({ code: 'configuration' })
      expect((error as Error).message).toContain(`keymux/middleware: ${message}`)
    }
    expect(vendor.asked).toEqual([])
  })

  it('that are undefined are the defaults', async () => {
    const options = {
      header: undefined,
      scheme: undefined,
      scopes: undefined,
      realm: undefined,
      verify: undefined,
    }
    expect(await authenticate(bearing('acme_1'), new FakeVendor(), options)).toMatchObject({ ok: true })
  })
})

describe('a request', () => {
  it.each([undefined, {}, { headers: { authorization: 'Bearer acme_1' } }])(
    'such as %j is refused',
    async (request) => {
      const error = await rejection(authenticate(request as unknown as KeyRequest, new FakeVendor()))
      expect(error).toMatchObject({
        code: 'configuration',
        message: expect.stringContaining('`request` must be'),
      })
    },
  )

  it('whose headers are lists is refused', async () => {
    const request = { headers: { get: () => ['Bearer acme_1'] } } as unknown as KeyRequest
    expect(await rejection(authenticate(request, new FakeVendor()))).toMatchObject({ code: 'configuration' })
  })
})

describe('a client that cannot verify', () => {
  const emulator = createEmulator({ seed: 1 })
  const { credentials, fetch } = emulator
  const clients = {
    factify: factify({ ...credentials.factify, fetch }),
    flow: flow({ ...credentials.flow, baseUrl: 'https://flow.example.com', fetch }),
  }

  it.each(['factify', 'flow'] as const)('such as that of %s is refused at the first call', async (vendor) => {
    const error = await rejection(authenticate(asking({}), clients[vendor] as never))
    expect(error).toMatchObject({ code: 'unsupported', vendor, operation: 'verify' })
    expect((error as Error).message).toContain(`a client of ${vendor} cannot verify`)
    expect(emulator.requests).toEqual([])
  })

  it.each([undefined, null, {}])('such as %s is refused', async (keys) => {
    const error = await rejection(authenticate(asking({}), keys as never))
    expect(error).toMatchObject({
      code: 'unsupported',
      message: expect.stringContaining('`keys` is no client'),
    })
  })
})
