import { inspect } from 'node:util'
import { describe, expect, it } from 'vitest'
import type { CreateKeyResult } from '../../src/core/create-key.js'
import type { CreateOptions } from '../../src/core/create-options.js'
import type { ClientContext } from '../../src/http/client-context.js'
import { createMarkedKey } from '../../src/http/operations/create-marked-key.js'
import { findKey, getKey } from '../../src/http/operations/get-key.js'
import { listKeys } from '../../src/http/operations/list-keys.js'
import { updateKey } from '../../src/http/operations/update-key.js'
import { verifyKey } from '../../src/http/operations/verify-key.js'
import { answering, contextWith, errorOf, json } from './support/acme.js'
import { keyCall, verifyCall } from './support/acme-keys.js'
import {
  acmeContext,
  acmeList,
  acmeMaking,
  AcmeUpstream,
  type Ability,
  type AcmeInput,
} from './support/acme-upstream.js'
import { watchRejections } from './support/watch.js'

watchRejections()

const marker = /^kmx_[0-9a-z]{20}$/
const input: AcmeInput = { name: 'CI', metadata: { plan: 'pro' } }

async function create(
  upstream: AcmeUpstream,
  ability: Ability = {},
  given: AcmeInput = input,
  options?: CreateOptions,
): Promise<CreateKeyResult<object>> {
  const context = acmeContext(upstream, ability)
  return createMarkedKey(context, given, acmeMaking(context), options)
}

function shows(value: unknown): boolean {
  return /kmx_|keymux_marker/.test(inspect(value, { depth: Infinity, showHidden: true }))
}

/** A client of an upstream that says this alone. */
function said(body: object): ClientContext {
  return contextWith(answering(() => json(body)))
}

/** All that a caller can read of the keys of an upstream. */
async function read(upstream: AcmeUpstream, ability: Ability = {}): Promise<unknown[]> {
  const context = acmeContext(upstream, ability)
  const list = listKeys(context, acmeList(), undefined, undefined)
  const walked: unknown[] = []
  for await (const key of list) walked.push(key)
  return [
    ...walked,
    await list.page(),
    await findKey(context, upstream.keys[0]?.id ?? '', acmeList(), undefined),
  ]
}

describe('the marker of a create', () => {
  it('goes into the metadata, and is another each time', async () => {
    const upstream = new AcmeUpstream()
    for (const metadata of [{ plan: 'pro' }, undefined])
      await create(upstream, {}, { name: 'CI', ...(metadata && { metadata }) })
    const [first, second] = upstream.sent
    expect(first).toEqual({
      name: 'CI',
      meta: { plan: 'pro', keymux_marker: expect.stringMatching(marker) as string },
    })
    expect(second).toEqual({ name: 'CI', meta: { keymux_marker: expect.stringMatching(marker) as string } })
    expect(
      JSON.stringify(first) ===
        JSON.stringify({ ...second, meta: { plan: 'pro', ...(second?.['meta'] as object) } }),
    ).toBe(false)
  })

  it.each<[string, Ability, CreateOptions]>([
    ['the client', { stores: 'name', marker: 'name' }, {}],
    ['the call', { stores: 'name' }, { marker: 'name' }],
  ])(
    'goes to the end of the name where %s allows it and there is no metadata',
    async (_, ability, options) => {
      const upstream = new AcmeUpstream()
      const created = await create(upstream, ability, { name: 'CI' }, options)
      expect(upstream.sent).toEqual([{ name: expect.stringMatching(/^CI \[kmx_[0-9a-z]{20}\]$/) as string }])
      expect(created.key.name).toBe('CI')
      expect(shows(created)).toBe(false)
      expect(await read(upstream, ability)).toMatchObject([
        { name: 'CI' },
        { keys: [{ name: 'CI' }] },
        { name: 'CI' },
      ])
      expect(shows(await read(upstream, ability))).toBe(false)
    },
  )

  it('does not go into the name where there is metadata', async () => {
    const upstream = new AcmeUpstream()
    await create(upstream, { marker: 'name' })
    expect(upstream.sent).toMatchObject([
      { name: 'CI', meta: { keymux_marker: expect.stringMatching(marker) as string } },
    ])
  })

  it.each<[string, Ability, AcmeInput, CreateOptions]>([
    ['by the client’s word', { marker: false }, input, {}],
    ['by the call’s word', {}, input, { marker: false }],
    ['in a name without leave', { stores: 'name' }, { name: 'CI' }, {}],
    ['in metadata that is full', {}, { name: 'CI', metadata: { a: 1, b: 2, c: 3 } }, {}],
    ['after a name that is long', { stores: 'name', marker: 'name' }, { name: 'x'.repeat(30) }, {}],
    [
      'in metadata that has a property of its name',
      {},
      { name: 'CI', metadata: { keymux_marker: 'mine' } },
      {},
    ],
  ])('is nowhere %s', async (_, ability, given, options) => {
    const upstream = new AcmeUpstream()
    await create(upstream, ability, given, options)
    expect(upstream.sent).toEqual([{ name: given.name, ...(given.metadata && { meta: given.metadata }) }])
  })

  it('leaves the caller’s own input as it is', async () => {
    const given = { name: 'CI', metadata: Object.freeze({ plan: 'pro' }) }
    await create(new AcmeUpstream(), {}, Object.freeze(given))
    expect(given).toEqual({ name: 'CI', metadata: { plan: 'pro' } })
  })

  it('does not hide what is wrong with the metadata', async () => {
    const upstream = new AcmeUpstream()
    const error = await errorOf(create(upstream, {}, { metadata: [1] as unknown as object }))
    expect(shows(error)).toBe(false)
  })
})

describe('what the caller sees of a key', () => {
  it('has no marker after a create', async () => {
    const created = await create(new AcmeUpstream())
    expect(created).toMatchObject({
      metadata: { plan: 'pro' },
      key: { metadata: { plan: 'pro' }, vendor: { meta: { plan: 'pro' } } },
    })
    expect(shows(created)).toBe(false)
  })

  it('has none in a list, a page, or a get by the list', async () => {
    const upstream = new AcmeUpstream()
    await create(upstream)
    const seen = await read(upstream)
    expect(seen[0]).toMatchObject({ metadata: { plan: 'pro' }, vendor: { meta: { plan: 'pro' } } })
    expect(shows(seen)).toBe(false)
  })

  const stored = {
    id: 'key_1',
    state: 'active',
    name: 'CI',
    meta: { plan: 'pro', keymux_marker: 'kmx_00000000000000000000' },
  }

  it('has none in a get, an update or a verdict', async () => {
    const verdict = { valid: true, key: stored }
    const seen = [
      await getKey(said(stored), 'key_1', keyCall(), undefined),
      await updateKey(said(stored), 'key_1', keyCall('settles', 'update'), undefined),
      await verifyKey(said(verdict), 'prod_x', verifyCall('prod_x'), undefined),
    ]
    expect(seen).toMatchObject([{ metadata: { plan: 'pro' } }, {}, { key: { metadata: { plan: 'pro' } } }])
    expect(shows(seen)).toBe(false)
  })

  it('keeps a property of that name that is no marker, and a name that only looks like one', async () => {
    const own = { ...stored, name: 'CI [kmx_short]', meta: { keymux_marker: 'mine' } }
    const key = await getKey(contextWith(answering(() => json(own))), 'key_1', keyCall(), undefined)
    expect(key).toMatchObject({
      metadata: { keymux_marker: 'mine' },
      vendor: { name: 'CI [kmx_short]', meta: { keymux_marker: 'mine' } },
    })
  })
})
