import type { Socket } from 'node:net'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { createKey } from '../../src/http/operations/create-key.js'
import {
  asking,
  created,
  creating,
  credential,
  errorOf,
  secret,
  contextWith,
  senderWith,
} from './support/acme.js'
import { closedUrl, serve, serveRaw } from './support/serve.js'
import { watchRejections } from './support/watch.js'

watchRejections()

const real = globalThis.fetch
const once = { retry: { limit: 0 } }

async function createAt(baseUrl: string): ReturnType<typeof createKey> {
  return createKey(contextWith(real, { baseUrl, ...once }), creating(), undefined)
}

/** An HTTP answer as bytes; `length` may be a lie. */
function bytes(status: string, body: string, length: number | undefined): string {
  const ofLength = length === undefined ? '' : `content-length: ${length}\r\n`
  return `HTTP/1.1 ${status}\r\ncontent-type: application/json\r\n${ofLength}connection: close\r\n\r\n${body}`
}

describe('over a real connection, a key comes back', () => {
  const padded = JSON.stringify({ pad: 'x'.repeat(200_000), ...JSON.parse(created) })

  it.each<[string, number, Record<string, string>, string | Buffer]>([
    ['plainly', 200, { 'content-type': 'application/json' }, created],
    ['with 201', 201, { 'content-type': 'application/json; charset=utf-8' }, created],
    ['with 202', 202, {}, created],
    ['as problem+json', 200, { 'content-type': 'application/problem+json' }, created],
    ['as text', 200, { 'content-type': 'text/plain' }, created],
    ['as HTML', 200, { 'content-type': 'text/html' }, `<html><pre>${created}</pre></html>`],
    [
      'as Latin-1, which JSON is not',
      200,
      { 'content-type': 'application/json; charset=iso-8859-1' },
      created,
    ],
    ['as nonsense', 200, { 'content-type': ';;;' }, created],
    ['after a byte order mark', 200, {}, `\uFEFF${created}`],
    ['before something else', 200, {}, `${created}\n<!-- served by a proxy -->`],
    ['after a guard', 200, {}, `)]}',\n${created}`],
    ['twice', 200, {}, `${created}${created}`],
    ['with gzip', 200, { 'content-encoding': 'gzip' }, gzipSync(created)],
    ['with brotli', 200, { 'content-encoding': 'br' }, brotliCompressSync(created)],
    ['in many pieces', 200, {}, padded],
    [
      'with broken UTF-8 beside it',
      200,
      {},
      Buffer.concat([
        Buffer.from(created.slice(0, -1)),
        Buffer.from(',"x":"'),
        Buffer.from([0xff, 0xfe, 0xc3]),
        Buffer.from('"}'),
      ]),
    ],
    ['with half a surrogate beside it', 200, {}, `${created.slice(0, -1)},"x":"\\ud800"}`],
    ['with a name twice', 200, {}, `{"id":"old","secret":"old",${created.slice(1)}`],
    ['with hostile names', 200, {}, `${created.slice(0, -1)},"__proto__":{"id":"no"},"constructor":1}`],
    ['deep', 200, {}, `${created.slice(0, -1)},"x":${'['.repeat(50_000)}${']'.repeat(50_000)}}`],
  ])('%s', async (_, status, headers, body) => {
    const served = await serve((response) => response.writeHead(status, headers).end(body))
    const result = await createAt(served.url)
    expect(result).toMatchObject({ id: 'key_1', prefix: 'prod_', http: { status, attempts: 1 } })
    expect(result.secret.reveal() === secret).toBe(true)
    expect(served.seen[0]?.authorization === `Bearer ${credential}`).toBe(true)
  })
})

describe('over a real connection, a lost answer', () => {
  it.each([
    ['the connection is reset', (socket: Socket) => socket.destroy()],
    ['it hangs up', (socket: Socket) => socket.end()],
    ['it speaks no HTTP', (socket: Socket) => socket.end('hello\r\n\r\n')],
    ['there is no body', (socket: Socket) => socket.end(bytes('200 OK', '', 300))],
    ['it is empty', (socket: Socket) => socket.end(bytes('204 No Content', '', undefined))],
    ['it is half an object', (socket: Socket) => socket.end(bytes('200 OK', '{"i', 300))],
    ['it is HTML', (socket: Socket) => socket.end(bytes('200 OK', '<p>Hi {x}</p>', 13))],
  ])('is ambiguous: %s', async (_, answer) => {
    const error = await errorOf(createAt(await serveRaw(answer)))
    expect(error).toMatchObject({ code: 'ambiguous', mayHaveActed: true, retryable: false })
    expect(error.secret).toBeUndefined()
  })

  it('is ambiguous where it was cut after the secret, which is in the error', async () => {
    const cut = created.slice(0, created.indexOf(',"requestId"'))
    const url = await serveRaw((socket) => socket.write(bytes('200 OK', cut, 5000), () => socket.destroy()))
    const error = await errorOf(createAt(url))
    expect(error).toMatchObject({ code: 'ambiguous', mayHaveActed: true, id: 'key_1' })
    expect(error.secret?.reveal() === secret).toBe(true)
    expect(error.secret?.hint).toBe(`prod_…${secret.slice(-4)}`)
  })

  it('is a success where the end that is missing says nothing of the key', async () => {
    const cut = `${created.slice(0, -1)},"note":"cut he`
    const url = await serveRaw((socket) => socket.end(bytes('200 OK', cut, undefined)))
    const result = await createAt(url)
    expect(result.secret.reveal() === secret).toBe(true)
  })

  it('keeps the meaning of a refusal whose body was cut', async () => {
    const url = await serveRaw((socket) => socket.end(bytes('404 Not Found', '{"message":"No such', 300)))
    expect(await errorOf(createAt(url))).toMatchObject({
      code: 'not_found',
      status: 404,
      mayHaveActed: false,
    })
  })

  it('is unsent where nothing listens', async () => {
    for (const baseUrl of [closedUrl, closedUrl.replace('127.0.0.1', 'localhost')]) {
      const error = await errorOf(createAt(baseUrl))
      expect(error).toMatchObject({ code: 'network', mayHaveActed: false, retryable: true })
      expect(error.message).toContain('could not be reached')
      expect(error.cause).toMatchObject({ message: 'fetch failed', cause: { code: 'ECONNREFUSED' } })
    }
  })

  it('is unsent where the server speaks no TLS', async () => {
    const served = await serve((response) => response.end(created))
    const error = await errorOf(createAt(served.url.replace('http:', 'https:')))
    expect(error).toMatchObject({ code: 'network', mayHaveActed: false })
  })
})

describe('over a real connection, a body has a bound', () => {
  const start = `${created.slice(0, -1)},"x":"`

  it.each<[string, Record<string, string>, () => Buffer]>([
    ['plain', {}, () => Buffer.from(start + 'x'.repeat(11 * 1024 * 1024))],
    [
      'a gzip bomb',
      { 'content-encoding': 'gzip' },
      () => gzipSync(Buffer.from(start + 'x'.repeat(64 * 1024 * 1024))),
    ],
  ])('%s, and what it began with is not lost', async (_, headers, body) => {
    const served = await serve((response) => response.writeHead(200, headers).end(body()))
    const error = await errorOf(createAt(served.url))
    expect(error).toMatchObject({ code: 'ambiguous', mayHaveActed: true, id: 'key_1' })
    expect(error.secret?.reveal() === secret).toBe(true)
    expect(error.cause).toMatchObject({ message: 'The answer is larger than 10 MiB.' })
  })

  it('that its content-length cannot lift', async () => {
    const large = new Response('x'.repeat(11 * 1024 * 1024), { headers: { 'content-length': '10' } })
    const error = await errorOf(senderWith(async () => large, once).send(asking('acts')))
    expect(error.cause).toMatchObject({ message: 'The answer is larger than 10 MiB.' })
  })

  it('where nothing streams it as well', async () => {
    const text = 'x'.repeat(10 * 1024 * 1024 + 1)
    const large = { status: 200, headers: new Headers(), body: {}, text: async () => text }
    const error = await errorOf(senderWith(async () => large, once).send(asking('acts')))
    expect(error.cause).toMatchObject({ message: 'The answer is larger than 10 MiB.' })
  })

  it('that 10 MiB to the byte keep to', async () => {
    const text = `${start}${'x'.repeat(10 * 1024 * 1024 - start.length - 2)}"}`
    const answer = await senderWith(async () => new Response(text), once).send(asking('acts'))
    expect([answer.isWhole, answer.text.length]).toEqual([true, 10 * 1024 * 1024])
  })
})
