import { mkdir, writeFile } from 'node:fs/promises'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { generate, type GeneratedFiles } from '../../src/generator/generate.js'
import { CopiedTree } from '../support/copied-tree.js'
import { sources } from './support/acme.js'
import { oldDialect, oldOverlay } from './support/old-dialect.js'

vi.setConfig({ testTimeout: 60_000 })

interface Reading {
  readonly id?: string
  readonly secret?: string
  readonly key: Readonly<Record<string, unknown>>
  readonly warnings: readonly { readonly code: string; readonly path: string }[]
}

interface Generated {
  bindOptions(options: object): { readonly headers: object }
  prepareCreate(
    input: object,
    bound: object,
  ): { readonly request: { readonly body: string }; read(answer: unknown): Reading }
  readonly profile: { readFailure(body: unknown): { readonly vendorCode?: string } }
  readonly createRequest: { safeParse(body: unknown): { readonly success: boolean } }
}

let tree: CopiedTree
let files: GeneratedFiles
let generated: Generated

beforeAll(async () => {
  files = await generate('acme', oldDialect, oldOverlay, sources)
  tree = await CopiedTree.of('src/core', 'src/http', 'package.json', 'tsconfig.json')
  const folder = tree.path('src/generated/acme')
  await mkdir(folder, { recursive: true })
  for (const [name, text] of Object.entries(files)) await writeFile(`${folder}/${name}`, text)
  const load = async (name: string): Promise<object> =>
    (await import(/* @vite-ignore */ pathToFileURL(`${folder}/${name}`).href)) as object
  generated = { ...(await load('adapter.ts')), ...(await load('schemas.ts')) } as Generated
})

afterAll(() => tree.remove())

const bound = { headers: {}, workspace: 'ws' }
const minimal = { name: 'CI', vendor: { plan: 1 } }

interface Issue {
  readonly path: string
  readonly message: string
}

function faultsOf(input: object, given: object): readonly Issue[] {
  try {
    generated.prepareCreate(input, given)
    return []
  } catch (error) {
    return (error as { issues: readonly Issue[] }).issues
  }
}

function issuesOf(input: object): readonly string[] {
  return faultsOf(input, bound).map(({ path }) => path)
}

function stateOf(live: unknown): unknown {
  const record = { id: 'key_1', kind: 'k', owner: null, live }
  const { read } = generated.prepareCreate({ ...minimal, enabled: false }, bound)
  return read({ default: record, secret: { value: 's3' }, count: 1 }).key['state']
}

describe('what is generated from OpenAPI 3.0', () => {
  it('compiles under the strictest rules', async () => {
    const { code, stdout } = await tree.run('typescript/bin/tsc', '--noEmit', '-p', '.')
    expect({ code, stdout }).toEqual({ code: 0, stdout: '' })
  })

  it('is the same in every run', async () => {
    expect(await generate('acme', oldDialect, oldOverlay, sources)).toEqual(files)
  })

  it('takes what allOf puts together', () => {
    expect(issuesOf(minimal)).toEqual([])
    expect(issuesOf({ vendor: { plan: 1 } })).toEqual(['name'])
    expect(issuesOf({ name: 'CI' })).toEqual(['vendor.plan'])
    expect(issuesOf({ name: 'x'.repeat(10), vendor: { plan: 1 } })).toEqual(['name'])
  })

  it.each([
    ['nullable', 'region', [null, 'eu'], ['eur', 1]],
    ['nullable beside allOf', 'tier', [null, 'xx'], ['x', 1]],
    ['a boolean exclusiveMinimum', 'weight', [0.1, 3], [0, -1, '1']],
    ['a pattern of Unicode', 'motto', ['ä!', 'a😀'], ['1!', 'ab!']],
    ['a name that is no identifier', 'a-b', [true], ['true']],
  ])('knows %s', (_, name, accepted, refused) => {
    const needed = { name: 'CI', holder: 'me' }
    const vendor = (value: unknown) => ({ plan: 1, [name]: value })
    for (const value of accepted) {
      expect(issuesOf({ name: 'CI', vendor: vendor(value) })).toEqual([])
      expect(generated.createRequest.safeParse({ ...needed, ...vendor(value) }).success).toBe(true)
    }
    for (const value of refused) {
      expect(issuesOf({ name: 'CI', vendor: vendor(value) })).toEqual([`vendor.${name}`])
      expect(generated.createRequest.safeParse({ ...needed, ...vendor(value) }).success).toBe(false)
    }
  })

  it('knows numbers that are listed', () => {
    expect(generated.createRequest.safeParse({ name: 'CI', holder: 'me', plan: 3 }).success).toBe(false)
  })

  it('reads a record that may hold others of its kind', () => {
    const record = { id: 'key_1', kind: 'k', owner: null, ends: '2030-01-01T00:00:00Z' }
    const answer = {
      default: { ...record, parent: { ...record, id: 'key_2' } },
      secret: { value: 's3' },
      count: 1,
    }
    const { id, secret, key, warnings } = generated.prepareCreate(minimal, bound).read(answer)
    expect({ id, secret, warnings }).toEqual({ id: 'key_1', secret: 's3', warnings: [] })
    expect(key).toMatchObject({ expiresAt: new Date('2030-01-01T00:00:00Z') })
  })

  it('warns of what the contract promises, with or without a meaning', () => {
    const answer = { default: { id: 'key_1', owner: 'me' }, secret: { value: 's3' }, count: 1 }
    const { warnings } = generated.prepareCreate(minimal, bound).read(answer)
    expect(warnings.map(({ code, path }) => `${code} ${path}`)).toEqual(['missing /default/kind'])
  })

  it('reads whether a key is enabled', () => {
    expect([true, false, 'yes', undefined].map(stateOf)).toEqual(['active', 'disabled', undefined, undefined])
  })

  it.each([
    ['nothing', {}, { path: 'owner', message: "is required, here or as the client's `workspace`" }],
    ['the option', { workspace: 'long' }, { path: 'workspace', message: 'must have at most 3 characters' }],
  ])('names what is wrong where an option stands in and the caller gives %s', (_, given, fault) => {
    expect(faultsOf(minimal, { headers: {}, ...given })).toEqual([fault])
    expect(issuesOf({ ...minimal, owner: 'long' })).toEqual(['owner'])
  })

  it('follows a JSON pointer through names with a slash or a tilde', () => {
    expect(generated.profile.readFailure({ '/code': { '~1': 'gone' } })).toMatchObject({ vendorCode: 'gone' })
  })

  it('sends an option in a header, from the environment too, and leaves out one that is not given', () => {
    vi.stubEnv('ACME_TEAM', 'blue')
    expect(generated.bindOptions({})).toEqual({ headers: { 'acme-team': 'blue' } })
    expect(generated.bindOptions({ apiVersion: '2', team: 'red' })).toEqual({
      headers: { 'acme-version': '2', 'acme-team': 'red' },
    })
    vi.unstubAllEnvs()
  })
})
