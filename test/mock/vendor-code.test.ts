import { describe, expect, it } from 'vitest'
import { vendorCode } from '../../src/mock/answer/vendor-code.js'

const listed = (...codes: readonly string[]): { enum: string[] } => ({ enum: [...codes] })

describe('the code of an error, where the document lists all codes', () => {
  it.each([
    ['unauthorized', listed('conflict', 'who_are_you', 'invalid_api_key'), 'who_are_you'],
    ['unauthorized', listed('conflict', 'unauthorized'), 'unauthorized'],
    ['unauthorized', listed('generated', 'invalid_request', 'INVALID_API_KEY'), 'INVALID_API_KEY'],
    ['unauthorized', listed('invalid_body', 'notAuthenticated'), 'notAuthenticated'],
    ['unauthorized', listed('invalid_body', 'token_expired'), 'token_expired'],
    ['not_found', listed('invalid_body', 'key_not_found', 'resource_not_found'), 'resource_not_found'],
    ['rate_limited', listed('migrated', 'RateLimitExceeded'), 'RateLimitExceeded'],
    ['unauthorized', listed('invalid_token', 'auth/none', 'auth/bad'), 'auth/none'],
    ['unauthorized', listed('conflict', 'teapot'), undefined],
  ] as const)('%s of %j is %s', (code, schema, told) => {
    const codes = { who_are_you: 'unauthorized', 'key_*': 'conflict', 'auth/*': 'unauthorized' } as const
    expect(vendorCode({ codes, code: ['/code'], message: [], text: false }, code, schema)).toBe(told)
  })

  it('is told by what follows the beginning that they share', () => {
    const at = 'https://acme.test/unauthorized-scopes/'
    const list = listed(`${at}forbidden`, `${at}no-token`)
    const errors = { codes: {}, code: ['/type'], codeAfter: 'unauthorized-scopes/', message: [], text: false }
    expect(vendorCode(errors, 'unauthorized', list)).toBe(`${at}no-token`)
  })
})
