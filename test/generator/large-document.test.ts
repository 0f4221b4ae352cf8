import { afterEach, expect, it, vi } from 'vitest'
import { loadDocument } from '../../src/generator/load.js'

afterEach(() => void vi.unstubAllGlobals())

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

it('ends a download that does not end', async () => {
  const address = endless()
  await expect(loadDocument('https://acme.example/openapi.json')).rejects.toThrow(
    'https://acme.example/openapi.json: cannot be fetched (it is larger than 100 MiB)',
  )
  expect(address.sent()).toBeLessThan(110)
  expect(address.isOver()).toBe(true)
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
  expect(await loadDocument('https://acme.example/openapi.json')).toEqual({ info: 'é' })
})
