import { readdirSync, readFileSync } from 'node:fs'
import { conformance, formatReport, type ConformanceSubject } from 'keymux/conformance'
import { createEmulator } from 'keymux/emulator'
import type { KeyClient } from 'keymux'
import { expect, it } from 'vitest'
import { vendorList } from '../../src/cli/vendor-list.js'
import { mockOf } from '../mock/support/specs.js'

/** The vendors whose provider nobody wrote by hand. */
const generated = readdirSync('src/providers').filter((id) =>
  readFileSync(`src/providers/${id}/index.ts`, 'utf8').startsWith('// Generated from '),
)

type Factory = (options: object) => KeyClient

/** A generated client, talking to a mock of its own document. */
async function subjectOf(id: string): Promise<ConformanceSubject> {
  const emulator = createEmulator({ seed: 1, vendors: [await mockOf(id, id)] })
  const module = (await import(`../../src/providers/${id}/index.ts`)) as Readonly<Record<string, Factory>>
  const [factory, entry] = [module[id], vendorList.find((vendor) => vendor.id === id)]
  if (factory === undefined || entry === undefined) throw new Error(id)
  const own = emulator.credentials[id] ?? {}
  let count = 0
  return {
    credential: own[entry.credential.name] ?? '',
    client: (credential, options) => factory({ ...own, [entry.credential.name]: credential, ...options }),
    input: () => ({ name: `CI ${(count += 1)}` }),
    values: () => ({ owner: 'user_1' }),
    held: () => emulator.keys(id),
    fetch: emulator.fetch,
  }
}

it('is not empty', () => {
  expect(generated).toContain('openrouter')
})

it.concurrent.each(generated)(
  'the client of %s, made of its document and overlay, conforms',
  { timeout: 120_000 },
  async (id) => {
    const report = await conformance(await subjectOf(id)).run()
    expect(formatReport(report)).toContain('conforms')
  },
)
