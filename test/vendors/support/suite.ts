import { Secret } from 'keymux'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { errorOf, named, startsWith } from './outcome.js'
import type { Reached, Transport } from './transports.js'
import { fieldValues, type Input, type Keys, type VendorCase } from './vendor-case.js'

/** One vendor's client and the emulator that it reaches; new for each test. */
interface Given {
  readonly vendorCase: VendorCase
  readonly reached: Reached
  readonly keys: Keys
  /** The least that a key can be asked for with, and more. */
  minimal(more?: Input): Input
}

/** What every vendor's client has to do, whatever lies between it and its upstream. */
export function contractSuite(vendorCase: VendorCase, transport: Transport): void {
  describe(`${vendorCase.title} ${vendorCase.variant ?? ''} ${transport.title}`, () => {
    let given: Given

    beforeEach(async () => {
      const reached = await transport.reach(vendorCase)
      const keys = vendorCase.make(reached.emulator, reached.options)
      const minimal = (more: Input = {}): Input => ({ ...vendorCase.minimal(reached.emulator), ...more })
      given = { vendorCase, reached, keys, minimal }
    })
    afterEach(() => given.reached.close())

    creates(vendorCase, () => given)
    refusesBeforehand(vendorCase, () => given)
    findsItsCredential(() => given)
  })
}

function creates(vendorCase: VendorCase, given: () => Given): void {
  it.each(['minimal', 'full'] as const)('gives what the vendor made of a %s input', async (kind) => {
    const { reached, keys } = given()
    const input = vendorCase[kind](reached.emulator)
    const created = await keys.create(input)
    const [held, ...others] = reached.emulator.keys(vendorCase.vendor)

    expect(others).toEqual([])
    expect(created.id).toBe(held?.id)
    expect(Secret.is(created.secret)).toBe(true)
    expect(created.prefix).toBe(vendorCase.prefix[kind])
    expect(created.prefix === null || startsWith(created.secret, created.prefix)).toBe(true)
    expect(created.metadata).toEqual(input['metadata'] ?? {})
    expect(created.key).toMatchObject({ id: created.id, metadata: created.metadata })
    expect(created.warnings).toEqual([])
    expect(JSON.stringify(created).includes(created.secret.reveal())).toBe(false)
  })

  it('gives what is known of the key besides, and what the upstream holds is what was asked for', async () => {
    const { reached, keys } = given()
    const { key } = await keys.create(vendorCase.full(reached.emulator))
    const [held] = reached.emulator.keys(vendorCase.vendor)
    expect(held).toMatchObject(vendorCase.held(reached.emulator))
    expect(key).toMatchObject(vendorCase.told)
    expect(key.expiresAt ?? null).toEqual(held?.expiresAt)
    const dates = Object.entries(key).filter(([name]) => name.endsWith('At'))
    expect(dates.every(([, date]) => date instanceof Date && !Number.isNaN(date.getTime()))).toBe(true)
  })

  it('tells the HTTP side of the call', async () => {
    const { reached, keys, minimal } = given()
    const { http } = await keys.create(minimal())
    const [request] = reached.emulator.requests
    expect(http).toMatchObject({ status: vendorCase.status, attempts: 1, rateLimit: null })
    expect(http.request.method).toBe('POST')
    expect(http.request.url.startsWith(reached.baseUrl)).toBe(true)
    expect(http.request.url.endsWith(request?.path.replace(/^\/v1(?=\/)/, '') ?? '?')).toBe(true)
    expect(http.headers.get('content-type')).toMatch(/^application\/json/)
    expect(http.durationMs).toBeGreaterThan(0)
    expect(http.requestId).toEqual(named(vendorCase.requestId.success, null))
  })
}

function refusesBeforehand(vendorCase: VendorCase, given: () => Given): void {
  const takesVendor = vendorCase.limits.some(({ option }) => option.startsWith('vendor.'))

  it.each(vendorCase.lacks)('refuses %s, which the vendor lacks, before any request', async (field) => {
    const { reached, keys, minimal } = given()
    const error = await errorOf(keys.create(minimal({ [field]: fieldValues[field] })))
    expect(error).toMatchObject({ code: 'unsupported', vendor: vendorCase.vendor, operation: 'create' })
    expect(error.message).toContain(`\`${field}\``)
    expect(error.message).toContain(vendorCase.title)
    expect(error.issues.map(({ path }) => path)).toEqual([field])
    expect(reached.emulator.requests).toEqual([])
  })

  it.each<[string, Input, string]>([
    ['an unknown field', { nmae: 'CI' }, '`nmae`'],
    ['an unknown field of the vendor', { vendor: { nope: 1 } }, takesVendor ? '`vendor.nope`' : '`vendor`'],
    ['a wire name', { external_id: 'user_1' }, '`external_id`'],
    ['a name that every object has', JSON.parse('{"constructor":1}') as Input, '`constructor`'],
  ])('refuses %s before any request', async (_, more, place) => {
    const { reached, keys, minimal } = given()
    const error = await errorOf(keys.create(minimal(more)))
    expect(error).toMatchObject({ code: 'unsupported', vendor: vendorCase.vendor })
    expect(error.message).toContain(place)
    expect(reached.emulator.requests).toEqual([])
  })

  it('does not mind a field that is undefined', async () => {
    const { reached, keys, minimal } = given()
    const nothing = Object.fromEntries(Object.keys(fieldValues).map((name) => [name, undefined]))
    await keys.create({ ...nothing, ...minimal(), vendor: undefined })
    expect(reached.emulator.requests).toHaveLength(1)
  })
}

function findsItsCredential(given: () => Given): void {
  it('says unauthorized for a wrong credential', async () => {
    const { vendorCase, reached, minimal } = given()
    const { option = '', env = '' } = vendorCase.required[0] ?? {}
    const wrong = vendorCase.make(reached.emulator, { ...reached.options, [option]: 'wrong_credential' })
    const error = await errorOf(wrong.create(minimal()))
    expect(error).toMatchObject({ code: 'unauthorized', status: 401, mayHaveActed: false, retryable: false })
    expect(error.requestId).toEqual(named(vendorCase.requestId.failure, undefined))
    expect(error.message).toContain(option)
    expect(error.message).toContain(env)
    expect(JSON.stringify(error)).not.toContain('wrong_credential')
    expect(reached.emulator.keys(vendorCase.vendor)).toEqual([])
  })

  it('shows the id of a request whole, beside a credential that is like it', async () => {
    const { vendorCase, reached } = given()
    const { emulator, options } = reached
    emulator.faults.add({ kind: 'error-before-commit', vendor: vendorCase.vendor, operation: 'create' })
    const error = await errorOf(vendorCase.make(emulator, options).create(given().minimal()))
    expect(error).toMatchObject({ code: 'ambiguous', status: 500 })
    expect(error.requestId).toEqual(named(vendorCase.requestId.failure, undefined))
  })

  it('takes what is missing from the environment', async () => {
    const { vendorCase, reached, minimal } = given()
    for (const { env, value } of vendorCase.required)
      vi.stubEnv(env, value(reached.emulator, reached.baseUrl))
    const { id } = await vendorCase.bare(reached.options).create(minimal())
    expect(reached.emulator.keys(vendorCase.vendor)).toMatchObject([{ id }])
    vi.unstubAllEnvs()
  })
}
