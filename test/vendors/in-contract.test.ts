import { assert, asyncProperty, property } from 'fast-check'
import { createEmulator, type Emulator } from 'keymux/emulator'
import { describe, expect, it } from 'vitest'
import { authorization, createPaths } from '../emulator/support/ask.js'
import { contractOf } from '../emulator/support/contract.js'
import { cases } from './cases/index.js'
import { adapters } from './support/adapters.js'
import { arbitraryInputs } from './support/arbitrary-inputs.js'

/** Whose a key is that was asked for without an owner: who that is at Flow, only Flow can tell. */
const ownersOtherwise = {
  unkey: async () => null,
  clerk: async ({ credentials }: Emulator) => credentials.clerk.subject,
  factify: async ({ credentials }: Emulator) => credentials.factify.organizationId,
  flow: async (emulator: Emulator) => {
    const headers = authorization(emulator, 'flow')
    const answer = await emulator.fetch('https://flow.example.com/users/me', { headers })
    return ((await answer.json()) as { id: string }).id
  },
}

describe.each(cases)('any input within the contract of $title', ({ vendor, make }) => {
  const contract = contractOf(vendor)
  const adapter = adapters[vendor]

  it(`becomes a body that the generated schema and ${contract.source} take`, () => {
    assert(
      property(arbitraryInputs[vendor], (input) => {
        const body = adapter.body(input)
        expect(adapter.accepts(body)).toBe(true)
        expect(contract.requestFaults('POST', createPaths[vendor], body)).toEqual([])
      }),
      { numRuns: 500 },
    )
  })

  it('loses nothing on its way', () => {
    assert(
      property(arbitraryInputs[vendor], (input) => {
        const body = adapter.body(input)
        for (const [name, field] of Object.entries(adapter.fields)) {
          expect(body[name]).toEqual(JSON.parse(JSON.stringify(input[field] ?? null)) ?? undefined)
        }
        expect(body).toMatchObject((input['vendor'] ?? {}) as object)
        const moments = Object.keys(body).filter((name) => /expir/.test(name))
        expect(moments).toHaveLength(input['expiresAt'] === undefined ? 0 : 1)
      }),
      { numRuns: 500 },
    )
  })

  it('is taken by the upstream, which holds what was asked for', async () => {
    await assert(
      asyncProperty(arbitraryInputs[vendor], async (input) => {
        const emulator = createEmulator({ seed: 1 })
        const place = vendor === 'flow' ? { baseUrl: 'https://flow.example.com' } : {}
        const created = await make(emulator, { fetch: emulator.fetch, marker: false, ...place }).create(input)
        const [held] = emulator.keys(vendor)
        expect(created.warnings).toEqual([])
        expect(held?.id).toBe(created.id)
        expect(held?.name).toBe(input['name'] ?? null)
        expect(held?.metadata ?? {}).toEqual(JSON.parse(JSON.stringify(input['metadata'] ?? {})))
        expect(created.metadata).toEqual(held?.metadata ?? {})
        expect(held?.owner).toBe(input['owner'] ?? (await ownersOtherwise[vendor](emulator)))
        // A permission is had or not: how often it is named, and in which order, says nothing.
        expect(new Set(held?.scopes)).toEqual(new Set((input['scopes'] ?? []) as string[]))
      }),
      { numRuns: 300 },
    )
  })
})
