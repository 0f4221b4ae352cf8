import { afterEach, expect, it, vi } from 'vitest'
import { KeymuxError } from 'keymux'
import { createEmulator } from 'keymux/emulator'
import { unkey } from 'keymux/unkey'

const { credentials } = createEmulator({ seed: 1 })

/** A `fetch` as Deno's: on a connection that breaks it sends whatever it has a copy of once more. */
function resending(bodies: string[]): typeof globalThis.fetch {
  const send = async (init: RequestInit | undefined): Promise<Response> => {
    bodies.push(await new Response(init?.body).text())
    throw new TypeError('fetch failed')
  }
  return async (_, init) => {
    const hasCopy = !(init?.body instanceof ReadableStream)
    return send(init).catch((error: unknown) => (hasCopy ? send(init) : Promise.reject(error)))
  }
}

afterEach(() => vi.unstubAllGlobals())

it.each<[string, string, (keys: ReturnType<typeof unkey>) => Promise<unknown>]>([
  ['creates', '"name":"CI"', async (keys) => keys.create({ name: 'CI' })],
  // One that is counted would be counted twice.
  ['verifies', '"cost":5', async (keys) => keys.verify('prod_1', { cost: 5 })],
])(
  'gives a runtime that repeats a request by itself nothing that it could repeat, where it %s',
  async (_, content, call) => {
    const bodies: string[] = []
    vi.stubGlobal('Deno', {})
    vi.stubGlobal('fetch', resending(bodies))
    const error: unknown = await call(unkey(credentials.unkey)).catch((thrown: unknown) => thrown)
    expect(KeymuxError.is(error) && error.mayHaveActed).toBe(true)
    expect(bodies).toEqual([expect.stringContaining(content)])
  },
)

it('lets it repeat a read, and gives another runtime the text', async () => {
  const bodies: unknown[] = []
  const record: typeof globalThis.fetch = async (_, init) => {
    bodies.push(init?.body)
    throw new TypeError('fetch failed')
  }
  vi.stubGlobal('fetch', record)
  const keys = unkey({ ...credentials.unkey, retry: { limit: 0 } })
  await keys.create({ name: 'CI' }).catch(() => undefined)
  vi.stubGlobal('Deno', {})
  await keys.get('key_1').catch(() => undefined)
  expect(bodies.map((body) => typeof body)).toEqual(['string', 'string'])
})

it('sends an answered create as it is', async () => {
  const emulator = createEmulator({ seed: 1 })
  const server = await emulator.listen()
  vi.stubGlobal('Deno', {})
  try {
    const { id } = await unkey({ ...credentials.unkey, baseUrl: server.urls.unkey }).create({
      name: 'Ærø 😀',
    })
    expect(emulator.keys('unkey')).toMatchObject([{ id, name: 'Ærø 😀' }])
  } finally {
    await server.close()
  }
})
