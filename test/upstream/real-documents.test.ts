import { existsSync } from 'node:fs'
import { cp, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { CopiedTree } from '../support/copied-tree.js'

const upstream = fileURLToPath(new URL('../../../shared/upstream', import.meta.url))
const documents: Readonly<Record<string, string>> = {
  unkey: 'unkey.openapi.yaml',
  clerk: 'clerk.openapi.yaml',
  factify: 'factify.openapi.json',
  openrouter: 'openrouter.openapi.yaml',
  workos: 'workos.openapi.yaml',
}

const isHere = existsSync(upstream)
if (!isHere)
  process.stderr.write(
    `skipped: the vendors' documents are not in ../shared/upstream, nothing is generated from them\n`,
  )

// Three tools run here one after the other, on whatever machine this is.
vi.setConfig({ testTimeout: 240_000, hookTimeout: 60_000 })

describe.skipIf(!isHere)("the overlays on the vendors' own documents", () => {
  let tree: CopiedTree

  beforeAll(async () => {
    tree = await CopiedTree.of(
      'package.json',
      'tsconfig.json',
      'vitest.config.ts',
      'specs',
      'scripts',
      'src',
      'test/vendors',
      'test/support',
      'test/emulator/support',
      'test/leaks',
      'test/mock/support',
    )
    await cp(upstream, tree.path('upstream'), { recursive: true })
  })

  afterAll(() => tree.remove())

  it('generate adapters', async () => {
    const specs = Object.entries(documents).flatMap(([vendor, file]) => [
      '--spec',
      `${vendor}=upstream/${file}`,
    ])
    const { code, stdout, stderr } = await tree.run('tsx/dist/cli.mjs', 'scripts/generate.ts', ...specs)
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    // Else these were our own contracts again.
    for (const vendor of Object.keys(documents))
      expect(stdout).toContain(`src/generated/${vendor}/paths.ts: written`)
  })

  it('whose types fit the providers, and calls by hand', async () => {
    const include = ['src', 'test/vendors/raw.test.ts']
    await writeFile(tree.path('tsconfig.raw.json'), JSON.stringify({ extends: './tsconfig.json', include }))
    const { code, stdout } = await tree.run('typescript/bin/tsc', '--noEmit', '-p', 'tsconfig.raw.json')
    expect({ code, stdout }).toEqual({ code: 0, stdout: '' })
  })

  it("that pass the vendors' contract tests", async () => {
    const { code, stdout, stderr } = await tree.run(
      'vitest/vitest.mjs',
      'run',
      'test/vendors',
      // The same adapters, at length: these need not be played out again.
      '--exclude=test/vendors/{walk.test.ts,properties/**}',
      '--reporter=dot',
    )
    expect({ code, said: code === 0 ? '' : stdout + stderr }).toEqual({ code: 0, said: '' })
    expect(stdout).toMatch(/Tests +\d{3,} passed/)
  })
})
