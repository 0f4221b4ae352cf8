import { readFile, stat, symlink, writeFile } from 'node:fs/promises'
import { join, posix, resolve } from 'node:path'
import { checkPackage, createPackageFromTarballData } from '@arethetypeswrong/core'
import { publint } from 'publint'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { appFor, bundleApp, rolldownWarnings, splitApp, vendors } from './support/bundle.js'
import { filesBelow, installPackage, type Installed } from './support/install.js'
import { ownVendor } from './support/own-vendor.js'
import { publishedAnswers } from './support/published-answers.js'
import { entriesOf, importsAtOnce, reachable } from './support/reachable.js'
import manifest from '../../package.json' with { type: 'json' }
import { node, run } from './support/run.js'

let installed: Installed
let files: string[]

beforeAll(async () => {
  installed = await installPackage()
  files = await filesBelow(installed.folder)
}, 120_000)

afterAll(async () => installed?.remove())

describe('the tarball', () => {
  it('holds the build, the pages that its own texts name, and what npm always adds', async () => {
    const others = files.filter((file) => !file.startsWith('dist/') && !file.startsWith('src/'))
    const named = new Set<string>()
    for (const file of files.filter((each) => /\.(js|ts)$|^SECURITY\.md$/.test(each))) {
      const text = await readFile(join(installed.folder, file), 'utf8')
      for (const [page] of text.matchAll(/\bdocs\/[\w/-]+\.md\b/g)) named.add(page)
    }
    // All other pages are in the repository, and would be a tenth of what everybody downloads.
    const expected = ['LICENSE', 'README.md', 'SECURITY.md', ...named, 'package.json']
    expect(others).toEqual(expected.toSorted())
  })

  // Wanted are 400 kB: docs/decisions/0010-what-the-package-weighs.md says what stands in the way.
  it('is smaller than 625 kB', async () => {
    const { size } = await stat(installed.tarball)
    note(`tarball, ${size} bytes`)
    expect(size).toBeLessThan(625_000)
  })

  it('leads from each of its files to the source, and holds no source that nothing leads to', async () => {
    const reached = new Set<string>()
    const maps = files.filter((file) => file.endsWith('.map'))
    const mapped = files.filter((file) => /^dist\/.*\.(js|d\.ts)$/.test(file))
    const unmapped = mapped.filter((file) => !maps.includes(`${file}.map`))
    const ofClients = /^dist\/(core|http|providers|raw|connect)\//
    // That one only hands on what others export.
    expect(unmapped.filter((file) => ofClients.test(file))).toEqual(['dist/core/index.js'])
    for (const file of maps) {
      const map = JSON.parse(await readFile(join(installed.folder, file), 'utf8')) as {
        sources: string[]
        sourcesContent?: (string | null)[]
      }
      for (const [index, source] of map.sources.entries()) {
        const path = posix.join(posix.dirname(file), source)
        const isIn = typeof map.sourcesContent?.[index] === 'string'
        expect({ file, path, isThere: isIn || files.includes(path) }).toEqual({ file, path, isThere: true })
        if (!isIn) reached.add(path)
      }
    }
    expect(files.filter((file) => file.startsWith('src/') && !reached.has(file))).toEqual([])
  })

  it('holds nothing in dist that no export and no command leads to, but the terms of what was taken in', async () => {
    const entries = [...entriesOf(installed.folder, files).values()]
    expect(entries).toHaveLength(18)
    const reached = reachable(installed.folder, [
      ...entries.flatMap((entry) => [entry.types, entry.default]),
      'dist/cli/keymux.cjs',
    ])
    const terms = 'dist/third-party-licenses.txt'
    const built = files.filter((file) => /^dist\/.*(?<!\.map)$/.test(file) && file !== terms)
    expect([...reached].toSorted()).toEqual(built)
    const text = await readFile(join(installed.folder, terms), 'utf8')
    const takenIn = ['@noble/hashes', 'age-encryption', 'commander', 'ky', 'quick-lru', 'yaml']
    for (const name of takenIn) expect(text).toMatch(new RegExp(`^${name} \\d+\\.\\d+\\.\\d+$`, 'm'))
    expect(text.split('Permission is hereby granted').length - 1).toBeLessThan(6)
  })

  // Node takes longer to find and link a file than to read what is in it: docs/decisions/0011-few-files-per-entry.md.
  it('has each entry in few files, and no client in those of the entries that send nothing', async () => {
    for (const [path, { default: file }] of entriesOf(installed.folder, files)) {
      const isClient = /^\.\/dist\/(providers\/.*|raw|define)\/index\.js$/.test(file)
      const loaded = [...reachable(installed.folder, [file], importsAtOnce)]
      const hasClient = loaded.includes('dist/chunks/client.js')
      expect({ path, hasClient }).toEqual({ path, hasClient: isClient })
      expect({ path, few: loaded.length <= (isClient ? 3 : 4) ? 'few' : loaded }).toEqual({
        path,
        few: 'few',
      })
    }
  })

  it('holds no path of the machine that built it, and no trace of another build', async () => {
    const drive = /["'`(\s][A-Za-z]:[\\/]/
    const traces = [process.cwd(), installed.project, 'NODE_ENV', drive, /from '[^']+\.ts'/]
    for (const file of files.filter((each) => !each.startsWith('src/'))) {
      const text = await readFile(join(installed.folder, file), 'utf8')
      const found = traces.filter((trace) =>
        typeof trace === 'string' ? text.includes(trace) : trace.test(text),
      )
      expect({ file, found }).toEqual({ file, found: [] })
    }
  })

  it('is to the liking of publint', async () => {
    const { messages } = await publint({ pkgDir: installed.folder, strict: true, pack: false })
    expect(messages).toEqual([])
  })

  it('has types that are not wrong, for importers of ES modules', async () => {
    const tarball = createPackageFromTarballData(new Uint8Array(await readFile(installed.tarball)))
    const paths = [...entriesOf(installed.folder, files).keys()]
    const result = await checkPackage(tarball, { entrypoints: paths })
    const { problems, entrypoints } =
      result.types === false ? { problems: ['untyped'], entrypoints: {} } : result
    const esm = problems.filter((problem) => !/"(node10|node16-cjs)"/.test(JSON.stringify(problem)))
    expect(Object.keys(entrypoints)).toEqual(paths)
    expect(esm).toEqual([])
  })
})

describe('a project that installs it', () => {
  it('has the command', async () => {
    const command = join(installed.project, 'node_modules', '.bin', 'keymux')
    expect(await run(command, ['--version'], installed.project)).toBe(`${manifest.version}\n`)
  })

  it('gets three other packages', async () => {
    const lock = await readFile(join(installed.project, 'package-lock.json'), 'utf8')
    const { packages } = JSON.parse(lock) as {
      packages: Record<string, { optional?: boolean; peer?: boolean }>
    }
    const names = Object.keys(packages).filter((name) => name !== '')
    expect(names.map((name) => name.replace('node_modules/', ''))).toEqual([
      'keymux',
      'openapi-fetch',
      'openapi-typescript-helpers',
      'zod',
    ])
  })

  it('creates a key at each vendor', async () => {
    await writeFile(join(installed.project, 'answers.json'), JSON.stringify(publishedAnswers()))
    const good = { warnings: 0, complete: true, prefixed: true, printed: '[redacted]' }
    expect(JSON.parse(await node(['create.js'], installed.project))).toEqual({
      unkey: { id: 'key_2cGKbMxRyIzhCxo1Idjz8q', prefix: 'prod_', status: 200, ...good },
      clerk: { id: 'ak_3beecc9c60adb5f9b850e91a8ee1e992', prefix: expect.anything(), status: 200, ...good },
      factify: { id: 'key_01jd4h5mck9gq6zrp8bn2t4w3x', prefix: expect.anything(), status: 200, ...good },
      flow: { id: '123e4567-e89b-12d3-a456-426614174000', prefix: 'flow_', status: 201, ...good },
    })
  })

  it(
    'generates a client of a vendor of its own, which needs nothing but keymux',
    { timeout: 120_000 },
    async () => {
      const { withoutCompiler, unreadConfig, generated, complaints, printed } = await ownVendor(installed)
      expect(withoutCompiler).toContain('npm install --save-dev openapi-typescript@7 typescript@5')
      // Node strips types by itself from 22.18 on, and goes on to see that there is no such profile.
      const isStripping = 'typescript' in process.features && process.features.typescript !== false
      expect(unreadConfig).toContain(isStripping ? 'profile' : 'npm install --save-dev typescript@5')
      expect(generated).toContain('src/keys/acme/index.ts: written')
      expect(complaints).toBe('')
      expect(printed).toEqual({
        name: 'CI',
        printed: '[redacted]',
        metadata: { team: 'maps' },
        held: ['revoked'],
      })
    },
  )

  it('cannot import what is not an entry', async () => {
    const inner = [
      'generated/unkey/paths',
      'generated/unkey/adapter.js',
      'unkey/index.js',
      'unkey/anything',
      'http/sender',
      'dist/core/index.js',
      'dist/providers/unkey/index.js',
      'src/core/index.ts',
      'core',
      'http',
    ]
    const script = `
      const codes = {}
      for (const path of ${JSON.stringify(inner)}) {
        await import('keymux/' + path).catch(({ code }) => (codes[path] = code))
      }
      process.stdout.write(JSON.stringify(codes))`
    const codes = JSON.parse(
      await node(['--input-type=module', '--eval', script], installed.project),
    ) as object
    expect(Object.keys(codes)).toEqual(inner)
    for (const code of Object.values(codes)) expect(code).toBe('ERR_MODULE_NOT_FOUND')
  })
})

describe('its declarations', { timeout: 120_000 }, () => {
  it.each(['nodenext', 'bundler'])('compile with %s, by themselves', async (resolution) => {
    expect(await compile(resolution)).toBe('')
  })

  it('compile with msw beside them', async () => {
    await symlink(resolve('node_modules', 'msw'), join(installed.project, 'node_modules', 'msw'))
    expect(await compile('msw')).toBe('')
  })
})

describe('an app that is bundled for browsers', () => {
  it('takes in what its one vendor needs, and nothing of the others', async () => {
    const bundle = await bundleApp(appFor('unkey'), installed.project)
    expect(bundle.warnings).toEqual([])
    for (const input of bundle.inputs) {
      expect(input).toMatch(
        /^(<stdin>|node_modules\/keymux\/dist\/(providers\/unkey\/index|chunks\/[\w-]+)\.js)$/,
      )
    }
    expect(bundle.text).toContain('api.unkey.com')
    expect(bundle.text).not.toMatch(/\b(clerk|factify|flow|openapi|zod|msw|emulator|node:)/i)
    note(`one vendor: ${bundle.gzipBytes} bytes gzipped`)
  })

  it('stays small with all vendors', async () => {
    const bundle = await bundleApp(appFor(...vendors), installed.project)
    expect(bundle.warnings).toEqual([])
    expect(bundle.text).not.toMatch(/\b(openapi|zod|msw|emulator|node:)/i)
    note(`four vendors: ${bundle.gzipBytes} bytes gzipped`)
  })

  it('loads each vendor that connect may choose from a file of its own', async () => {
    const app = "import { connect } from 'keymux/connect'\nconsole.log((await connect()).vendor)"
    const { first, later, warnings } = await splitApp(app, installed.project)
    expect(warnings).toEqual([])
    const hosts = /\b(api\.unkey\.com|api\.clerk\.com|api\.factify\.com|FLOW_BASE_URL)\b/g
    expect(first).toContain('KEYMUX_VENDOR')
    expect(first.match(hosts)).toBeNull()
    expect(first).not.toMatch(/\b(openapi|zod|msw|emulator|node:)/i)
    const found = later.map((text) => [...new Set(text.match(hosts))])
    expect(found.filter((names) => names.length > 0).toSorted()).toEqual([
      ['FLOW_BASE_URL'],
      ['api.clerk.com'],
      ['api.factify.com'],
      ['api.unkey.com'],
    ])
  })

  it.each(['esbuild', 'rolldown'] as const)(
    'is told nothing by %s, whichever entry it imports',
    async (bundler) => {
      const entries = [...entriesOf(installed.folder, files).keys()].filter((path) => path !== './msw')
      for (const entry of entries) {
        const app = `import * as all from 'keymux${entry.slice(1)}'\nconsole.log(all)`
        const warnings =
          bundler === 'esbuild'
            ? (await bundleApp(app, installed.project)).warnings
            : await rolldownWarnings(app, installed.project)
        expect({ entry, warnings }).toEqual({ entry, warnings: [] })
      }
    },
  )

  it('needs no shim for any entry', async () => {
    const entries = [...entriesOf(installed.folder, files).keys()].filter((path) => path !== './msw')
    const app = entries.map((path) => `export * as e${entries.indexOf(path)} from 'keymux${path.slice(1)}'`)
    const bundle = await bundleApp(app.join('\n'), installed.project)
    expect(bundle.warnings).toEqual([])
    // Loaded by listen() and by the files of a migration alone, which say that they need Node.
    const loaded = bundle.text.match(/node:[\w/]+/g)
    expect(loaded).toEqual(['node:http', 'node:fs/promises', 'node:os', 'node:path', 'node:zlib'])
  })
})

function note(line: string): void {
  process.stdout.write(`keymux bundle, ${line}\n`)
}

async function compile(config: string): Promise<string> {
  const compiler = resolve('node_modules', 'typescript', 'bin', 'tsc')
  return node([compiler, '--project', `tsconfig.${config}.json`], installed.project)
}
