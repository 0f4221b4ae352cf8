import { inspect } from 'node:util'
import { describe, expect, it } from 'vitest'
import { createClock } from '../emulator/support/clock.js'
import { acme, type Answer } from './support/acme.js'

interface Key {
  readonly id: string
  readonly [field: string]: unknown
}

const start = new Date('2026-05-01T12:00:00.000Z')

async function made(
  world: ReturnType<typeof acme>,
  fields: object = {},
): Promise<{ key: Key; token: string }> {
  const { status, body } = await world.ask('/keys', { body: { label: 'CI', team: world.team, ...fields } })
  expect(status).toBe(201)
  return body as unknown as { key: Key; token: string }
}

describe('an answer', () => {
  it('has what was told where the overlay says, and what the document promises besides', async () => {
    const { now } = createClock(start)
    const world = acme({ seed: 1, now })
    const { key, token } = await made(world, { holder: 'user_1', until: '2026-06-01T00:00:00Z' })
    expect(key).toEqual({
      id: expect.stringMatching(/^k_[a-z0-9]{12}$/),
      label: 'CI',
      holder: 'user_1',
      made: start.getTime(),
      until: '2026-06-01T00:00:00.000Z',
      paused: false,
      status: 'ok',
      tags: [expect.stringMatching(/^[0-9a-f-]{36}$/)],
      limits: { perDay: 1 },
      quota: { left: 5 },
    })
    expect(token).toMatch(/^acme_live_[A-Za-z0-9]{31}$/)
  })

  it('repeats the vendor’s own fields', async () => {
    const { key } = await made(acme(), { limits: { perDay: 7 } })
    expect(key['limits']).toEqual({ perDay: 7 })
  })

  it('is marked for what it is, be it good or bad', async () => {
    const world = acme()
    for (const path of [`/keys?team=${world.team}`, '/keys', '/nowhere']) {
      const { headers } = await world.ask(path)
      expect(headers.get('x-keymux-mock')).toBe('acme; derived from its overlay')
      expect(headers.get('x-trace')).toMatch(/^req_\w{16}$/)
    }
  })
})

describe('a request', () => {
  it.each<[string, Answer['status'], object, Parameters<ReturnType<typeof acme>['ask']>]>([
    [
      'without a credential',
      401,
      { kind: 'who_are_you' },
      ['/keys', { headers: { 'x-acme-key': undefined } }],
    ],
    [
      'with another credential',
      401,
      { kind: 'who_are_you' },
      ['/keys', { headers: { 'x-acme-key': 'Key no' } }],
    ],
    [
      'in another scheme',
      401,
      { kind: 'who_are_you' },
      ['/keys', { headers: { 'x-acme-key': 'Bearer no' } }],
    ],
    ['for a key that is not there', 404, { kind: 'no_such_key', status: 404 }, ['/keys/k_aaaaaaaaaaaa']],
    ['with an id of another form', 400, { kind: 'bad_input' }, ['/keys/nobody']],
    ['for nothing that there is', 404, { kind: 'no_such_key' }, ['/other']],
    ['by a method that is not there', 405, { kind: 'bad_input' }, ['/keys', { method: 'PUT' }]],
    ['that means nothing to keymux', 501, { title: expect.stringContaining('GET /usage') }, ['/usage']],
    [
      'without a header',
      422,
      { faults: [{ where: 'Acme-Version', why: 'is required' }] },
      ['/keys', { body: { label: 'CI', team: 'team_000001' }, headers: { 'acme-version': undefined } }],
    ],
    ['without a query parameter', 400, { title: 'team is required.' }, ['/keys']],
    ['with a number that is none', 400, { title: 'limit must be a number.' }, ['/keys?team=a&limit=many']],
    ['with a page that is too large', 400, { title: 'limit must be at most 50.' }, ['/keys?team=a&limit=51']],
    ['with a cursor that it was not given', 400, { kind: 'bad_input' }, ['/keys?team=a&after=b']],
    ['with broken JSON', 422, { title: 'The body is not valid JSON.' }, ['/keys', { body: '{' }]],
    ['without a body', 422, { title: 'The body is required.' }, ['/keys', { method: 'POST' }]],
    [
      'with a field that is not there',
      422,
      { title: 'The body contains 1 unknown property.' },
      ['/keys', { body: { label: 'CI', team: 'team_000001', lable: 1 } }],
    ],
    [
      'with wrong fields',
      422,
      {
        faults: [
          { where: 'label', why: 'must be at least 2 characters long' },
          { where: 'limits.perDay', why: 'must be at least 1' },
          { where: 'region', why: 'must be one of eu, us' },
        ],
      },
      ['/keys', { body: { label: 'C', team: 'team_000001', limits: { perDay: 0 }, region: 'mars' } }],
    ],
  ])('%s is refused with %i', async (_, status, body, [path, request]) => {
    const world = acme()
    const answer = await world.ask(path, request)
    expect(answer).toMatchObject({ status, body })
    expect(answer.body).toMatchObject({ trace: answer.headers.get('x-trace') })
    expect(world.emulator.keys('acme')).toEqual([])
    expect(world.emulator.requests).toMatchObject([{ vendor: 'acme', status, done: false }])
  })
})

describe('a key', () => {
  it('is changed, paused, expired by the clock, revoked, and gone', async () => {
    const clock = createClock(start)
    const world = acme({ seed: 1, now: clock.now })
    const { ask, emulator } = world
    const { key, token } = await made(world)
    const path = `/keys/${key.id}`
    const verdict = async (): Promise<unknown> =>
      (await ask('/keys/verify', { body: { token } })).body['verdict']
    const patch = (body: object): Promise<Answer> => ask(path, { method: 'PATCH', body })
    expect(await verdict()).toBe('fine')

    expect((await patch({ label: 'Other', paused: true })).body).toMatchObject({
      label: 'Other',
      paused: true,
      changed: start.getTime(),
    })
    expect(await verdict()).toBe('unknown')
    expect(emulator.keys('acme')).toMatchObject([{ name: 'Other', state: 'disabled' }])
    await patch({ paused: false, until: new Date(start.getTime() + 1000).toISOString() })
    expect(await verdict()).toBe('fine')
    clock.wait(1000)
    expect(await verdict()).toBe('dead')
    expect((await patch({ until: null })).body).not.toHaveProperty('until')

    for (const _ of [1, 2])
      expect((await ask(`${path}/revoke`, { method: 'POST' })).body).toMatchObject({
        id: key.id,
        ended: clock.now().toISOString(),
      })
    expect(await verdict()).toBe('unknown')
    expect((await ask(path, { method: 'DELETE' })).status).toBe(204)
    expect((await ask(path, { method: 'DELETE' })).status).toBe(404)
    expect(emulator.keys('acme')).toEqual([])
  })

  it('is listed with those of its team and holder, page by page', async () => {
    const world = acme()
    const ids: string[] = []
    for (const holder of ['a', 'b', 'a', 'a', 'b', 'a', 'a']) {
      const { key } = await made(world, { holder })
      if (holder === 'a') ids.push(key.id)
    }
    await made(world, { team: 'team_000000', holder: 'a' })
    const seen: string[] = []
    let after = ''
    for (let pages = 1; ; pages += 1) {
      const { body } = await world.ask(`/keys?team=${world.team}&holder=a${after}`)
      const { keys, page } = body as unknown as { keys: Key[]; page: { next: string | null; more: boolean } }
      seen.push(...keys.map(({ id }) => id))
      expect(page.more).toBe(pages === 1)
      if (page.next === null) break
      after = `&after=${page.next}`
    }
    expect(seen).toEqual(ids)
  })
})

describe('the emulator of a mock', () => {
  it('gives the same for the same seed, and shares nothing with another', async () => {
    const { now } = createClock(start)
    const [one, other, third] = [acme({ seed: 1, now }), acme({ seed: 1, now }), acme({ seed: 2, now })]
    const key = await made(one)
    expect(await made(other)).toEqual(key)
    expect(other.emulator.keys('acme')).toHaveLength(1)
    expect(await made(third)).not.toEqual(key)
    expect([one.team, one.token]).toEqual([other.team, other.token])
    expect(one.team).toMatch(/^team_[0-9]{6}$/)
    expect(one.token).toMatch(/^acme_admin_\w{32}$/)
  })

  it('shows no secret and no credential', async () => {
    const world = acme()
    const { key, token } = await made(world)
    await world.ask(`/keys/${key.id}`)
    await world.ask(`/keys/${token}`)
    const { emulator } = world
    const shown = [emulator, emulator.credentials, emulator.keys('acme'), emulator.requests].flatMap(
      (value) => [inspect(value, { depth: 9, showHidden: true }), JSON.stringify(value)],
    )
    for (const text of shown) for (const secret of [token, world.token]) expect(text).not.toContain(secret)
    expect(emulator.requests.map(({ path }) => path)).toEqual([
      '/v1/keys',
      `/v1/keys/${key.id}`,
      '/v1/keys/[redacted]',
    ])
    expect(await emulator.keyOf('acme', token)).toMatchObject({ id: key.id })
  })
})
