import { afterEach, describe, expect, it, vi } from 'vitest'
import { isBrowser } from '../../src/http/is-browser.js'
import { requiredOption } from '../../src/http/required-option.js'
import { Sender } from '../../src/http/sender.js'
import { answering, asking, created, credential, profile } from './support/acme.js'

afterEach(() => {
  vi.unstubAllGlobals()
  vi.unstubAllEnvs()
})

const chrome =
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36'
const make = (options = {}, key: string | undefined = credential): Sender => new Sender(profile, key, options)

describe('isBrowser', () => {
  it.each([
    ['a page', { document: {}, navigator: { userAgent: chrome } }],
    ['a page without a navigator', { document: {}, navigator: undefined }],
    ['a worker of a page', { document: undefined, navigator: { userAgent: chrome } }],
  ])('is true in %s', (_, globals) => {
    for (const [name, value] of Object.entries(globals)) vi.stubGlobal(name, value)
    expect(isBrowser()).toBe(true)
  })

  it.each([
    ['Node 20', undefined],
    ['Node 21 and later', { userAgent: 'Node.js/21' }],
    ['Deno', { userAgent: 'Deno/2.1.4' }],
    ['Bun', { userAgent: 'Bun/1.1.38' }],
    ['Workers', { userAgent: 'Cloudflare-Workers' }],
    ['a runtime without a name', {}],
    ['a runtime with an odd name', { userAgent: 42 }],
    ['a runtime with null', null],
  ])('is false in %s', (_, navigator) => {
    vi.stubGlobal('document', undefined)
    vi.stubGlobal('navigator', navigator)
    expect(isBrowser()).toBe(false)
  })

  it('is false where something set document to null', () => {
    vi.stubGlobal('document', null)
    expect(isBrowser()).toBe(false)
  })
})

function enter(): void {
  vi.stubGlobal('document', {})
  vi.stubGlobal('location', new URL('https://app.example/keys/page?tab=1#top'))
  vi.stubEnv('ACME_API_KEY', '')
}

describe('in a browser', () => {
  it('a credential is refused, and the error says what to do instead', () => {
    enter()
    expect(() => make()).toThrow('dangerouslyAllowBrowser')
    expect(() => make({ baseUrl: '/api/keys' })).toThrow('dangerouslyAllowBrowser')
    expect(() => make({ dangerouslyAllowBrowser: 'yes' })).toThrow('dangerouslyAllowBrowser')
  })

  it('a credential of a bundler’s environment is refused too', () => {
    enter()
    vi.stubEnv('ACME_API_KEY', credential)
    expect(() => new Sender(profile, undefined, { baseUrl: '/api/keys' })).toThrow('dangerouslyAllowBrowser')
  })

  it('a credential is taken where the caller allows it', async () => {
    enter()
    const fetch = answering(() => new Response(created))
    await make({ dangerouslyAllowBrowser: true, fetch }).send(asking('acts'))
    expect(fetch.asked[0]?.headers['authorization'] === `Bearer ${credential}`).toBe(true)
  })

  it('none is needed with a proxy, and none is sent', async () => {
    enter()
    const fetch = answering(() => new Response(created))
    await new Sender(profile, undefined, { baseUrl: '/api/keys/', fetch }).send(asking('acts'))
    expect(fetch.asked[0]?.url).toBe('https://app.example/api/keys/keys')
    expect(Object.keys(fetch.asked[0]?.headers ?? {})).toEqual(['accept', 'content-type'])
  })

  it('none without a proxy is missing', () => {
    enter()
    expect(() => new Sender(profile, undefined, {})).toThrow('`apiKey` is missing')
  })
})

const required = (options: object) => () => requiredOption(profile, 'project', options, 'ACME_PROJECT')

describe('an option that is missing', () => {
  it('is named with the credential where that is missing too', () => {
    expect(required({ apiKey: credential })).toThrow(/set ACME_PROJECT\.$/)
    expect(required({})).toThrow('set ACME_PROJECT. So is `apiKey`: pass it too, or set ACME_API_KEY.')
    expect(required({ apiKey: '' })).toThrow('So is `apiKey`')
  })

  it('is named alone in a page whose proxy adds the credential', () => {
    enter()
    expect(required({ baseUrl: '/keys' })).toThrow(/set ACME_PROJECT\.$/)
  })
})

describe('baseUrl', () => {
  it.each([
    ['https://api.acme.example', 'https://api.acme.example'],
    ['https://api.acme.example/', 'https://api.acme.example'],
    ['https://proxy.example/a/b///', 'https://proxy.example/a/b'],
    ['http://127.0.0.1:8080/v1', 'http://127.0.0.1:8080/v1'],
    ['HTTPS://API.Acme.Example/V1', 'https://api.acme.example/V1'],
    ['https://x.example/a/../b/./c', 'https://x.example/b/c'],
    ['https://[::1]:1234/', 'https://[::1]:1234'],
  ])('%s is %s', (given, url) => {
    expect(make({ baseUrl: given }).baseUrl).toBe(url)
  })

  it('is the one of the vendor’s document where none is given', () => {
    expect(make().baseUrl).toBe('https://api.acme.example/v1')
    vi.stubEnv('ACME_BASE_URL', 'https://env.example')
    expect(make().baseUrl).toBe('https://env.example')
  })

  it('is missing where the document has none', () => {
    const homeless = { ...profile, baseUrl: null }
    expect(() => new Sender(homeless, credential, {})).toThrow(/set ACME_BASE_URL\.$/)
    expect(() => new Sender(homeless, undefined, {})).toThrow(
      'set ACME_BASE_URL. So is `apiKey`: pass it too, or set ACME_API_KEY.',
    )
  })

  it.each([
    [' ', 'must be an http or https URL'],
    ['/api', 'must be an http or https URL'],
    ['api.acme.example', 'must be an http or https URL'],
    ['ftp://x.example', 'must be an http or https URL'],
    ['javascript:alert(1)', 'must be an http or https URL'],
    [`https://user:${credential}@x.example`, 'must not hold a user'],
    [`https://${credential}@x.example`, 'must not hold a user'],
    [`https://x.example?key=${credential}`, 'must not hold a user'],
    ['https://x.example#a', 'must not hold a user'],
  ])('%# is refused without being quoted', (given, message) => {
    let said = ''
    try {
      make({ baseUrl: given })
    } catch (error) {
      said = String(error)
    }
    expect(said).toContain(message)
    expect(said.includes(credential)).toBe(false)
  })
})

describe('the environment', () => {
  it('is nothing where there is none, or no leave to read it', async () => {
    const { environmentVariable } = await import('../../src/http/environment.js')
    vi.stubGlobal('process', undefined)
    expect(environmentVariable('ACME_API_KEY')).toBeUndefined()
    vi.stubGlobal('process', {
      get env(): never {
        throw new Error('NotCapable: Requires env access')
      },
    })
    expect(environmentVariable('ACME_API_KEY')).toBeUndefined()
    vi.unstubAllGlobals()
  })
})
