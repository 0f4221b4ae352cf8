import { once } from 'node:events'
import { describe, expect, it } from 'vitest'
import { clientContext } from '../../src/http/client-context.js'
import { createKey } from '../../src/http/operations/create-key.js'
import {
  answering,
  asking,
  created,
  creating,
  credential,
  errorOf,
  secret,
  contextWith,
  senderWith,
} from './support/acme.js'
import { findLeaks } from '../leaks/find-leaks.js'
import { serve, type Served } from './support/serve.js'
import { watchRejections } from './support/watch.js'

watchRejections()

/** A server that redirects there once, and then creates. */
async function redirecting(
  status: number,
  location: (own: () => string) => string,
  body = '',
): Promise<Served> {
  let redirected = false
  const served: Served = await serve((response) => {
    if (redirected) return response.end(created)
    redirected = true
    return response.writeHead(status, { location: location(() => served.url) }).end(body)
  })
  return served
}

const real = globalThis.fetch

function there(location: string): () => Response {
  return () => new Response(null, { status: 307, headers: { location } })
}

describe('a redirect within the origin', () => {
  it.each([307, 308])('is followed with method, body and credential where it is %i', async (status) => {
    const served = await redirecting(status, () => '/moved?to=1')
    const sender = senderWith(real, { baseUrl: `${served.url}/v1` })
    expect((await sender.send(asking('acts'))).text === created).toBe(true)
    expect(served.seen.map(({ method, url }) => [method, url])).toEqual([
      ['POST', '/v1/keys'],
      ['POST', '/moved?to=1'],
    ])
    expect(served.seen.every((each) => each.authorization === `Bearer ${credential}`)).toBe(true)
    expect(served.seen.every(({ body }) => body === '{"name":"CI"}')).toBe(true)
  })

  it('is followed from where the one before led', async () => {
    const fetch = answering(there('/v2/old/keys'), there('more?page=1'), () => new Response(created))
    expect((await senderWith(fetch).send(asking('acts'))).meta.status).toBe(200)
    expect(fetch.asked.at(-1)?.url).toBe('https://api.acme.example/v2/old/more?page=1')
  })

  it('lets go of the body of what it follows', async () => {
    let isLetGo = false
    const body = new ReadableStream({ cancel: () => void (isLetGo = true) })
    const fetch = answering(
      () => new Response(body, { status: 307, headers: { location: '/moved' } }),
      () => new Response(created),
    )
    await senderWith(fetch).send(asking('acts'))
    expect(isLetGo).toBe(true)
  })

  it.each([301, 302, 303])('is not followed where it is %i, since it may have been done', async (status) => {
    const served = await redirecting(status, () => '/moved')
    const sender = senderWith(real, { baseUrl: served.url })
    const error = await errorOf(createKey(clientContext(sender), creating(), undefined))
    expect(error).toMatchObject({ code: 'ambiguous', status, mayHaveActed: true, retryable: false })
    expect(error.message).toContain('which keymux does not follow')
    expect(served.seen).toHaveLength(1)
  })

  it('is not followed once the call is over, by a fetch that goes on', async () => {
    const leaving = new AbortController()
    const fetch = answering(async () => {
      await once(leaving.signal, 'abort')
      await new Promise((resolve) => setImmediate(resolve))
      return new Response(null, { status: 307, headers: { location: '/moved' } })
    })
    const call = errorOf(senderWith(fetch).send(asking('acts'), { signal: leaving.signal }))
    leaving.abort()
    expect(await call).toMatchObject({ code: 'aborted', mayHaveActed: true })
    await new Promise((resolve) => setTimeout(resolve, 20))
    expect(fetch.asked).toHaveLength(1)
  })

  it('is not followed for ever', async () => {
    const served = await serve((response) => response.writeHead(307, { location: '/again' }).end())
    const error = await errorOf(createKey(contextWith(real, { baseUrl: served.url }), creating(), undefined))
    expect(error).toMatchObject({ code: 'invalid_response', mayHaveActed: false, retryable: false })
    expect(served.seen).toHaveLength(4)
  })

  it.each([['http://'], ['http://user:word@'], ['']])('is not followed to nowhere: %s', async (location) => {
    const fetch = answering(() => new Response('', { status: 307, headers: { location } }))
    const error = await errorOf(createKey(contextWith(fetch), creating(), undefined))
    expect(error).toMatchObject({ code: 'invalid_response', mayHaveActed: false })
  })
})

describe('a redirect to another origin', () => {
  it.each([301, 302, 303, 307, 308])('is not followed, and nothing is sent there: %i', async (status) => {
    const other = await serve((response) => response.end(created))
    const served = await redirecting(status, () => `${other.url}/steal?q=secret-path`)
    const sender = senderWith(real, { baseUrl: served.url })
    const error = await errorOf(createKey(clientContext(sender), creating(), undefined))
    expect(other.seen).toEqual([])
    expect(error.mayHaveActed).toBe(status < 307)
    expect(error.message).toContain(`redirected the call to ${other.url}, which keymux does not follow`)
    expect(error.message).not.toContain('secret-path')
  })

  it.each([
    ['another port', (url: string) => url.replace(/:\d+$/, ':1')],
    ['another name of the same host', (url: string) => url.replace('127.0.0.1', 'localhost')],
    ['another scheme', (url: string) => url.replace('http:', 'https:')],
    ['a host that the path names', (url: string) => url.replace(/^http:/, '')],
  ])('is one to %s', async (kind, change) => {
    const served = await redirecting(307, (own) => change(own()))
    const call = createKey(contextWith(real, { baseUrl: served.url }), creating(), undefined)
    const sameOrigin = kind === 'a host that the path names'
    const failed = await call.then(
      () => false,
      () => true,
    )
    expect(failed).toBe(!sameOrigin)
    expect(served.seen).toHaveLength(sameOrigin ? 2 : 1)
  })

  it('is no reason to lose a secret that came with it', async () => {
    const served = await redirecting(303, () => 'https://elsewhere.example/keys/1', created)
    const error = await errorOf(createKey(contextWith(real, { baseUrl: served.url }), creating(), undefined))
    expect(error).toMatchObject({ code: 'ambiguous', mayHaveActed: true, id: 'key_1' })
    expect(error.secret?.reveal() === secret).toBe(true)
  })
})

function opaque(): Response {
  const response = new Response(null)
  Object.defineProperties(response, { status: { value: 0 }, type: { value: 'opaqueredirect' } })
  return response
}

describe('a redirect that a browser hides', () => {
  it('leaves open what was done', async () => {
    const error = await errorOf(createKey(contextWith(answering(opaque)), creating(), undefined))
    expect(error).toMatchObject({ code: 'ambiguous', mayHaveActed: true })
    expect(error.message).toContain('an unknown place')
  })
})

describe('304', () => {
  it('is no redirect', async () => {
    const fetch = answering(() => new Response(null, { status: 304, headers: { location: '/x' } }))
    const error = await errorOf(createKey(contextWith(fetch), creating(), undefined))
    expect(error).toMatchObject({ code: 'ambiguous', mayHaveActed: true, status: 304 })
    expect(fetch.asked).toHaveLength(1)
  })
})

describe('a redirect to a host that is named after the credential', () => {
  it('is not told of, however the address spells it', async () => {
    const lower = credential.toLowerCase()
    const spelt = Array.from(lower, (letter) => `%${letter.codePointAt(0)?.toString(16)}`).join('')
    const headers = { location: `https://${spelt.replaceAll('%5f', '-')}.example/` }
    const fetch = answering(() => new Response(null, { status: 307, headers }))
    const error = await errorOf(createKey(clientContext(senderWith(fetch, {}, lower)), creating(), undefined))
    expect(error.message).toContain('it redirected the call to')
    expect(findLeaks(error.message, { secrets: [lower] })).toEqual([])
  })
})
