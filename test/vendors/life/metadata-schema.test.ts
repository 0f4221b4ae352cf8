import { clerk } from 'keymux/clerk'
import { factify, type FactifyOptions } from 'keymux/factify'
import { unkey } from 'keymux/unkey'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { errorOf } from '../support/outcome.js'
import { collect, held, live, since, type Life } from './support/life.js'

const schema = z.object({ plan: z.enum(['free', 'pro']), seats: z.string().transform(Number).optional() })

function typed({ emulator, urls }: Life) {
  const { credentials } = emulator
  return {
    unkey: unkey({ ...credentials.unkey, baseUrl: urls.unkey, metadataSchema: schema }),
    clerk: clerk({ ...credentials.clerk, baseUrl: urls.clerk, metadataSchema: schema }),
  }
}

describe.each(['unkey', 'clerk'] as const)('a metadataSchema at %s', (vendor) => {
  it('is read through, and what was given is what is stored', async () => {
    const life = await live()
    const keys = typed(life)[vendor]
    const metadata = { plan: 'pro', seats: '3' } as const
    const created = await keys.create({ name: 'Build', metadata })
    const read = { plan: 'pro', seats: 3 }
    expect(created.metadata).toEqual(read)
    expect(created.key.metadata).toEqual(read)
    expect(held(life.emulator, vendor, created.id)?.metadata).toEqual(metadata)
    expect((await keys.get(created.id)).metadata).toEqual(read)
    expect((await collect<{ metadata: unknown }>(keys.list())).map((key) => key.metadata)).toEqual([read])
    expect((await keys.verify(created.secret)).key?.metadata).toEqual(read)
    const updated = await keys.update(created.id, { metadata: { plan: 'free', seats: '4' } })
    expect(updated.metadata).toEqual({ plan: 'free', seats: 4 })
    expect(held(life.emulator, vendor, created.id)?.metadata).toEqual({ plan: 'free', seats: '4' })
  })

  it('is not in the way of a rotation, which passes on what is stored', async () => {
    const life = await live()
    const keys = typed(life)[vendor]
    const { id } = await keys.create({ name: 'Build', metadata: { plan: 'pro', seats: '3' } })
    const rotated = await keys.rotate(id, { overlap: '1h' })
    expect(rotated.metadata).toEqual({ plan: 'pro', seats: 3 })
    expect(held(life.emulator, vendor, rotated.id)?.metadata).toEqual({ plan: 'pro', seats: '3' })
    const odd = await life[vendor].create({ name: 'Odd', metadata: { plan: 'gold' } })
    const again = await keys.rotate(odd.id, { overlap: '1h' })
    expect(held(life.emulator, vendor, again.id)?.metadata).toEqual({ plan: 'gold' })
    expect(again.warnings.map(({ code }) => code)).toContain('invalid_metadata')
  })

  it('refuses metadata that does not fit, before any request and without its values', async () => {
    const life = await live()
    const keys = typed(life)[vendor]
    const { id } = await life[vendor].create({ name: 'Build' })
    const asked = since(life)
    const metadata = { plan: 'sk_secret_gold' } as unknown as { plan: 'pro' }
    for (const call of [keys.create({ name: 'Other', metadata }), keys.update(id, { metadata })]) {
      const error = await errorOf(call)
      expect(error).toMatchObject({ code: 'invalid_request', vendor, issues: [{ path: 'metadata.plan' }] })
      expect(JSON.stringify(error)).not.toContain('sk_secret_gold')
      expect(error.message).not.toContain('sk_secret_gold')
    }
    // A key without metadata does not fit either: the schema wants a plan.
    expect(await errorOf(keys.create({ name: 'Other' }))).toMatchObject({ code: 'invalid_request' })
    expect(asked()).toEqual([])
  })

  it('gives what is stored and does not fit as it is, with a warning', async () => {
    const life = await live()
    const keys = typed(life)[vendor]
    const { id, secret } = await life[vendor].create({ name: 'Build', metadata: { plan: 'gold' } })
    const read = await keys.get(id)
    expect(read.metadata).toEqual({ plan: 'gold' })
    expect(read.warnings).toMatchObject([{ code: 'invalid_metadata', path: 'metadata.plan' }])
    expect(JSON.stringify(read.warnings)).not.toContain('gold')
    expect((await keys.verify(secret)).valid).toBe(true)
    const page = await keys.list().page()
    expect(page.keys.map(({ metadata }) => metadata)).toEqual([{ plan: 'gold' }])
    expect(page.warnings.map(({ code }) => code)).toEqual(['invalid_metadata'])
    expect((await keys.revoke(id)).already).toBe(false)
  })

  it('may be taken away by null', async () => {
    const life = await live()
    const keys = typed(life)[vendor]
    const { id } = await keys.create({ name: 'Build', metadata: { plan: 'pro' } })
    expect((await keys.update(id, { metadata: null })).metadata).toEqual({})
  })
})

it('is checked on import too', async () => {
  const life = await live()
  const keys = typed(life).unkey
  const asked = since(life)
  const metadata = { plan: 'gold' } as unknown as { plan: 'pro' }
  const error = await errorOf(keys.import([{ secret: 'x', metadata }]))
  expect(error).toMatchObject({ code: 'invalid_request', operation: 'import' })
  expect(asked()).toEqual([])
})

it('is no option where the vendor keeps no metadata', async () => {
  const { emulator } = await live()
  const options = { ...emulator.credentials.factify, metadataSchema: schema } as FactifyOptions
  const error = await errorOf((async () => factify(options))())
  expect(error).toMatchObject({ code: 'configuration', vendor: 'factify' })
  expect(error.message).toContain('metadataSchema')
})
