import { setupServer } from 'msw/node'
import { describe, expect, it } from 'vitest'
import { createEmulator, type Fault, faultKinds } from 'keymux/emulator'
import { fromOverlay } from 'keymux/mock'
import { handlers } from 'keymux/msw'
import { acme, acmeDocument, acmeOverlay } from './support/acme.js'

const body = (team: string): string => JSON.stringify({ label: 'CI', team, region: 'eu' })
const headersOf = (token: string): Record<string, string> => ({
  'x-acme-key': `Key ${token}`,
  'acme-version': '2026-01-01',
})

/** Faults that leave nothing of the answer to look at. */
const cutting = new Set(['reset-before', 'lost-response', 'truncated-body', 'stalled-body', 'redirect'])

describe.each(faultKinds)('%s', (kind) => {
  it('hits a mock, and does at the vendor what it says', async () => {
    const world = acme()
    const { emulator, team, token } = world
    const aimed = {
      kind,
      vendor: 'acme',
      operation: kind === 'replica-lag' ? 'list' : 'create',
      ...(kind === 'slow' && { delayMs: 1 }),
    }
    const fault = emulator.faults.add(aimed as Fault)
    const path = kind === 'replica-lag' ? `/keys?team=${team}` : '/keys'
    const signal = AbortSignal.timeout(200)
    const answer = await emulator
      .fetch(`https://api.acme.example/v1${path}`, {
        headers: headersOf(token),
        signal,
        ...(kind !== 'replica-lag' && { method: 'POST', body: body(team) }),
      })
      .then(async (response) => ({ status: response.status, text: await response.text() }))
      .catch((error: unknown) => error)
    expect(answer instanceof Error || answer instanceof DOMException).toBe(cutting.has(kind))
    expect(fault.hits).toBe(1)
    const [asked] = emulator.requests
    expect(asked).toMatchObject({ vendor: 'acme', fault: kind })
    expect(emulator.keys('acme')).toHaveLength(asked?.done === true && kind !== 'replica-lag' ? 1 : 0)
  })
})

describe('a fault in the vendor’s form', () => {
  it.each<[Fault, number, object]>([
    [{ kind: 'rate-limited', retryAfter: 7 }, 429, { kind: 'slow_down', status: 429 }],
    [{ kind: 'unavailable' }, 503, { kind: 'unavailable', status: 503 }],
    [
      { kind: 'echo-credential' },
      400,
      { kind: 'bad_input', title: expect.stringContaining('X-Acme-Key: Key acme_admin_') },
    ],
  ])('%o', async (fault, status, told) => {
    const { emulator, ask, team } = acme()
    emulator.faults.add({ ...fault, vendor: 'acme' })
    const answer = await ask('/keys', { body: { label: 'CI', team } })
    expect(answer).toMatchObject({ status, body: told })
  })

  it('tells when to come back in the headers that the overlay names', async () => {
    const { emulator, ask, team } = acme()
    emulator.faults.add({ kind: 'rate-limited', vendor: 'acme', retryAfter: 7 })
    const { headers } = await ask('/keys', { body: { label: 'CI', team } })
    expect(Object.fromEntries(headers)).toMatchObject({ 'retry-after': '7', 'x-left': '0', 'x-reset': '7' })
  })

  it('has a word that no list has, where the document has lists', async () => {
    const { emulator, ask, team } = acme()
    emulator.faults.add({ kind: 'unknown-enum', vendor: 'acme' })
    const { body: answer } = await ask('/keys', { body: { label: 'CI', team } })
    expect(answer).toMatchObject({ key: { status: 'unheard_of' } })
  })

  it('hides a key that was just made from what lags behind', async () => {
    const { emulator, ask, team } = acme()
    emulator.faults.add({ kind: 'replica-lag', vendor: 'acme', operation: 'create' })
    const { body: made } = await ask('/keys', { body: { label: 'CI', team } })
    const { id } = made['key'] as { id: string }
    expect((await ask(`/keys/${id}`)).status).toBe(404)
    expect((await ask(`/keys?team=${team}`)).body['keys']).toEqual([])
  })

  it('is refused for a vendor or an operation that is not there', () => {
    const { emulator } = acme()
    expect(() => emulator.faults.add({ kind: 'html', vendor: 'nobody' })).toThrow(
      /needs one of unkey, .*, acme as the vendor/,
    )
    expect(() => emulator.faults.add({ kind: 'html', vendor: 'acme', operation: 'recover' })).toThrow(
      /no operation recover of acme/,
    )
  })
})

describe('a mock is reached', () => {
  it('over real HTTP, below the path of its base URL', async () => {
    const { emulator, team, token } = acme()
    const server = await emulator.listen()
    expect(server.urls.acme).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/v1$/)
    const response = await fetch(`${server.urls.acme}/keys`, {
      method: 'POST',
      headers: headersOf(token),
      body: body(team),
    })
    expect(response.status).toBe(201)
    const outside = await fetch(new URL('/keys', server.urls.acme), { headers: headersOf(token) })
    expect(outside.status).toBe(404)
    await server.close()
  })

  it('through MSW, on its own host', async () => {
    const { emulator, team, token } = acme()
    const server = setupServer(...handlers(emulator))
    server.listen({ onUnhandledRequest: 'error' })
    const response = await fetch('https://api.acme.example/v1/keys', {
      method: 'POST',
      headers: headersOf(token),
      body: body(team),
    })
    server.close()
    expect(response.status).toBe(201)
    expect(emulator.keys('acme')).toHaveLength(1)
  })

  it('where it was told to be, and else nowhere', async () => {
    const mock = fromOverlay(acmeDocument, acmeOverlay, { id: 'acme', baseUrl: 'http://localhost:1234' })
    const emulator = createEmulator({ seed: 1, vendors: [mock] })
    expect(emulator.origins).toEqual(['http://localhost:1234'])
    await emulator.fetch('http://localhost:1234/keys')
    await emulator.fetch('https://api.acme.example/v1/keys')
    expect(emulator.requests.map(({ vendor }) => vendor)).toEqual(['acme', 'flow'])
  })
})
