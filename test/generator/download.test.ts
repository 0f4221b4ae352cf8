import { inspect } from 'node:util'
import { afterEach, expect, it, vi } from 'vitest'
import { UnreachableError } from '../../src/generator/generation-error.js'
import { loadDocument } from '../../src/generator/load.js'

afterEach(() => void vi.unstubAllGlobals())

const address = 'https://acme.example/openapi.json'
const mebibyte = new TextEncoder().encode(' '.repeat(1024 * 1024))

/** An address that sends blanks for as long as somebody reads. */
function endless(): { readonly sent: () => number; readonly isOver: () => boolean } {
  let [sent, isOver] = [0, false]
  const body = new ReadableStream<Uint8Array>({
    pull: (controller) => {
      sent += 1
      controller.enqueue(mebibyte)
    },
    cancel: () => void (isOver = true),
  })
  vi.stubGlobal('fetch', async () => new Response(body))
  return { sent: () => sent, isOver: () => isOver }
}

/** A document that is found at `url` in the end. */
function endingAt(url: string): void {
  const response = Object.defineProperty(new Response('{ "openapi": "3.1.0" }'), 'url', { value: url })
  vi.stubGlobal('fetch', async () => response)
}

it('ends a download that does not end', async () => {
  const { sent, isOver } = endless()
  await expect(loadDocument(address)).rejects.toThrow(
    'https://acme.example/openapi.json: cannot be fetched (it is larger than 100 MiB)',
  )
  expect(sent()).toBeLessThan(110)
  expect(isOver()).toBe(true)
})

it('reads a letter that two pieces share', async () => {
  const bytes = new TextEncoder().encode('{ "info": "é" }')
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => {
      for (const byte of bytes) controller.enqueue(Uint8Array.of(byte))
      controller.close()
    },
  })
  vi.stubGlobal('fetch', async () => new Response(body))
  expect(await loadDocument(address)).toEqual({ info: 'é' })
})

it('asks again where the address has one bad moment', async () => {
  const answers = [new Response('', { status: 503 }), new Response('{ "openapi": "3.1.0" }')]
  const fetch = vi.fn<() => Promise<Response>>(async () => answers.shift() ?? Response.error())
  vi.stubGlobal('fetch', fetch)
  expect(await loadDocument(address)).toEqual({ openapi: '3.1.0' })
  expect(fetch).toHaveBeenCalledTimes(2)
})

it('asks once where the address says no, and tells nobody of a token in it', async () => {
  const fetch = vi.fn<() => Promise<Response>>(async () => new Response('', { status: 404 }))
  vi.stubGlobal('fetch', fetch)
  const error: unknown = await loadDocument(`${address}?token=hidden`).catch((thrown: unknown) => thrown)
  expect(error).toBeInstanceOf(UnreachableError)
  expect(error).toMatchObject({ message: `${address}?… cannot be fetched (status 404)` })
  expect(inspect(error, { showHidden: true, depth: 9 })).not.toContain('hidden')
  expect(fetch).toHaveBeenCalledTimes(1)
})

it.each(['https://user:hidden@acme.example/openapi.json', 'http://[acme/openapi.json?token=hidden'])(
  'has no cause that quotes an address which fetch refuses: %s',
  async (refused) => {
    const error: unknown = await loadDocument(refused).catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(UnreachableError)
    expect(inspect(error, { showHidden: true, depth: 9 })).not.toContain('hidden')
  },
)

it('refuses a document that a redirect took out of https: anybody on the way could have written it', async () => {
  endingAt('http://acme.example/openapi.json')
  await expect(loadDocument(address)).rejects.toThrow(
    'https://acme.example/openapi.json: cannot be fetched (it redirects to http://acme.example, which anybody on the way can change)',
  )
})

it.each([
  ['https://acme.example/a', 'https://cdn.example/b'],
  ['http://localhost:1/a', 'http://localhost:1/b'],
  ['https://acme.example/a', ''],
])('takes one of %s that was found at %j', async (asked, found) => {
  endingAt(found)
  expect(await loadDocument(asked)).toEqual({ openapi: '3.1.0' })
})
