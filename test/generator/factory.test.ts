import { mkdir, writeFile } from 'node:fs/promises'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { emitFactory } from '../../src/generator/emit-factory.js'
import { generate } from '../../src/generator/generate.js'
import type { JsonObject } from '../../src/generator/json.js'
import { modelOf } from '../../src/generator/model-of.js'
import { CopiedTree } from '../support/copied-tree.js'
import { at, sources } from './support/acme.js'
import { keyStore } from './support/key-store.js'
import { wholeLife, wholeLifeOverlay } from './support/whole-life.js'

vi.setConfig({ testTimeout: 60_000 })

interface Made {
  readonly id: string
  readonly secret: { reveal(): string }
  readonly metadata: object
}

interface Client {
  readonly vendor: string
  can(operation: string): boolean
  create(input: object, options?: object): Promise<Made>
  get(id: string): Promise<{ readonly id: string; readonly state?: string; readonly name?: string }>
  list(query?: object): AsyncIterable<{ readonly id: string }>
  update(id: string, patch: object): Promise<object>
  revoke(id: string): Promise<{ readonly already: boolean }>
  delete(id: string): Promise<{ readonly already: boolean }>
  verify(secret: unknown): Promise<{ readonly valid: boolean; readonly reason?: string }>
  rotate(
    id: string,
    options: object,
  ): Promise<Made & { readonly previous: { readonly validUntil: Date | null; readonly plan: object | null } }>
  recover(id: string): Promise<unknown>
}

let tree: CopiedTree
let acme: (options?: object) => Client

beforeAll(async () => {
  tree = await CopiedTree.of('src/core', 'src/http', 'package.json', 'tsconfig.json')
  const [folder, provider] = [tree.path('src/generated/acme'), tree.path('src/providers/acme')]
  await mkdir(folder, { recursive: true })
  await mkdir(provider, { recursive: true })
  const files = await generate('acme', wholeLife, wholeLifeOverlay, sources)
  for (const [name, text] of Object.entries(files)) await writeFile(`${folder}/${name}`, text)
  const factory = emitFactory(modelOf('acme', wholeLife, wholeLifeOverlay, sources), 'repository')
  await writeFile(`${provider}/index.ts`, factory)
  const module = (await import(/* @vite-ignore */ pathToFileURL(`${provider}/index.ts`).href)) as {
    readonly acme: typeof acme
  }
  acme = module.acme
})

afterAll(() => tree.remove())

function client(store = keyStore()): Client {
  return acme({ token: 'token-of-acme', fetch: store.fetch, retry: { limit: 0 } })
}

describe('a generated factory', () => {
  it('compiles under the strictest rules', async () => {
    const { stdout } = await tree.run('typescript/bin/tsc', '--noEmit', '-p', '.')
    expect(stdout.split('\n').filter((line) => /^src\/(generated|providers)/.test(line))).toEqual([])
  })

  it('can do what the vendor can', () => {
    const keys = client()
    expect(keys.vendor).toBe('acme')
    expect(keys.can('rotate')).toBe(true)
    expect(keys.can('recover')).toBe(false)
  })

  it('makes, finds, changes and ends a key', async () => {
    const keys = client()
    const { id, secret, metadata } = await keys.create({ name: 'CI', metadata: { plan: 'pro' } })
    expect(secret.reveal()).toBe(`t_${id}`)
    expect(metadata).toEqual({ plan: 'pro' })
    expect(await keys.get(id)).toMatchObject({ id, name: 'CI', state: 'active' })
    await keys.update(id, { name: 'Build' })
    expect(await keys.get(id)).toMatchObject({ name: 'Build' })
    expect(await keys.verify(secret)).toMatchObject({ valid: true })
    expect(await keys.revoke(id)).toMatchObject({ already: false })
    expect(await keys.verify(secret)).toMatchObject({ valid: false })
    const ids: string[] = []
    for await (const key of keys.list()) ids.push(key.id)
    expect(ids).toEqual([])
  })

  it('takes a 404 for a dead key only where the list does not have it', async () => {
    const store = keyStore()
    const keys = client(store)
    const { id } = await keys.create({ name: 'CI' })
    await keys.delete(id)
    expect(await keys.delete(id)).toMatchObject({ already: true })
    const other = await keys.create({ name: 'CI' })
    store.answerDeletions(404)
    await expect(keys.delete(other.id)).rejects.toMatchObject({ code: 'not_found' })
  })

  it('rotates by a create and the end of the old key, metadata included', async () => {
    const keys = client()
    const old = await keys.create({ name: 'CI', metadata: { plan: 'pro' } })
    const made = await keys.rotate(old.id, { overlap: '0s' })
    expect(made.metadata).toEqual({ plan: 'pro' })
    expect(await keys.verify(old.secret)).toMatchObject({ valid: false })
    const next = await keys.rotate(made.id, { overlap: '1h' })
    expect(next.previous.plan).toBeNull()
    expect(next.previous.validUntil?.getTime()).toBeGreaterThan(Date.now() + 3_500_000)
  })

  it('settles a create whose answer was lost by its marker', async () => {
    const store = keyStore()
    store.loseNext()
    const made = await client(store).create({ name: 'CI' }, { onAmbiguous: 'reconcile' })
    expect(store.ids()).toEqual([made.id])
  })

  it('refuses what the vendor cannot do before any request', async () => {
    await expect(client().recover('k1')).rejects.toMatchObject({ code: 'unsupported' })
  })
})

describe('a factory for a project of its own', () => {
  it('imports nothing but keymux and the files beside it', async () => {
    const files = await generate('acme', wholeLife, wholeLifeOverlay, sources, 'package')
    expect(Object.keys(files).toSorted()).toEqual(['adapter.ts', 'index.ts', 'paths.ts'])
    const specifiers = Object.values(files).flatMap((text) =>
      [...text.matchAll(/ from '([^']+)'$/gm)].map(([, from]) => from),
    )
    expect(new Set(specifiers)).toEqual(new Set(['keymux/define', './adapter.js', './paths.js']))
    expect(Object.values(files).every((text) => text.includes('run `npx keymux generate`'))).toBe(true)
  })
})

/** What the generation ends with where the overlay lacks an action, or says otherwise on the root. */
function faultWithout(target: string, root: JsonObject = {}): string {
  const overlay = structuredClone(wholeLifeOverlay)
  const actions = overlay['actions'] as JsonObject[]
  overlay['actions'] = actions.filter((action) => action['target'] !== target)
  Object.assign(at(actions[0], 'update', 'x-keymux'), root)
  try {
    emitFactory(modelOf('acme', wholeLife, overlay, sources), 'repository')
    return 'no fault'
  } catch (error) {
    return error instanceof Error ? error.message : 'no Error'
  }
}

describe('a vendor that no client can be made for', () => {
  it('has no revocation', () => {
    expect(faultWithout("$.paths['/keys/{key}'].delete")).toContain(
      'no operation is revoke: every client has one. A call that deletes a key may be [revoke, delete] at once',
    )
  })

  it('has no get, and nobody said that the list will do', () => {
    expect(faultWithout("$.paths['/keys/{key}'].get")).toContain('no operation is get')
    expect(faultWithout("$.paths['/keys/{key}'].get", { emulates: ['get', 'rotate'] })).toBe('no fault')
  })

  it('is said to do something by other calls that cannot be done so', () => {
    expect(faultWithout('', { emulates: ['recover'] })).toContain('only get and rotate can')
  })
})
