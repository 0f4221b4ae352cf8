import { describe, expect, it } from 'vitest'
import { KeymuxError, type KeymuxErrorInit } from '../../../src/core/keymux-error.js'
import { createKey } from '../../../src/http/operations/create-key.js'
import { endPrevious } from '../../../src/http/operations/end-previous.js'
import { answering, contextWith, created, creating, errorOf, profile, secret } from '../support/acme.js'

const context = contextWith(answering(() => new Response(created)))
const made = await createKey(context, creating(), undefined)

async function endingBy(end: () => Promise<unknown>): Promise<KeymuxError> {
  return errorOf(endPrevious(profile, made, 'old_1', end))
}

describe('the error for an old key that could not be ended', () => {
  it.each<[Partial<KeymuxErrorInit>, string]>([
    [
      { code: 'unavailable', message: 'Acme answered revoke with 503. Nothing was done: call again later.' },
      'Acme answered revoke with 503.',
    ],
    [
      {
        code: 'timeout',
        message:
          'Acme gave no answer to revoke: the time was over. It may have been done all the same: call again, a second time does no more.',
      },
      'Acme gave no answer to revoke: the time was over.',
    ],
    [
      { code: 'network', message: 'No way. Nothing was done: call again when you are ready.' },
      'The call failed: network.',
    ],
    [
      { code: 'invalid_response', status: 200, message: 'Odd. Call again.' },
      'The answer had the status 200: invalid_response.',
    ],
  ])('says why, and nothing that leads to a third key: %#', async (init, why) => {
    const failure = new KeymuxError({ code: 'network', message: '', ...init })
    const { code, message, ...error } = await endingBy(async () => Promise.reject(failure))
    expect(code).toBe(failure.code)
    expect(message).toContain(`could not be ended. ${why} The new key is in`)
    expect(message).not.toMatch(/call again|nothing was/i)
    expect(error).toMatchObject({ operation: 'rotate', id: 'key_1', mayHaveActed: true, retryable: false })
  })

  it('carries the new key where something else is thrown', async () => {
    const error = await endingBy(async () => Promise.reject(new TypeError('boom')))
    expect(error).toMatchObject({ code: 'ambiguous', id: 'key_1', mayHaveActed: true })
    expect(error.secret?.reveal() === secret).toBe(true)
    expect(error.message).not.toMatch(/ {2}|undefined|boom/)
  })
})
