import { mkdir, writeFile } from 'node:fs/promises'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { conformance, formatReport } from 'keymux/conformance'
import { createEmulator } from 'keymux/emulator'
import { fromOverlay } from 'keymux/mock'
import type { CreateKeyInput, KeyClient, KeyOperations } from '../../src/core/index.js'
import { emitFactory } from '../../src/generator/emit-factory.js'
import { generate } from '../../src/generator/generate.js'
import { modelOf } from '../../src/generator/model-of.js'
import { CopiedTree } from '../support/copied-tree.js'
import { sources } from './support/acme.js'
import { depot, depotOverlay } from './support/depot.js'
import { beacon } from './support/odd/beacon.js'
import { harbor } from './support/odd/harbor.js'
import { ledger } from './support/odd/ledger.js'
import { mill } from './support/odd/mill.js'
import type { OddVendor } from './support/odd/odd-vendor.js'
import { trellis } from './support/odd/trellis.js'

vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 })

/** Six documents, each around something awkward, and none like the vendors in `specs`. */
const odd: readonly OddVendor[] = [
  { id: 'depot', document: depot, overlay: depotOverlay },
  ledger,
  harbor,
  beacon,
  trellis,
  mill,
]

type Factory = (options: object) => KeyClient

let tree: CopiedTree
const factories = new Map<string, Factory>()

beforeAll(async () => {
  tree = await CopiedTree.of('src/core', 'src/http', 'package.json', 'tsconfig.json')
  for (const { id, document, overlay } of odd) {
    const [folder, provider] = [tree.path(`src/generated/${id}`), tree.path(`src/providers/${id}`)]
    await mkdir(folder, { recursive: true })
    await mkdir(provider, { recursive: true })
    const files = await generate(id, document, overlay, sources)
    for (const [name, text] of Object.entries(files)) await writeFile(`${folder}/${name}`, text)
    await writeFile(
      `${provider}/index.ts`,
      emitFactory(modelOf(id, document, overlay, sources), 'repository'),
    )
    const url = pathToFileURL(`${provider}/index.ts`).href
    const module = (await import(/* @vite-ignore */ url)) as Readonly<Record<string, Factory>>
    const factory = module[id]
    if (factory !== undefined) factories.set(id, factory)
  }
})

afterAll(() => tree.remove())

it('compile under the strictest rules', async () => {
  const { stdout } = await tree.run('typescript/bin/tsc', '--noEmit', '-p', '.')
  expect(stdout.split('\n').filter((line) => /^src\/(generated|providers)/.test(line))).toEqual([])
})

/** A client of one of them at its mock. */
function world(id: string) {
  const { document, overlay } = odd.find((each) => each.id === id) ?? ledger
  const emulator = createEmulator({ seed: 1, vendors: [fromOverlay(document, overlay, { id })] })
  const credentials = emulator.credentials[id] ?? {}
  const make = factories.get(id)
  const { option } = modelOf(id, document, overlay, sources).root.credential
  if (make === undefined) throw new Error(id)
  return { emulator, credentials, option, make: (options: object) => make({ ...credentials, ...options }) }
}

describe('pass the conformance suite against the mock that is derived from them', () => {
  it.each(odd.map(({ id }) => id))('%s', async (id) => {
    const { emulator, credentials, option, make } = world(id)
    const credential = credentials[option] ?? ''
    let count = 0
    const input = (): CreateKeyInput => ({
      name: `CI ${(count += 1)}`,
      ...(id === 'mill' && { owner: 'somebody' }),
    })
    const report = await conformance({
      credential,
      client: (given, options) => make({ [option]: given, ...options }),
      input,
      values: () => ({ owner: 'somebody' }),
      held: () => emulator.keys(id),
      fetch: emulator.fetch,
    }).run()
    expect(formatReport(report)).toContain('conforms')
  })
})

describe('ledger', () => {
  it('joins the two parts of a secret, and shows neither', async () => {
    const { emulator, make } = world('ledger')
    const keys = make({ fetch: emulator.fetch })
    const { secret, key, prefix } = await keys.create({ name: 'CI' })
    const [pk = '', sk = ''] = secret.reveal().split(':')
    expect([pk.slice(0, 10), sk.slice(0, 10), prefix]).toEqual(['pk-ledger-', 'sk-ledger-', 'pk-ledger-'])
    expect(JSON.stringify(key)).not.toMatch(/pk-ledger|sk-ledger/)
  })

  it('takes a secret of one part for none of its own, without asking', async () => {
    const { emulator, make } = world('ledger')
    const keys = make({ fetch: emulator.fetch }) as KeyClient & Pick<KeyOperations, 'verify'>
    expect(await keys.verify('pk-ledger-alone')).toMatchObject({
      valid: false,
      reason: 'not_found',
      http: null,
    })
    const { secret } = await keys.create({ name: 'CI' })
    expect((await keys.verify(secret)).valid).toBe(true)
    expect(await keys.verify(`${secret.reveal()}x`)).toMatchObject({ valid: false, reason: 'not_found' })
  })

  it('has its message as the whole body of an error', async () => {
    const { emulator, make } = world('ledger')
    await expect(make({ fetch: emulator.fetch }).get('acc_0000000000')).rejects.toMatchObject({
      code: 'not_found',
      message: expect.stringContaining('There is no such key') as string,
    })
  })
})

/** Answers with what it was sent. */
async function echo(_: unknown, { headers }: RequestInit): Promise<Response> {
  return Response.json({ title: JSON.stringify(headers), type: 'x', status: 403 }, { status: 403 })
}

describe('harbor', () => {
  it('makes a secret of the id and the password, and hides what holds it once more', async () => {
    const { emulator, make } = world('harbor')
    const { id, secret, key } = await make({ fetch: emulator.fetch }).create({ name: 'CI' })
    const [user, password = ''] = atob(secret.reveal()).split(':')
    expect(user).toBe(id)
    expect(password.length).toBeGreaterThan(20)
    const printed = JSON.stringify(key)
    for (const each of [password, secret.reveal(), 'authorization']) expect(printed).not.toContain(each)
  })

  it('shows neither credential where the vendor repeats them', async () => {
    const { emulator, credentials, make } = world('harbor')
    const error: unknown = await make({ fetch: echo, retry: { limit: 0 } })
      .get('0a2b3c4d-0a2b-4c4d-8a2b-3c4d0a2b3c4d')
      .catch((thrown: unknown) => thrown)
    expect((error as Error).message).toContain('x-app-id')
    for (const each of Object.values(credentials)) expect((error as Error).message).not.toContain(each)
    expect(() => make({ headers: { 'X-App-Id': 'other' }, fetch: emulator.fetch })).toThrow(
      '`headers` must not set',
    )
    expect(() => make({ appId: '' })).toThrow('`appId` is missing')
  })
})

describe('beacon', () => {
  it('does not believe a deletion that says it was none', async () => {
    const { emulator, make } = world('beacon')
    const fetch = async (input: string, init: RequestInit): Promise<Response> =>
      init.method === 'DELETE' ? Response.json({ gone: false }) : emulator.fetch(input, init)
    const keys = make({ fetch })
    const { id } = await keys.create({ name: 'CI' })
    await expect(keys.revoke(id)).rejects.toMatchObject({ code: 'invalid_response', mayHaveActed: true })
  })
})

describe('trellis', () => {
  const rule = { path: 'a', any: [{ path: 'b', not: { any: [{}] } }] }

  it('checks a request that holds itself, as deep as it goes', async () => {
    const { emulator, make } = world('trellis')
    const keys = make({ fetch: emulator.fetch })
    const { id } = await keys.create({ name: 'CI', vendor: { allow: rule } } as CreateKeyInput)
    expect((await keys.get(id)).vendor).toMatchObject({ allow: rule, neverExpires: true })
    const wrong = { any: [{ not: { any: [{ path: '' }] } }] }
    await expect(
      keys.create({ name: 'CI', vendor: { allow: wrong } } as CreateKeyInput),
    ).rejects.toMatchObject({
      issues: [{ path: 'vendor.allow.any[0].not.any[0].path' }],
    })
    const circular: { not?: object } = {}
    circular.not = circular
    await expect(
      keys.create({ name: 'CI', vendor: { allow: circular } } as CreateKeyInput),
    ).rejects.toMatchObject({ code: 'invalid_request' })
  })

  it('takes no id that leads elsewhere, and sends the steps of one as steps', async () => {
    const { emulator, make } = world('trellis')
    const keys = make({ fetch: emulator.fetch })
    for (const id of ['../keys', 'projects/../keys', 'projects//a', '/a', 'a/', 'projects/.'])
      await expect(keys.get(id)).rejects.toMatchObject({ code: 'invalid_request' })
    const { id } = await keys.create({ name: 'CI', expiresAt: '1d' })
    expect(id).toMatch(/^projects\/[a-z]{6}\/keys\/[a-z0-9]{12}$/)
    expect((await keys.revoke(id)).key?.state).toBe('expired')
  })
})

describe('mill', () => {
  it('settles a rotation whose answer was lost', async () => {
    const { emulator, make } = world('mill')
    const keys = make({ fetch: emulator.fetch, retry: { limit: 0 } }) as KeyClient &
      Pick<KeyOperations, 'rotate'>
    const { id } = await keys.create({ name: 'CI', owner: 'somebody' })
    emulator.faults.add({ vendor: 'mill', kind: 'lost-response', operation: 'rotate', times: 1 })
    const result = await keys.rotate(id, { overlap: '0s', onAmbiguous: 'reconcile' })
    expect(await emulator.keyOf('mill', result.secret)).toMatchObject({ id: result.id, state: 'active' })
    expect(emulator.keys('mill').map(({ state }) => state)).toEqual(['revoked', 'active'])
  })
})
