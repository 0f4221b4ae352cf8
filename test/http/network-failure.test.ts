import { describe, expect, it } from 'vitest'
import { provesNotSent } from '../../src/http/network-failure.js'
import { networkError } from './support/acme.js'

const url = 'https://api.acme.example/v1/keys'
const proves = (thrown: unknown): boolean => provesNotSent(thrown, url)

function coded(code: string, more: object = {}): Error {
  return Object.assign(new Error(code), { code, ...more })
}

describe('that nothing was sent is proven by', () => {
  it.each([
    ['a refused connection', networkError('ECONNREFUSED', { syscall: 'connect', port: 443 })],
    ['one without its fetch error', coded('ECONNREFUSED')],
    ['an unknown name', networkError('ENOTFOUND', { syscall: 'getaddrinfo', hostname: 'api.acme.example' })],
    ['a name server that does not answer', networkError('EAI_AGAIN')],
    ['a connection that took too long', networkError('UND_ERR_CONNECT_TIMEOUT')],
    ['a host that cannot be reached', networkError('EHOSTUNREACH', { syscall: 'connect' })],
    ['a certificate', networkError('DEPTH_ZERO_SELF_SIGNED_CERT')],
    ['a certificate of another name', networkError('ERR_TLS_CERT_ALTNAME_INVALID')],
    ['an issuer', networkError('UNABLE_TO_VERIFY_LEAF_SIGNATURE')],
    ['Bun', Object.assign(new Error('Unable to connect'), { code: 'ConnectionRefused' })],
    [
      'Deno',
      new TypeError(
        'error sending request for url (https://api.acme.example/): client error (Connect): tcp connect error: Connection refused (os error 111)',
      ),
    ],
    [
      'both addresses of a name',
      new TypeError('fetch failed', {
        cause: Object.assign(
          new AggregateError([
            coded('ECONNREFUSED', { syscall: 'connect', port: 443, address: '::1' }),
            coded('ETIMEDOUT', { syscall: 'connect', port: 443, address: '127.0.0.1' }),
          ]),
          { code: 'ECONNREFUSED' },
        ),
      }),
    ],
    [
      'a refusal three causes deep',
      new Error('a', { cause: new Error('b', { cause: coded('ECONNREFUSED') }) }),
    ],
  ])('%s', (_, thrown) => {
    expect(proves(thrown)).toBe(true)
  })
})

describe('that nothing was sent is not proven by', () => {
  const loop = new Error('loop')
  loop.cause = loop
  const deep = Array.from({ length: 100_000 }).reduce<Error>(
    (cause) => new Error('x', { cause }),
    coded('ECONNREFUSED'),
  )

  it.each<[string, unknown]>([
    ['a reset', networkError('ECONNRESET', { syscall: 'read' })],
    ['a socket that closed', networkError('UND_ERR_SOCKET')],
    ['a body that took too long', networkError('UND_ERR_BODY_TIMEOUT')],
    ['headers that took too long', networkError('UND_ERR_HEADERS_TIMEOUT')],
    ['a time out of nobody knows what', networkError('ETIMEDOUT')],
    ['a time out on a connection', networkError('ETIMEDOUT', { syscall: 'read' })],
    ['a route lost on a connection', networkError('EHOSTUNREACH', { syscall: 'read' })],
    ['a network lost on a connection', networkError('ENETUNREACH', { syscall: 'write' })],
    ['a broken TLS record', networkError('ERR_SSL_DECRYPTION_FAILED_OR_BAD_RECORD_MAC')],
    ['a TLS alert', networkError('ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED')],
    ['a renegotiation', networkError('ERR_TLS_RENEGOTIATION_DISABLED')],
    ['a code that only begins so', networkError('ECONNREFUSED_LATER')],
    ['a refusal in words', new Error('Upstream said: Connection refused')],
    ['a name server in words', new TypeError('webhook after create failed: dns error')],
    ['the port of another connection', networkError('ECONNREFUSED', { syscall: 'connect', port: 6379 })],
    ['the name of another host', networkError('ENOTFOUND', { hostname: 'logs.example' })],
    ['one of two addresses', new AggregateError([coded('ECONNREFUSED'), coded('ECONNRESET')])],
    ['an error that says nothing', new TypeError('fetch failed')],
    ['a browser', new TypeError('Failed to fetch')],
    ['an error that is its own cause', loop],
    ['a refusal that is too deep to see', deep],
    ['a code that is no text', Object.assign(new Error('x'), { code: ['ECONNREFUSED'] })],
    ['a text', 'ECONNREFUSED'],
    ['nothing', undefined],
    ['null', null],
    [
      'an error that throws',
      {
        get code(): never {
          throw new Error('no')
        },
      },
    ],
  ])('%s', (_, thrown) => {
    expect(proves(thrown)).toBe(false)
  })
})
