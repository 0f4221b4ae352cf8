import type { ErrorCode, KeyClient } from 'keymux'
import { clerk } from 'keymux/clerk'
import type { Vendor } from 'keymux/emulator'
import { factify } from 'keymux/factify'
import { flow } from 'keymux/flow'
import { unkey } from 'keymux/unkey'
import { describe, expect, it } from 'vitest'
import { answeringText } from './support/answering.js'
import { inputs } from './support/at-home.js'
import { errorOf } from './support/outcome.js'
import type { Keys } from './support/vendor-case.js'

type Fetch = typeof globalThis.fetch

const once = { retry: { limit: 0 } }
const organizationId = 'org_01h2xcejqtf2nbrexx3vqjhp41'
const subject = 'user_2xhFjEI5X2qWRvtV13BzSj8H6Dk'
const clients: Readonly<Record<Vendor, (fetch: Fetch) => Keys & Pick<KeyClient, 'list'>>> = {
  unkey: (fetch) => unkey({ rootKey: 'unkey_root', apiId: 'api_1', fetch, ...once }),
  clerk: (fetch) => clerk({ secretKey: 'sk_test_secret', subject, fetch, ...once }),
  factify: (fetch) => factify({ apiKey: 'ffy_test_key', organizationId, fetch, ...once }),
  flow: (fetch) => flow({ token: 'session', baseUrl: 'https://flow.example.com', fetch, ...once }),
}

/** A refusal in each vendor's own form, with its content type. */
const forms: Readonly<
  Record<Vendor, (status: number, word: string) => readonly [body: object, type: string]>
> = {
  unkey: (status, word) => {
    const type = `https://unkey.com/docs/errors/${word}`
    const error = { title: 'A title', detail: 'The detail', status, type }
    return [{ meta: { requestId: 'req_1' }, error }, 'application/problem+json']
  },
  clerk: (_, code) => [
    { errors: [{ message: 'A title', long_message: 'The detail', code }], clerk_trace_id: 'req_1' },
    'application/json',
  ],
  factify: (_, words) => {
    const [code, reason] = words.split(' ')
    const details = reason === undefined ? {} : { details: [{ reason, request_id: 'req_1' }] }
    return [{ code, message: 'The detail', ...details }, 'application/json']
  },
  flow: (_, detail) => [{ detail }, 'application/json'],
}

type Row = readonly [status: number, words: string, read: ErrorCode, create?: ErrorCode]

/** What a vendor says, by its status and its words, and what it means of a read and, where that differs, of a create. */
const told: Readonly<Record<Vendor, readonly Row[]>> = {
  unkey: [
    [400, 'unkey/application/invalid_input', 'invalid_request'],
    [400, 'unkey/authentication/missing', 'unauthorized'],
    [400, 'unkey/authentication/malformed', 'unauthorized'],
    [401, 'unkey/authentication/key_not_found', 'unauthorized'],
    [403, 'unkey/authorization/insufficient_permissions', 'forbidden'],
    [403, 'unkey/authorization/workspace_disabled', 'forbidden'],
    [404, 'unkey/data/api_not_found', 'not_found'],
    [400, 'user/bad_request/permissions_query_syntax_error', 'invalid_request'],
    [408, 'user/bad_request/request_timeout', 'timeout', 'timeout'],
    [409, 'unkey/data/role_already_exists', 'conflict'],
    [412, 'unkey/application/precondition_failed', 'invalid_request'],
    [412, 'unkey/application/protected_resource', 'forbidden'],
    [413, 'user/bad_request/request_body_too_large', 'invalid_request'],
    [429, 'user/too_many_requests/workspace_rate_limited', 'rate_limited'],
    [500, 'unkey/application/unexpected_error', 'unavailable', 'ambiguous'],
    [500, 'unkey/application/service_unavailable', 'unavailable', 'ambiguous'],
  ],
  clerk: [
    [400, 'bad_request', 'invalid_request'],
    [401, 'clerk_key_invalid', 'unauthorized'],
    [404, 'resource_not_found', 'not_found'],
    [409, 'token_creation_conflict', 'conflict'],
    // Nobody has said with which status the first comes; the second may come with another as well.
    ...[400, 402, 403, 409, 422, 429].map((status): Row => [
      status,
      'token_quota_exceeded',
      'quota_exceeded',
    ]),
    [422, 'token_creation_conflict', 'conflict'],
    [429, 'too_many_requests', 'rate_limited'],
    [500, 'internal_error', 'unavailable', 'ambiguous'],
  ],
  factify: [
    [400, 'invalid_argument invalid_field_value', 'invalid_request'],
    [400, 'invalid_argument invalid_cursor', 'invalid_request'],
    [400, 'failed_precondition', 'invalid_request'],
    [400, 'unknown', 'invalid_request'],
    [401, 'unauthenticated expired_api_key', 'unauthorized'],
    [401, 'unauthenticated', 'unauthorized'],
    [403, 'permission_denied feature_disabled', 'forbidden'],
    [403, 'permission_denied', 'forbidden'],
    [404, 'not_found', 'not_found'],
    [408, 'deadline_exceeded', 'timeout', 'timeout'],
    [409, 'already_exists', 'conflict'],
    [429, 'resource_exhausted', 'rate_limited'],
    [429, 'resource_exhausted rate_limit_exceeded', 'rate_limited'],
    [429, 'resource_exhausted quota_exceeded', 'quota_exceeded'],
    [500, 'internal internal_error', 'unavailable', 'ambiguous'],
    [500, 'unknown', 'unavailable', 'ambiguous'],
    [501, 'unimplemented', 'unavailable', 'ambiguous'],
    [503, 'unavailable', 'unavailable', 'ambiguous'],
  ],
  flow: [
    [401, 'Not authenticated', 'unauthorized'],
    [404, 'Not Found', 'not_found'],
    [422, 'Unprocessable', 'invalid_request'],
    [500, 'Internal Server Error', 'unavailable', 'ambiguous'],
  ],
}

describe.each<Vendor>(['unkey', 'clerk', 'factify', 'flow'])('a refusal of %s', (vendor) => {
  const rows = told[vendor].map(([status, words, read, create]) => ({ status, words, read, create }))
  it.each(rows)('with $status $words is $read', async ({ status, words, read, create }) => {
    const [body, type] = forms[vendor](status, words)
    const { fetch } = answeringText(JSON.stringify(body), { status, headers: { 'content-type': type } })
    const keys = clients[vendor](fetch)
    const asked = await errorOf(keys.list({}).page())
    expect(asked).toMatchObject({ code: read, status, mayHaveActed: false })
    const made = await errorOf(keys.create(inputs[vendor]))
    expect(made).toMatchObject({ code: create ?? read, status, mayHaveActed: create !== undefined })
    expect(made.message).toContain(vendor === 'flow' ? words : 'The detail')
    expect(made.vendorCode).toBe(vendor === 'flow' ? undefined : words.split(' ').at(-1))
    expect(made.retryable).toBe(read === 'rate_limited')
  })
})

it.each<[Vendor, object]>([
  ['unkey', { error: { errors: Array.from({ length: 1000 }, (_, at) => ({ location: `body.${at}` })) } }],
  ['clerk', { errors: Array.from({ length: 1000 }, (_, at) => ({ meta: { param_name: `at_${at}` } })) }],
  ['factify', { details: Array.from({ length: 1000 }, (_, at) => ({ param: `at_${at}` })) }],
  ['flow', { detail: Array.from({ length: 1000 }, (_, at) => ({ loc: ['body', at], msg: 'no' })) }],
])(
  'of a refusal of %s that lists faults without an end, an error keeps the first hundred',
  async (vendor, body) => {
    const { fetch } = answeringText(JSON.stringify(body), { status: 400 })
    const { issues } = await errorOf(clients[vendor](fetch).create(inputs[vendor]))
    expect(issues).toHaveLength(100)
    expect(issues[99]?.path).toContain('99')
  },
)

describe('the time to wait', () => {
  const seconds = Math.ceil(Date.now() / 1000)
  it.each<[Vendor, string, Record<string, string>, number]>([
    ['unkey', 'user/too_many_requests/workspace_rate_limited', { 'retry-after': '7' }, 7000],
    [
      'unkey',
      'user/too_many_requests/workspace_rate_limited',
      { 'ratelimit-limit': '9', 'ratelimit-remaining': '0', 'ratelimit-reset': '42' },
      42_000,
    ],
    ['clerk', 'too_many_requests', { 'retry-after': '10' }, 10_000],
    [
      'factify',
      'resource_exhausted rate_limit_exceeded',
      { 'x-ratelimit-limit': '9', 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(seconds + 60) },
      60_000,
    ],
  ])('is what %s says of it: %s, %j', async (vendor, words, headers, wait) => {
    const { fetch } = answeringText(JSON.stringify(forms[vendor](429, words)[0]), { status: 429, headers })
    const { retryAfterMs } = await errorOf(clients[vendor](fetch).create(inputs[vendor]))
    expect(Math.abs((retryAfterMs ?? 0) - wait)).toBeLessThan(30_000)
    expect(retryAfterMs).toBeGreaterThan(wait / 2)
  })
})
