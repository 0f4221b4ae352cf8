import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { emitProviders, storesMetadata } from '../../src/generator/emit-providers.js'
import type { JsonObject } from '../../src/generator/json.js'
import { loadDocument } from '../../src/generator/load.js'

function meaning(field: string): JsonObject {
  return { actions: [{ update: { 'x-keymux': [{ field }] } }] }
}

describe('the list of the vendors', () => {
  it('is made of the folders in specs', async () => {
    const ids = (await readdir('specs')).toSorted()
    const providers = ids.map(async (id) => ({
      id,
      storesMetadata: storesMetadata(await loadDocument(join('specs', id, 'overlay.yaml'))),
    }))
    const present = await readFile('src/connect/providers.ts', 'utf8')
    expect(present).toBe(emitProviders(await Promise.all(providers)))
  })

  it('takes a vendor more without another line of code', () => {
    const text = emitProviders([
      { id: 'acme', storesMetadata: true },
      { id: 'bolt', storesMetadata: false },
    ])
    expect(text).toContain("import type { acme } from '../providers/acme/index.js'\n")
    expect(text).toContain('  readonly acme: typeof acme<In, Out>\n  readonly bolt: typeof bolt\n')
    expect(text).toContain("  acme: async () => (await import('../providers/acme/index.js')).acme,\n")
  })

  it('knows by the overlay whether a vendor stores metadata', () => {
    expect(storesMetadata(meaning('metadata'))).toBe(true)
    expect(storesMetadata(meaning('name'))).toBe(false)
    expect(storesMetadata({ info: { title: 'metadata' } })).toBe(false)
  })
})
