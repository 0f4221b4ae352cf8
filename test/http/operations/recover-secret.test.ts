import { describe, expect, it } from 'vitest'
import type { Secret } from '../../../src/core/secret.js'
import { recoverSecret } from '../../../src/http/operations/recover-secret.js'
import { findLeaks } from '../../leaks/find-leaks.js'
import { printings, printingsOfError } from '../../leaks/printings.js'
import {
  answering,
  contextWith,
  credential,
  errorOf,
  failing,
  json,
  networkError,
  secret,
} from '../support/acme.js'
import { secretCall } from '../support/acme-keys.js'

const hidden = { secrets: [secret, credential] }

async function recover(answer: () => Response | Promise<Response>): Promise<Secret> {
  return recoverSecret(
    contextWith(answering(answer), { retry: { limit: 0 } }),
    'key_1',
    secretCall(),
    undefined,
  )
}

describe('a secret that the vendor kept', () => {
  it('comes back, with its prefix', async () => {
    const recovered = await recover(() => json({ secret }))
    expect(recovered.reveal() === secret).toBe(true)
    expect(recovered.hint).toBe(`prod_…${secret.slice(-4)}`)
    expect(findLeaks(Object.values(printings(recovered)).join('\n'), hidden)).toEqual([])
  })

  it('comes back whatever stands behind it', async () => {
    expect(
      (await recover(() => new Response(`{"secret":"${secret}","note":"cut he`))).reveal() === secret,
    ).toBe(true)
  })
})

it.each([400, 403, 404])(
  'a refusal with %i that tells the secret keeps it, and nothing was done',
  async (status) => {
    const error = await errorOf(recover(() => json({ secret, message: 'no' }, status)))
    expect(error.secret?.reveal() === secret).toBe(true)
    expect(error).toMatchObject({ id: 'key_1', status, mayHaveActed: false })
  },
)

describe('a secret that the vendor did not keep', () => {
  it.each([{}, { secret: null }, { secret: '' }, { key: 'key_1' }])('is not found: %j', async (body) => {
    const error = await errorOf(recover(() => json({ ...body, requestId: 'req_1' })))
    expect(error).toMatchObject({
      code: 'not_found',
      operation: 'recover',
      id: 'key_1',
      status: 200,
      requestId: 'req_1',
      mayHaveActed: false,
    })
    expect(error.message).toContain('Rotate the key')
  })

  it.each<[string, () => Response | Promise<Response>, string]>([
    ['HTML', () => new Response('<html>Sign in</html>'), 'invalid_response'],
    ['nothing', () => new Response(''), 'invalid_response'],
    ['half a secret', () => new Response(`{"secret":"${secret.slice(0, 20)}`), 'invalid_response'],
    ['a refusal', () => json({}, 403), 'forbidden'],
    ['no such key', () => json({}, 404), 'not_found'],
    ['a lost connection', failing(networkError('ECONNRESET')), 'network'],
  ])('is something else than %s', async (_, answer, code) => {
    const error = await errorOf(recover(answer))
    expect(error).toMatchObject({ code, operation: 'recover', mayHaveActed: false })
    expect(error.message).not.toContain('did not give its secret')
    expect(findLeaks(Object.values(printingsOfError(error)).join('\n'), hidden)).toEqual([])
  })
})
