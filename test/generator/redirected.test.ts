import { afterEach, expect, it, vi } from 'vitest'
import { loadDocument } from '../../src/generator/load.js'

afterEach(() => void vi.unstubAllGlobals())

/** A document that is found at `url` in the end. */
function endingAt(url: string): void {
  const response = Object.defineProperty(new Response('{ "openapi": "3.1.0" }'), 'url', { value: url })
  vi.stubGlobal('fetch', async () => response)
}

it('refuses a document that a redirect took out of https: anybody on the way could have written it', async () => {
  endingAt('http://acme.example/openapi.json')
  await expect(loadDocument('https://acme.example/openapi.json')).rejects.toThrow(
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
