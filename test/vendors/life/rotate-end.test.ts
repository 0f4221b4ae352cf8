import { clerk } from 'keymux/clerk'
import { createEmulator, type Emulator } from 'keymux/emulator'
import { unkey } from 'keymux/unkey'
import { describe, expect, it } from 'vitest'
import { errorOf } from '../support/outcome.js'
import { held, hour, live, since, unknownIds } from './support/life.js'

const second = 1000

/** The `fetch` of an emulator whose clock is ahead of ours, or behind, and whose answers tell its time. */
function apart(byMs: number): { emulator: Emulator; fetch: typeof globalThis.fetch } {
  const now = (): Date => new Date(Date.now() + byMs)
  const emulator = createEmulator({ seed: 1, now })
  const fetch: typeof globalThis.fetch = async (url, init) => {
    const { status, headers, body } = await emulator.fetch(url, init)
    return new Response(body, {
      status,
      headers: { ...Object.fromEntries(headers), date: now().toUTCString() },
    })
  }
  return { emulator, fetch }
}

const losingRerolls: typeof globalThis.fetch = async (url, init) => {
  const answer = await globalThis.fetch(url, init)
  if (String(url).endsWith('/v2/keys.rerollKey')) throw new TypeError('The connection was lost.')
  return answer
}

function endOf(emulator: Emulator, vendor: 'unkey' | 'clerk', id: string): number {
  return held(emulator, vendor, id)?.expiresAt?.getTime() ?? Infinity
}

describe("the old key's end at Unkey", () => {
  it.each([1, 90, 86_400])('is not rounded up to a full minute: %i seconds', async (seconds) => {
    const { unkey: keys, emulator } = await live()
    // Whatever the second of the minute is: one of two that are half a minute apart would be rounded far.
    for (const length of [seconds * second, (seconds + 30) * second]) {
      const { id } = await keys.create({})
      const from = Date.now()
      const { previous } = await keys.rotate(id, { overlap: `${length}ms` })
      const late = endOf(emulator, 'unkey', id) - from - length
      expect(late).toBeGreaterThanOrEqual(0)
      expect(late).toBeLessThan(2 * second)
      expect(previous.validUntil?.getTime()).toBe(endOf(emulator, 'unkey', id))
    }
  })

  it.each([-30, -1, 0, 1, 30, 59])(
    'is never later than its own expiry, %i seconds after the overlap',
    async (seconds) => {
      const { unkey: keys, emulator } = await live()
      const { id } = await keys.create({ expiresAt: new Date(Date.now() + hour + seconds * second) })
      const own = endOf(emulator, 'unkey', id)
      const from = Date.now()
      const { previous } = await keys.rotate(id, { overlap: '1h' })
      const end = endOf(emulator, 'unkey', id)
      expect(end).toBeLessThanOrEqual(own)
      expect(end).toBeLessThan(from + hour + 2 * second)
      expect(previous.validUntil?.getTime()).toBe(end)
    },
  )

  it('is asked of the reroll no later than its own expiry, since what sets it afterwards may fail', async () => {
    const { emulator, urls } = await live()
    const asked: number[] = []
    const fetch: typeof globalThis.fetch = async (url, init) => {
      if (String(url).endsWith('/v2/keys.updateKey')) return new Response(null, { status: 500 })
      if (String(url).endsWith('/v2/keys.rerollKey'))
        asked.push((JSON.parse(String(init?.body)) as { expiration: number }).expiration)
      return globalThis.fetch(url, init)
    }
    const keys = unkey({ ...emulator.credentials.unkey, baseUrl: urls.unkey, fetch, retry: { limit: 0 } })
    const { id } = await keys.create({ expiresAt: '30m' })
    expect((await errorOf(keys.rotate(id, { overlap: '24h' }))).message).toContain('may still work')
    expect(asked).toHaveLength(1)
    expect(asked[0]).toBeLessThanOrEqual(hour / 2)
    expect(asked[0]).toBeGreaterThan(hour / 2 - 30 * second)
  })

  it.each([
    [-2, 3],
    [-2, 1],
    [2, 3],
    [2, 1],
  ])('is by its own clock, which is %i hours away: after %i hours', async (away, hours) => {
    const { emulator, fetch } = apart(away * hour)
    const keys = unkey({ ...emulator.credentials.unkey, fetch })
    const { id } = await keys.create({})
    const from = Date.now() + away * hour
    const { previous } = await keys.rotate(id, { overlap: `${hours}h` })
    const end = endOf(emulator, 'unkey', id)
    expect(Math.abs(end - from - hours * hour)).toBeLessThan(2 * second)
    expect(previous.validUntil?.getTime()).toBe(end)
    expect(held(emulator, 'unkey', id)?.state).toBe('active')
  })

  it.each([
    ['0s', 0],
    ['1h', hour],
  ] as const)('is seen to as well where the rotation is settled later: %s', async (overlap, length) => {
    const { emulator, urls } = await live()
    const keys = unkey({ ...emulator.credentials.unkey, baseUrl: urls.unkey, fetch: losingRerolls })
    const { id } = await keys.create({ vendor: { recoverable: true } })
    const error = await errorOf(keys.rotate(id, { overlap }))
    const from = Date.now()
    expect((await error.reconcile?.())?.status).toBe('recovered')
    expect(held(emulator, 'unkey', id)?.state).toBe(length === 0 ? 'disabled' : 'active')
    expect(Math.abs(endOf(emulator, 'unkey', id) - from - length)).toBeLessThan(5 * second)
  })

  it('is soon, where the overlap is shorter than the calls', async () => {
    const { unkey: keys, emulator } = await live()
    const { id } = await keys.create({})
    const { previous } = await keys.rotate(id, { overlap: '1ms' })
    const end = endOf(emulator, 'unkey', id)
    expect(end).toBeLessThan(Date.now() + second)
    expect(previous.validUntil?.getTime()).toBe(end)
  })

  const minuteAfter2099 = Math.ceil((Date.UTC(2100, 0, 1, 0, 1) - Date.now()) / second)
  it.each([
    ['100000d', '100000d'],
    ['27500d', '27500d'],
    ['a minute into 2100', `${minuteAfter2099}s`],
  ] as const)('is refused before any request where Unkey cannot keep it: %s', async (_, overlap) => {
    const life = await live()
    const asked = since(life)
    const error = await errorOf(life.unkey.rotate(unknownIds.unkey, { overlap }))
    expect(error).toMatchObject({
      code: 'invalid_request',
      operation: 'rotate',
      issues: [{ path: 'overlap' }],
    })
    expect(asked()).toEqual([])
  })
})

describe("the old key's end at Clerk", () => {
  it.each([
    ['that it never ends', null],
    ['that it ends later', Date.now() + 2 * hour],
  ])('is not believed where the answer says %s', async (_, expiration) => {
    const { emulator, urls } = await live()
    const fetch: typeof globalThis.fetch = async (url, init) => {
      const answer = await globalThis.fetch(url, init)
      if (init?.method !== 'PATCH') return answer
      const body: unknown = await answer.json()
      return new Response(JSON.stringify(Object.assign({}, body, { expiration })))
    }
    const keys = clerk({ ...emulator.credentials.clerk, baseUrl: urls.clerk, fetch })
    const { id } = await keys.create({ name: 'Build' })
    const error = await errorOf(keys.rotate(id, { overlap: '1h' }))
    expect(error).toMatchObject({ code: 'invalid_response', operation: 'rotate', mayHaveActed: true })
    expect(error.message).toContain(`the old one (${id}) may still work`)
    expect(held(emulator, 'clerk', error.id ?? '')?.state).toBe('active')
    expect((await keys.verify(error.secret ?? '')).valid).toBe(true)
  })

  it.each([-2 * hour, 2 * hour])('is told by its own clock, which is %i ms away', async (byMs) => {
    const { emulator, fetch } = apart(byMs)
    const keys = clerk({ ...emulator.credentials.clerk, fetch })
    const { id } = await keys.create({ name: 'Build', expiresAt: '10h' })
    const own = endOf(emulator, 'clerk', id)
    const from = Date.now() + byMs
    const made = await keys.rotate(id, { overlap: '3h' })
    const end = endOf(emulator, 'clerk', id)
    expect(Math.abs(end - from - 3 * hour)).toBeLessThan(2 * second)
    expect(made.previous.validUntil?.getTime()).toBe(end)
    expect(Math.abs(endOf(emulator, 'clerk', made.id) - own)).toBeLessThan(4 * second)
  })

  it('is left to its own expiry, which comes before by its own clock alone', async () => {
    const { emulator, fetch } = apart(2 * hour)
    const keys = clerk({ ...emulator.credentials.clerk, fetch })
    const { id } = await keys.create({ name: 'Build', expiresAt: '30m' })
    const own = endOf(emulator, 'clerk', id)
    const { previous } = await keys.rotate(id, { overlap: '1h' })
    expect(endOf(emulator, 'clerk', id)).toBe(own)
    expect(previous.validUntil?.getTime()).toBe(own)
  })
})

describe("the new key's end at Clerk", () => {
  it('is not later than the original one, however often it is rotated', async () => {
    const { clerk: keys, emulator } = await live()
    let { id } = await keys.create({ name: 'Build', expiresAt: '30d' })
    for (let rotations = 0; rotations < 3; rotations += 1) {
      const before = endOf(emulator, 'clerk', id)
      const { id: madeId } = await keys.rotate(id, { overlap: '1h' })
      const after = endOf(emulator, 'clerk', madeId)
      expect(after).toBeLessThanOrEqual(before)
      expect(before - after).toBeLessThan(3 * second)
      id = madeId
    }
  })

  it('is not later though its clock is ahead by less than anybody notices', async () => {
    const { emulator, fetch } = apart(900)
    const keys = clerk({ ...emulator.credentials.clerk, fetch })
    const { id } = await keys.create({ name: 'Build', expiresAt: '30d' })
    const own = endOf(emulator, 'clerk', id)
    // As long as a request may take.
    await new Promise((resolve) => setTimeout(resolve, 20))
    const { id: madeId, warnings } = await keys.rotate(id, { overlap: '1h' })
    expect(endOf(emulator, 'clerk', madeId)).toBeLessThanOrEqual(own)
    expect(warnings.map(({ path }) => path)).toEqual(['name'])
  })

  it('is a second away at least, and a warning says that this is later', async () => {
    const { clerk: keys, emulator } = await live()
    const { id } = await keys.create({ name: 'Build', expiresAt: '1s' })
    const { id: madeId, warnings } = await keys.rotate(id, { overlap: '0s' })
    expect(held(emulator, 'clerk', madeId)?.state).toBe('active')
    expect(warnings).toContainEqual(expect.objectContaining({ code: 'changed', path: 'expiresAt' }))
  })
})
