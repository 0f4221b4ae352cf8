import { appendFile, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { CopiedTree, type Finished } from '../support/copied-tree.js'

/** Starting a process takes long where others use the machine as well. */
vi.setConfig({ testTimeout: 60_000 })

let tree: CopiedTree

beforeAll(async () => {
  const folders = [
    'specs',
    'scripts',
    'src/cli',
    'src/connect',
    'src/core',
    'src/generator',
    'src/generated',
    'src/providers',
  ]
  tree = await CopiedTree.of(...folders, 'package.json')
})

afterAll(() => tree.remove())

function generate(...args: readonly string[]): Promise<Finished> {
  return tree.run('tsx/dist/cli.mjs', 'scripts/generate.ts', ...args)
}

describe('npm run generate -- --check', () => {
  it('exits 0 when all is fresh', async () => {
    const expected = { code: 0, stdout: 'The generated adapters are up to date.\n', stderr: '' }
    expect(await generate('--check')).toEqual(expected)
  })

  it('exits 1 and names what was changed, what is too much and what has no contract, and mends nothing', async () => {
    const tampered = tree.path('src/generated/unkey/adapter.ts')
    const text = await readFile(tampered)
    await appendFile(tampered, '\n')
    await rm(tree.path('src/generated/flow/schemas.ts'))
    await writeFile(tree.path('src/generated/clerk/notes.ts'), '')
    await mkdir(tree.path('src/generated/acme'))
    await appendFile(tree.path('src/connect/providers.ts'), '\n')
    const { code, stdout, stderr } = await generate('--check')
    expect(code).toBe(1)
    expect(stdout).toBe('')
    expect(stderr.trim().split('\n')).toEqual([
      'src/generated/flow/schemas.ts: differs from a fresh generation. Run `npm run generate`.',
      'src/generated/unkey/adapter.ts: differs from a fresh generation. Run `npm run generate`.',
      'src/connect/providers.ts: differs from a fresh generation. Run `npm run generate`.',
      'src/generated/acme: no contract in specs makes it. Delete it.',
      'src/generated/clerk/notes.ts: no contract in specs makes it. Delete it.',
    ])
    expect((await readFile(tampered)).equals(text)).toBe(false)

    await rm(tree.path('src/generated/clerk/notes.ts'))
    await rm(tree.path('src/generated/acme'), { recursive: true })
    const written = await generate()
    expect(written.code).toBe(0)
    expect(written.stdout).toBe(
      [
        'src/generated/flow/schemas.ts: written',
        'src/generated/unkey/adapter.ts: written',
        'src/connect/providers.ts: written\n',
      ].join('\n'),
    )
    expect((await readFile(tampered)).equals(text)).toBe(true)
  })
})

describe('npm run generate', () => {
  it('ends with one line and without usage or stack for a broken overlay, and writes nothing', async () => {
    const overlay = tree.path('specs/factify/overlay.yaml')
    const text = await readFile(overlay, 'utf8')
    await writeFile(overlay, text.replace('properties.expires_at', 'properties.expiry'))
    await rm(tree.path('src/generated/clerk/schemas.ts'))
    const { code, stdout, stderr } = await generate()
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
    expect(stderr).toBe(
      [
        'specs/factify/overlay.yaml:91:5 (#/actions/11): actions[11] $.components.schemas.CreateApiKeyRequest.properties.expiry: selects nothing in the document',
        '  Did you mean $.components.schemas.CreateApiKeyRequest.properties.expires_at?\n',
      ].join('\n'),
    )
    await expect(readFile(tree.path('src/generated/clerk/schemas.ts'))).rejects.toThrow('ENOENT')
    await writeFile(overlay, text)
  })

  it('ends with one line for a document that cannot be read', async () => {
    await writeFile(tree.path('broken.yaml'), 'openapi: 3.1.0\npaths: [\n')
    const { code, stderr } = await generate('--spec', 'flow=broken.yaml')
    expect(code).toBe(1)
    expect(stderr).toMatch(/^broken\.yaml:\d+:\d+: [^\n]+\n$/)
  })

  it('shows its usage for a bad argument', async () => {
    const { code, stderr } = await generate('--spec', 'acme=acme.yaml')
    expect(code).toBe(1)
    expect(stderr).toContain('where <vendor> is one of clerk, factify, flow, ')
    expect(stderr).toContain('npm run generate -- [--check]')
    expect(stderr).not.toContain('    at ')
  })
})
