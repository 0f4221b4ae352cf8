import { mkdir, writeFile } from 'node:fs/promises'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { emitFactory } from '../../src/generator/emit-factory.js'
import { generate } from '../../src/generator/generate.js'
import { modelOf } from '../../src/generator/model-of.js'
import type { KeyClient, KeyOperations } from '../../src/core/index.js'
import { CopiedTree } from '../support/copied-tree.js'
import { sources } from './support/acme.js'
import { depot, depotOverlay } from './support/depot.js'

vi.setConfig({ testTimeout: 60_000 })

type Client = KeyClient & Pick<KeyOperations, 'update' | 'rotate'>

let tree: CopiedTree
let make: (options?: object) => Client

interface Asked {
  readonly method: string
  readonly path: string
  readonly pass: string | null
  readonly body: Readonly<Record<string, unknown>>
}

/** A yard with keys in it, and what was asked of it. */
function yard(): { readonly keys: Client; readonly asked: Asked[] } {
  const stored = new Map<number, Record<string, unknown>>()
  const asked: Asked[] = []
  const fetch = async (input: string, init: RequestInit): Promise<Response> => {
    const { pathname, searchParams } = new URL(input)
    const body = typeof init.body === 'string' ? (JSON.parse(init.body) as Record<string, unknown>) : {}
    const { method = 'GET' } = init
    asked.push({ method, path: pathname, pass: new Headers(init.headers).get('x-pass'), body })
    const number = Number(pathname.split('/')[4])
    if (method === 'POST') {
      const key = { ...body, number: stored.size + 1, off: false, until: null }
      stored.set(key.number, key)
      return Response.json({ ...key, token: `depot-${key.number}-secret` }, { status: 201 })
    }
    if (method === 'PATCH') {
      const key = stored.get(number)
      if (key === undefined) return new Response(null, { status: 404 })
      return Response.json(Object.assign(key, body))
    }
    const start = Number(searchParams.get('from') ?? 0)
    const end = start + Number(searchParams.get('size'))
    const next = end < stored.size ? `https://elsewhere.example/keys?size=1&from=${end}` : null
    return Response.json({ items: [...stored.values()].slice(start, end), links: { next } })
  }
  return { keys: make({ pass: 'pass-of-depot', yard: 'a/b', fetch, retry: { limit: 0 } }), asked }
}

beforeAll(async () => {
  tree = await CopiedTree.of('src/core', 'src/http', 'package.json', 'tsconfig.json')
  const [folder, provider] = [tree.path('src/generated/depot'), tree.path('src/providers/depot')]
  await mkdir(folder, { recursive: true })
  await mkdir(provider, { recursive: true })
  const files = await generate('depot', depot, depotOverlay, sources)
  for (const [name, text] of Object.entries(files)) await writeFile(`${folder}/${name}`, text)
  await writeFile(
    `${provider}/index.ts`,
    emitFactory(modelOf('depot', depot, depotOverlay, sources), 'repository'),
  )
  const module = (await import(/* @vite-ignore */ pathToFileURL(`${provider}/index.ts`).href)) as {
    readonly depot: typeof make
  }
  make = module.depot
})

afterAll(() => tree.remove())

describe('a vendor unlike those in specs', () => {
  it('compiles under the strictest rules', async () => {
    const { stdout } = await tree.run('typescript/bin/tsc', '--noEmit', '-p', '.')
    expect(stdout.split('\n').filter((line) => /^src\/(generated|providers)/.test(line))).toEqual([])
  })

  it('has numbers as ids, which are text to everybody else', async () => {
    const { keys, asked } = yard()
    const { id, secret } = await keys.create({ name: 'CI' })
    expect(id).toBe('1')
    expect(secret.reveal()).toBe('depot-1-secret')
    expect((await keys.get(id)).id).toBe('1')
    await expect(keys.update('one', { description: 'x' })).rejects.toMatchObject({ code: 'invalid_request' })
    expect(asked[0]).toMatchObject({ path: '/api/a%2Fb/keys', pass: 'pass-of-depot' })
  })

  it('is sent no field that it alone writes, and a length of time for an expiry', async () => {
    const { keys, asked } = yard()
    await keys.create({ name: 'CI', description: 'For the build', expiresAt: '36h' })
    await keys.create({ name: 'CI', expiresAt: '2d' })
    expect(asked.map(({ body }) => body)).toEqual([
      { label: 'CI', note: 'For the build', lasts: '36h' },
      { label: 'CI', lasts: '2d' },
    ])
  })

  it('is walked by what the URL of the next page says, and never at its host', async () => {
    const { keys, asked } = yard()
    for (const name of ['a', 'b', 'c']) await keys.create({ name })
    const ids: string[] = []
    for await (const key of keys.list({ pageSize: 1 })) ids.push(key.id)
    expect(ids).toEqual(['1', '2', '3'])
    expect(new Set(asked.map(({ path }) => path))).toEqual(new Set(['/api/a%2Fb/keys']))
  })

  it('revokes by a switch, which an update may turn the other way', async () => {
    const { keys, asked } = yard()
    const { id } = await keys.create({ name: 'CI' })
    const { key } = await keys.revoke(id)
    expect(key?.state).toBe('disabled')
    expect(asked.at(-1)?.body).toEqual({ off: true })
    await keys.update(id, { enabled: true })
    expect(asked.at(-1)?.body).toEqual({ off: false })
  })

  it('says of an error no more than its status', async () => {
    await expect(yard().keys.update('7', { description: 'x' })).rejects.toMatchObject({
      code: 'not_found',
      status: 404,
    })
  })
})
