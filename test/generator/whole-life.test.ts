import { mkdir, writeFile } from 'node:fs/promises'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { generate } from '../../src/generator/generate.js'
import { CopiedTree } from '../support/copied-tree.js'
import { sources } from './support/acme.js'
import { wholeLife, wholeLifeOverlay } from './support/whole-life.js'

vi.setConfig({ testTimeout: 60_000 })

interface Request {
  readonly method: string
  readonly path: string
  readonly effect: string
  readonly body?: string
  readonly secrets?: readonly string[]
  readonly emptyStatus?: number
}

interface Reading {
  readonly id?: string
  readonly secret?: string
  readonly metadata: object
  readonly key: Readonly<Record<string, unknown>>
  readonly warnings: readonly { readonly code: string; readonly path: string }[]
}

interface Call<Read = Reading> {
  readonly request: Request
  read(answer: unknown): Read
}

interface Verdict {
  readonly valid?: boolean
  readonly reason?: string
  readonly key: Reading
}

interface Listing {
  readonly paging: { cursorAfter(at: object, size: number, end: object): unknown }
  readonly pageSize: number
  request(page: object): Request
  read(
    answer: unknown,
    page: { offset: number; pageSize: number },
  ): { readonly keys: readonly Reading[]; readonly warnings: Reading['warnings'] }
}

interface Generated {
  bindOptions(options: object): object
  prepareCreate(input: object): Call
  prepareGet(id: unknown): Call
  prepareUpdate(id: string, patch: object): Call
  prepareRevoke(id: string, options: object): Call
  prepareDelete(id: string): Call
  prepareVerify(secret: string, options: object): Call<Verdict> & { readonly possible: boolean }
  prepareList(query: object, bound: object): Listing
  readonly capabilities: object
  readonly optionNames: readonly string[]
  readonly profile: { readonly replicaLagMs: number }
}

let tree: CopiedTree
let acme: Generated

beforeAll(async () => {
  tree = await CopiedTree.of('src/core', 'src/http', 'package.json', 'tsconfig.json')
  const folder = tree.path('src/generated/acme')
  await mkdir(folder, { recursive: true })
  const files = await generate('acme', wholeLife, wholeLifeOverlay, sources)
  for (const [name, text] of Object.entries(files)) await writeFile(`${folder}/${name}`, text)
  acme = (await import(/* @vite-ignore */ pathToFileURL(`${folder}/adapter.ts`).href)) as Generated
})

afterAll(() => tree.remove())

/** What an error says is wrong, as `path message`. */
function issuesOf(work: () => unknown): readonly string[] {
  try {
    work()
    return []
  } catch (error) {
    const { issues } = error as { issues: readonly { readonly path: string; readonly message: string }[] }
    return issues.map(({ path, message }) => `${path} ${message}`)
  }
}

const key = { id: 'k/1', label: 'CI', live: true, holder: { id: 'me' } }

const operations = {
  create: 'native',
  get: 'native',
  list: 'native',
  update: 'native',
  revoke: 'native',
  delete: 'native',
  verify: 'native',
  rotate: 'emulated',
  recover: 'none',
  import: 'none',
}
const noFields = Object.fromEntries(
  ['name', 'owner', 'metadata', 'scopes', 'description', 'expiresAt', 'prefix', 'enabled'].map((name) => [
    name,
    'none',
  ]),
)

/** The state of a record with these fields. */
function stateOf(fields: object): unknown {
  return acme.prepareGet('k').read({ key: { id: 'k', ...fields } }).key['state']
}

function bodyOf(patch: object): unknown {
  return JSON.parse(acme.prepareUpdate('k', patch).request.body ?? '')
}

describe('what is generated for the whole life of a key', () => {
  it('compiles under the strictest rules', async () => {
    const { stdout } = await tree.run('typescript/bin/tsc', '--noEmit', '-p', '.')
    expect(stdout.split('\n').filter((line) => line.startsWith('src/generated'))).toEqual([])
  })

  it('names the options, what can be done, and how late a write is seen', () => {
    expect(acme.optionNames).toEqual(['token', 'team'])
    expect(acme.profile.replicaLagMs).toBe(250)
    expect(acme.capabilities).toEqual({
      ...operations,
      fields: { ...noFields, name: 'required', metadata: 'optional' },
      changes: ['name', 'metadata', 'expiresAt', 'enabled'],
      filters: ['owner', 'state'],
      limits: {
        longestExpiryMs: null,
        latestExpiry: null,
        expiryStepMs: null,
        shortestName: null,
        longestName: null,
        namePattern: null,
        longestOwner: null,
        ownerPattern: null,
        longestDescription: null,
        longestScope: null,
        mostScopes: null,
        mostProperties: null,
        largestPage: null,
        largestImport: null,
        requestsPerMinute: null,
        createsPerMinute: null,
      },
      uniqueNames: false,
      ownFields: {},
    })
  })

  it('takes an option that is not required from the environment, and does without it', () => {
    expect(acme.bindOptions({})).toEqual({ team: undefined })
    vi.stubEnv('ACME_TEAM', 'blue')
    expect(acme.bindOptions({ team: '' })).toEqual({ team: 'blue' })
    vi.unstubAllEnvs()
  })

  it('reads the record of every answer alike, each at its own place', () => {
    const expected = {
      id: 'k/1',
      metadata: {},
      key: { name: 'CI', owner: 'me', state: 'active', vendor: key },
    }
    const { request, read } = acme.prepareGet('k/1')
    expect(request).toEqual({ operation: 'get', effect: 'reads', method: 'GET', path: '/keys/k%2F1' })
    expect(read({ key })).toEqual({ ...expected, warnings: [] })
    expect(acme.prepareUpdate('k/1', { name: 'CI' }).read({ key })).toEqual({ ...expected, warnings: [] })
    const list = acme
      .prepareList({}, {})
      .read({ keys: [key, 1, { ...key, label: 2 }] }, { offset: 0, pageSize: 10 })
    expect(list.keys).toMatchObject([expected, { id: undefined }, { id: 'k/1' }])
    expect(list.warnings.filter(({ code }: { code: string }) => code === 'wrong_type')).toMatchObject([
      { code: 'wrong_type', path: '/keys/1' },
      { code: 'wrong_type', path: '/keys/2/label' },
    ])
    const made = acme.prepareCreate({ name: 'CI', metadata: { a: 1 } }).read({ key, token: 't_123456789012' })
    expect(made).toEqual({
      ...expected,
      metadata: { a: 1 },
      secret: 't_123456789012',
      prefix: 't_',
      warnings: [],
    })
  })

  it('calls a key active only where it was told', () => {
    expect(stateOf({})).toBeUndefined()
    expect(stateOf({ live: true, until: '2001-01-01T00:00:00Z' })).toBe('expired')
    expect(stateOf({ live: true, until: '2999-01-01T00:00:00Z' })).toBe('active')
    expect(stateOf({ live: false, until: '2001-01-01T00:00:00Z' })).toBe('disabled')
  })

  it.each([[''], ['.'], ['..'], [undefined], [1], [null]])('takes no %j for an id', (id) => {
    expect(issuesOf(() => acme.prepareGet(id))).toHaveLength(1)
  })

  it('lists all at once where there are no pages, with what is always asked', () => {
    const list = acme.prepareList({ state: 'active' }, { team: 'a b' })
    expect(list.pageSize).toBe(Number.MAX_SAFE_INTEGER)
    expect(list.paging.cursorAfter({ offset: 2 }, 1, {})).toBe('3')
    expect(list.request({}).path).toBe('/keys?all=true&holder=a+b')
    expect(acme.prepareList({ owner: 'me' }, {}).request({}).path).toBe('/keys?all=true&holder=me')
    expect(acme.prepareList({}, {}).request({}).path).toBe('/keys?all=true')
    expect(issuesOf(() => acme.prepareList({ pageSize: 0 }, {}))).toEqual(['pageSize must be at least 1'])
    expect(issuesOf(() => acme.prepareList({ text: 'x' }, {}))).toEqual(['text is not supported'])
  })

  it('changes what is given, and takes away only what may be null', () => {
    expect(bodyOf({ name: null, expiresAt: null, metadata: null })).toEqual({
      label: null,
      until: null,
      data: null,
    })
    expect(bodyOf({ enabled: false, vendor: { limits: { most: 1 } } })).toEqual({
      live: false,
      limits: { most: 1 },
    })
    expect(issuesOf(() => bodyOf({ enabled: null }))).toEqual(['enabled must be true or false'])
    expect(issuesOf(() => bodyOf({ vendor: { limits: {} } }))).toEqual(['vendor.limits.most is required'])
    const nothing = 'patch must change something: name, metadata, expiresAt, enabled, vendor'
    expect(issuesOf(() => bodyOf({ name: undefined }))).toEqual([nothing])
  })

  it('sends the body that an end of a key wants, be it empty', () => {
    expect(acme.prepareRevoke('k', {}).request).toMatchObject({ method: 'DELETE', body: '{"later":true}' })
    expect(acme.prepareDelete('k').request).toMatchObject({ method: 'DELETE', effect: 'settles', body: '{}' })
    // The document gives it no body, and 202.
    expect(acme.prepareDelete('k').request.emptyStatus).toBe(202)
    expect(issuesOf(() => acme.prepareRevoke('k', { reason: 'leaked' }))).toEqual(['reason is not supported'])
  })
})

describe('a verification', () => {
  it('is one text of scopes, in which none can mean anything but itself', () => {
    const { request } = acme.prepareVerify('t', { scopes: ['a', 'b'], cost: 2 })
    expect(request).toMatchObject({ effect: 'acts', secrets: ['t'] })
    expect(JSON.parse(request.body ?? '')).toEqual({ token: 't', needs: { price: 2, rights: 'a+b' } })
    expect(issuesOf(() => acme.prepareVerify('t', { cost: 1, scopes: ['a+b', 1] }))).toEqual([
      'scopes[0] must match ^[a-z]+$',
      'scopes[1] must be a string',
    ])
  })

  it('has an object of fields only where one of them is given, and then what that needs', () => {
    expect(acme.prepareVerify('t', { scopes: [] }).request.body).toBe('{"token":"t"}')
    expect(issuesOf(() => acme.prepareVerify('t', { scopes: ['a'] }))).toEqual(['cost is required'])
  })

  it('is possible for what could be a secret', () => {
    expect(acme.prepareVerify('t', {}).possible).toBe(true)
    expect(acme.prepareVerify('0123456789', {}).possible).toBe(false)
  })

  it.each([
    [true, true],
    [false, false],
    ['yes', undefined],
    [undefined, undefined],
  ])('whose answer says %j is %j', (good, valid) => {
    expect(acme.prepareVerify('t', {}).read({ good, key })).toMatchObject({ valid, key: { id: 'k/1' } })
  })
})
