import { clerk } from 'keymux/clerk'
import { unkey } from 'keymux/unkey'
import { describe, expect, it } from 'vitest'
import { errorOf } from '../support/outcome.js'
import { answering, answeringText } from '../support/answering.js'
import { live } from './support/life.js'

const once = { retry: { limit: 0 } }

function clerkAnswering(status: number, body: unknown): ReturnType<typeof clerk> {
  return clerk({ secretKey: 'sk_test_1', fetch: answering(body, { status }).fetch, ...once })
}

function clerkError(code: string, message = 'It does not exist.'): object {
  return { errors: [{ code, message, long_message: message }], clerk_trace_id: 'trace_1' }
}

describe('a secret that Clerk refuses, in words that no document has,', () => {
  it.each([
    [404, 'resource_not_found'],
    [404, 'not_found'],
    [404, 'api_key_not_found'],
    [404, 'constructor'],
    [410, 'gone'],
    [400, 'bad_request'],
    [400, 'api_key_revoked'],
    [422, 'form_param_format_invalid'],
  ])('with %i %s is not found', async (status, code) => {
    const verdict = await clerkAnswering(status, clerkError(code)).verify('ak_of_a_stranger')
    expect(verdict).toMatchObject({ valid: false, reason: 'not_found', http: { status } })
  })

  it('is so where the code is missing and the message is there', async () => {
    const body = { errors: [{ message: 'It does not exist.' }] }
    expect(await clerkAnswering(404, body).verify('ak_x')).toMatchObject({ reason: 'not_found' })
  })

  it.each<[string, number, unknown, string]>([
    ['401', 401, clerkError('authentication_invalid'), 'unauthorized'],
    ['403', 403, clerkError('forbidden'), 'forbidden'],
    ['429', 429, clerkError('too_many_requests'), 'rate_limited'],
    ['a 404 of somebody else', 404, { message: 'no route' }, 'not_found'],
    ['a 400 of somebody else', 400, { error: 'no' }, 'invalid_request'],
    [
      'a 400 about the version',
      400,
      clerkError('bad_request', 'The API version is not known.'),
      'invalid_request',
    ],
    ['a 400 with a code about the version', 400, clerkError('api_version_invalid'), 'invalid_request'],
    ['a 500', 500, clerkError('resource_not_found'), 'unavailable'],
  ])('but not by %s', async (_, status, body, code) => {
    const error = await errorOf(clerkAnswering(status, body).verify('ak_of_a_stranger'))
    expect(error).toMatchObject({ code, operation: 'verify', status })
  })

  it('nor by a page of a proxy', async () => {
    const { fetch } = answeringText('<html>Not Found</html>', { status: 404 })
    const error = await errorOf(clerk({ secretKey: 'sk_test_1', fetch }).verify('ak_x'))
    expect(error).toMatchObject({ code: 'not_found', operation: 'verify' })
  })

  it('nor for a version that the emulator does not know', async () => {
    const { emulator, urls } = await live()
    const keys = clerk({ ...emulator.credentials.clerk, baseUrl: urls.clerk, apiVersion: '1999-01-01' })
    expect(await errorOf(keys.verify('ak_x'))).toMatchObject({ code: 'invalid_request', status: 400 })
  })
})

describe('a migration of prefixed keys at Unkey', () => {
  const migrations = { mig_prefixed: 'github.com/seamapi/prefixed-api-key' } as const

  it.each(['nothing', 'one_underscore'])(
    'does not find a secret of fewer than three parts: %s',
    async (text) => {
      const life = await live({ unkey: { migrations } })
      const verdict = await life.unkey.verify(text, { vendor: { migrationId: 'mig_prefixed' } })
      expect(verdict).toMatchObject({ valid: false, reason: 'not_found', http: { status: 400 } })
    },
  )

  it.each<[string, object, object]>([
    ['no migration', {}, { errors: [] }],
    [
      'a fault that is told',
      { migrationId: 'mig_1' },
      { errors: [{ location: 'body.tags', message: 'no' }] },
    ],
  ])('does not excuse another 400: %s', async (_, vendor, faults) => {
    const type = 'https://unkey.com/docs/errors/unkey/application/invalid_input'
    const error = { title: 'Bad Request', detail: 'no', status: 400, type, ...faults }
    const { fetch } = answering({ meta: { requestId: 'req_1' }, error }, { status: 400 })
    const keys = unkey({ rootKey: 'unkey_1', apiId: 'api_1', fetch })
    expect(await errorOf(keys.verify('x', { vendor }))).toMatchObject({ code: 'invalid_request' })
  })
})

it.each(['unkey', 'clerk'] as const)(
  'a 500 at %s is unavailable, and spent credits at most',
  async (vendor) => {
    const { fetch } = answering({}, { status: 500 })
    const keys =
      vendor === 'unkey'
        ? unkey({ rootKey: 'unkey_1', apiId: 'api_1', fetch })
        : clerk({ secretKey: 'sk_test_1', fetch })
    const error = await errorOf(keys.verify('ak_x'))
    expect(error).toMatchObject({ code: 'unavailable', mayHaveActed: true, retryable: false })
    expect(error.message).toContain('credits')
  },
)
