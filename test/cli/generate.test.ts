import { cp, readdir, readFile, writeFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { jsonLines } from './support/json-lines.js'
import { World } from './support/keymux.js'

vi.setConfig({ testTimeout: 60_000 })

let world: World

beforeAll(async () => {
  world = await World.open()
})
beforeEach(() => cp(join('docs', 'examples', 'acme'), world.folder, { recursive: true }))
afterAll(() => world.close())

const generate = [
  'generate',
  '--spec',
  './openapi.yaml',
  '--overlay',
  'overlay.yaml',
  '--out',
  'src/keys/acme',
]

/** Changes a text that stands once in one of the files. */
async function change(file: string, from: string, to: string): Promise<void> {
  const text = await readFile(world.path(file), 'utf8')
  expect(text.split(from), `"${from}" stands once in ${file}`).toHaveLength(2)
  await writeFile(world.path(file), text.replace(from, to))
}

describe('keymux generate', () => {
  it('writes a client that imports keymux/define alone, and leaves it once it is fresh', async () => {
    const first = await world.run(generate)
    expect(first).toMatchObject({ code: 0, stderr: '' })
    expect(first.stdout.trim().split('\n').toSorted()).toEqual(
      ['adapter', 'index', 'paths'].map((name) => `src/keys/acme/${name}.ts: written`),
    )
    const texts = await Promise.all(
      (await readdir(world.path('src/keys/acme'))).map((name) =>
        readFile(world.path('src/keys/acme', name), 'utf8'),
      ),
    )
    const imported = texts.flatMap((text) => [...text.matchAll(/ from '([^']+)'/g)].map(([, name]) => name))
    expect(imported.filter((name) => name?.startsWith('.') !== true)).toEqual(
      imported.filter((name) => name === 'keymux/define'),
    )
    expect(await world.run(generate)).toEqual({
      code: 0,
      stdout: 'src/keys/acme is up to date.\n',
      stderr: '',
    })
  })

  it('with --check writes nothing, and ends with 1 at what is out of date', async () => {
    await world.run(generate)
    await change('overlay.yaml', 'no_such_token: not_found', 'no_such_token: conflict')
    const { code, stdout } = await world.run([...generate, '--check', '--json'])
    expect(code).toBe(1)
    const states = jsonLines<{ file: string; state: string }>(stdout)
    expect(states.filter(({ state }) => state === 'differs').map(({ file }) => file)).toEqual([
      'src/keys/acme/adapter.ts',
      'src/keys/acme/index.ts',
    ])
  })

  it('says where a fault is and the smallest fix, and leaves what is there', async () => {
    await world.run(generate)
    await change('overlay.yaml', "access-tokens'].post", "access-token'].post")
    const before = await readFile(world.path('src/keys/acme/index.ts'), 'utf8')
    const { code, stdout, stderr } = await world.run(generate)
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toMatch(/^keymux: overlay\.yaml:\d+:\d+ .*selects nothing/)
    expect(stderr).toContain("access-tokens'].post")
    expect(stderr).not.toMatch(/\n\s+at /)
    expect(await readFile(world.path('src/keys/acme/index.ts'), 'utf8')).toBe(before)
    expect(await readdir(world.path('src/keys'))).toEqual(['acme'])
  })

  it('never overwrites what was written by hand', async () => {
    await world.run(generate)
    await writeFile(world.path('src/keys/acme/index.ts'), 'export const mine = 1\n')
    const { code, stderr } = await world.run(generate)
    expect(code).toBe(2)
    expect(stderr).toContain('was written by hand')
    expect(await readFile(world.path('src/keys/acme/index.ts'), 'utf8')).toBe('export const mine = 1\n')
  })

  it.each([
    [['generate', '--spec', 'openapi.yaml', '--out', 'x'], 'Which overlay?'],
    [['generate', '--spec', 'openapi.yaml', '--overlay', 'overlay.yaml'], 'Where shall the client go?'],
    [
      ['generate', '--spec', 'nowhere.yaml', '--overlay', 'overlay.yaml', '--out', 'x'],
      'nowhere.yaml: cannot be read',
    ],
    [['generate', '--spec', 'overlay.yaml', '--overlay', 'overlay.yaml', '--out', 'x'], 'this is an overlay'],
    [[...generate.slice(0, -1), '9lives'], '--name'],
  ])('%j is explained', async (args, hint) => {
    const { code, stdout, stderr } = await world.run(args)
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toContain(hint)
  })
})

describe('keymux drift', () => {
  const drift = ['drift', '--contract', 'openapi.yaml', '--overlay', 'overlay.yaml', '--spec', 'new.yaml']

  beforeEach(() => cp(world.path('openapi.yaml'), world.path('new.yaml')))

  it('ends with 0 where nothing differs, or nothing that matters', async () => {
    expect(await world.run(drift)).toMatchObject({
      code: 0,
      stdout: 'new.yaml: says the same as the contract\n',
    })
    await change(
      'new.yaml',
      'region: { type: string, enum: [eu, us] }',
      'region: { type: string, enum: [eu, us] }\n        zone: { type: string }',
    )
    const { code, stdout } = await world.run(drift)
    expect(code).toBe(0)
    expect(stdout).toContain('1 harmless')
    expect((await world.run([...drift, '--fail-on', 'harmless'])).code).toBe(1)
  })

  it('ends with 1 and the path where a call would break', async () => {
    await change(
      'new.yaml',
      'region: { type: string, enum: [eu, us] }',
      'region: { type: string, enum: [us] }',
    )
    const { code, stdout } = await world.run([...drift, '--json'])
    expect(code).toBe(1)
    expect(JSON.parse(stdout)).toEqual({
      level: 'breaking',
      path: 'POST /projects/{project_id}/access-tokens request body.region',
      kind: 'enum',
      ours: 'eu',
    })
  })

  it('says that the overlay does not apply any more', async () => {
    await change('new.yaml', 'token: { type: string, description', 'value: { type: string, description')
    const { code, stdout } = await world.run(drift)
    expect(code).toBe(1)
    expect(stdout).toMatch(/^breaking: no client can be generated from it\. overlay\.yaml:\d+/)
    expect(stdout).toMatch(/breaking +absent +response 201 body\.token/)
  })

  it('passes over what the overlay does not keep', async () => {
    await change('new.yaml', '  /maps:', '  /charts:')
    expect((await world.run(drift)).code).toBe(0)
    const { code } = await world.run(['drift', '--contract', 'openapi.yaml', '--spec', 'new.yaml'])
    expect(code).toBe(1)
  })

  it('tells an address that cannot be reached from a document that cannot be read', async () => {
    const server: Server = createServer((_, response) => response.writeHead(503).end())
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/openapi.yaml`
    try {
      const { code, stderr } = await world.run(['drift', '--contract', 'openapi.yaml', '--spec', url])
      expect(code).toBe(3)
      expect(stderr).toContain('cannot be fetched (status 503)')
    } finally {
      server.close()
    }
    await writeFile(world.path('new.yaml'), 'openapi: [')
    expect((await world.run(drift)).code).toBe(2)
  })
})

describe('keymux generate --init', () => {
  const init = ['generate', '--init', '--spec', './openapi.yaml']

  it('proposes an overlay from which a client can be generated at once', async () => {
    const { code, stdout, stderr } = await world.run([...init, '--overlay', 'mine.yaml'])
    expect({ code, stdout }).toEqual({ code: 0, stdout: 'mine.yaml: written\n' })
    expect(stderr).toContain('create   POST   /projects/{project_id}/access-tokens')
    expect(stderr).toMatch(/\d guesses are marked/)
    expect(stderr).toContain('Next: keymux generate --spec ./openapi.yaml --overlay mine.yaml')
    const args = ['generate', '--spec', 'openapi.yaml', '--overlay', 'mine.yaml', '--out', 'src/keys/maps']
    expect(await world.run(args)).toMatchObject({ code: 0, stderr: '' })
  })

  it('overwrites nobody’s overlay, and writes onto stdout where none is named', async () => {
    const before = await readFile(world.path('overlay.yaml'), 'utf8')
    const { code, stderr } = await world.run([...init, '--overlay', 'overlay.yaml'])
    expect(code).toBe(2)
    expect(stderr).toContain('overlay.yaml is there already')
    expect(await readFile(world.path('overlay.yaml'), 'utf8')).toBe(before)
    const shown = await world.run(init)
    expect(shown.stdout).toMatch(/^# What the document means to keymux/)
  })

  it('is for programs as well, and not mixed with a generation', async () => {
    const { stdout } = await world.run([...init, '--json'])
    expect(JSON.parse(stdout)).toMatchObject({ operations: [{ kind: 'create' }, {}, {}, {}, {}], open: [] })
    expect((await world.run([...init, '--out', 'x'])).code).toBe(2)
  })
})
