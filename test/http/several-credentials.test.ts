import { describe, expect, it, vi } from 'vitest'
import { basicCredential } from '../../src/http/basic-credential.js'
import type { credentialSource, Carried } from '../../src/http/credential.js'
import { namedCredentials } from '../../src/http/named-credentials.js'
import { Secret } from '../../src/core/secret.js'
import type { VendorProfile } from '../../src/http/vendor-profile.js'

const profile: VendorProfile = {
  id: 'acme',
  name: 'Acme',
  baseUrl: 'https://acme.example',
  credential: { option: 'password', env: 'ACME_PASSWORD', header: 'authorization', scheme: 'Basic' },
  rateLimit: null,
  advice: {},
  replicaLagMs: 0,
  requestId: () => undefined,
  readFailure: () => ({}),
}

const user = { option: 'account', env: 'ACME_ACCOUNT' }

function carriedBy(source: typeof credentialSource, given: object): Carried | Promise<Carried> {
  const { password, ...options } = given as { readonly password?: string }
  return source(profile, password, options)()
}

function basicHeader(source: typeof credentialSource): string | undefined {
  return (carriedBy(source, { password: 'secret-text' }) as Carried).headers['authorization']
}

function failing(): string {
  throw new Error('secret-text')
}

describe('a user name and a password', () => {
  it('are in base64, with whatever text either is, and hidden in each form', () => {
    const options = { password: 'pass:word', account: new Secret('someone') }
    expect(carriedBy(basicCredential(user), options)).toEqual({
      headers: { authorization: `Basic ${btoa('someone:pass:word')}` },
      secrets: [btoa('someone:pass:word'), 'pass:word', 'someone'],
    })
  })

  it('may have the same user for everybody, or none', () => {
    expect(basicHeader(basicCredential('api'))).toBe(`Basic ${btoa('api:secret-text')}`)
    expect(basicHeader(basicCredential())).toBe(`Basic ${btoa('secret-text:')}`)
  })

  it('are read anew where either is a function, and from the environment', async () => {
    vi.stubEnv('ACME_ACCOUNT', 'from-env')
    const password = vi.fn<() => Promise<string>>(() => Promise.resolve('turned'))
    const source = basicCredential(user)(profile, password, {})
    await source()
    expect((await source()).headers['authorization']).toBe(`Basic ${btoa('from-env:turned')}`)
    expect(password).toHaveBeenCalledTimes(2)
    vi.unstubAllEnvs()
  })

  it('are both needed', () => {
    expect(() => carriedBy(basicCredential(user), { password: 'a' })).toThrow('`account` is missing')
    expect(() => carriedBy(basicCredential(user), { account: 'a' })).toThrow('`password` is missing')
    expect(() => carriedBy(basicCredential(user), { password: 'a b', account: 'c' })).toThrow(
      '`password` is empty or holds',
    )
  })
})

describe('several credentials', () => {
  const source = namedCredentials([{ ...user, header: 'x-account', scheme: '' }], basicCredential('api'))

  it('go each into its header', async () => {
    const given = { password: 'secret-text', account: () => 'acc-123456' }
    const { headers, secrets } = await carriedBy(source, given)
    expect(headers).toEqual({ authorization: `Basic ${btoa('api:secret-text')}`, 'x-account': 'acc-123456' })
    expect(secrets).toEqual([btoa('api:secret-text'), 'secret-text', 'acc-123456'])
  })

  it('reject alike where a function fails', async () => {
    await expect(carriedBy(source, { password: 'secret-text', account: failing })).rejects.toThrow(
      'the function given as `account` failed',
    )
  })
})
