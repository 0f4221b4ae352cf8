import { describe, expect, it } from 'vitest'
import { forbiddenArrows } from './support/rooms.js'
import { sourceFiles, vendorIds } from './support/source-files.js'
import { vendorWords } from './support/vendor-words.js'

describe('src', () => {
  it('has no arrow between its rooms but those of the design', () => {
    const files = sourceFiles()
    expect(files.length).toBeGreaterThan(100)
    expect(files.flatMap(forbiddenArrows)).toEqual([])
  })

  it('says no vendor’s name in core and http, nor by hand in connect, cache, router, middleware, migrate and conformance', () => {
    const blind = sourceFiles().filter(
      ({ path }) =>
        /^(core|http|connect|cache|router|middleware|migrate|conformance)\//.test(path) &&
        path !== 'connect/providers.ts',
    )
    expect(blind.flatMap((file) => vendorWords(file, vendorIds()))).toEqual([])
  })
})

describe('the walk over the arrows', () => {
  it.each([
    ['core/a.ts', "import { b } from './codecs/b.js'"],
    ['http/a.ts', "import { b } from './b.js'\nexport * from '../core/b.js'"],
    ['generated/unkey/adapter.ts', "import type { paths } from './paths.js'\nimport * as z from 'zod/mini'"],
    ['providers/unkey/index.ts', "import { a } from '../../generated/unkey/adapter.js'"],
    ['raw/index.ts', "import createClient from 'openapi-fetch'\nimport { a } from '../http/clients.js'"],
    ['connect/a.ts', "const unkey = () => import('../providers/unkey/index.js')"],
    ['connect/a.ts', "import type { unkey } from '../providers/unkey/index.js'"],
    ['connect/a.ts', "import { environmentVariable } from '../http/environment.js'"],
    ['cache/a.ts', "import QuickLRU from 'quick-lru'\nimport { a } from '../core/secret.js'"],
    ['emulator/dialects/unkey/a.ts', "import { b } from '../../../generated/unkey/schemas.js'"],
    ['emulator/a.ts', "import type { paths } from '../generated/unkey/paths.js'"],
    ['emulator/a.ts', "await import('node:http')"],
    ['emulator/a.ts', "import type * as Http from 'node:http'"],
    ['migrate/a.ts', "import { b } from '../core/b.js'\nconst age = await import('age-encryption')"],
    ['migrate/a.ts', "import type * as Fs from 'node:fs/promises'\nawait import('node:os')"],
    ['msw/index.ts', "import { http } from 'msw'\nimport { setupWorker } from 'msw/browser'"],
    ['cli/a.ts', "import { Secret } from '../core/index.js'"],
    ['cli/commands/a.ts', "await import('../../emulator/index.js')"],
    ['generator/a.ts', "import { readFile } from 'node:fs/promises'\nimport { parse } from 'yaml'"],
    ['core/a.ts', "// import { b } from '../http/b.js'\nconst text = `import '../http/b.js'`"],
  ])('lets %s say %s', (path, text) => {
    expect(forbiddenArrows({ path, text })).toEqual([])
  })

  it.each([
    ['core/a.ts', "import { b } from '../http/b.js'"],
    ['core/a.ts', "import type { b } from '../http/b.js'"],
    ['core/a.ts', "export { b } from '../http/b.js'"],
    ['core/a.ts', "export type * from '../http/b.js'"],
    ['core/a.ts', "type B = import('../http/b.js').B"],
    ['core/a.ts', "const b = async () => (await import('../http/b.js')).b"],
    ['core/a.ts', 'const b = (name: string) => import(`../http/${name}.js`)'],
    ['core/a.ts', "import { createHash } from 'node:crypto'"],
    ['core/a.ts', "import type { Server } from 'node:http'"],
    ['core/a.ts', "await import('node:fs')"],
    ['core/a.ts', "import { z } from 'zod'"],
    ['core/a.ts', "import '..'"],
    ['core/a.ts', "import { b } from './b.ts'"],
    ['http/a.ts', "import { Agent } from 'node:http'"],
    ['http/a.ts', "import { profile } from '../generated/unkey/adapter.js'"],
    ['generated/unkey/adapter.ts', "import { a } from '../clerk/adapter.js'"],
    ['generated/unkey/adapter.ts', "import { a } from '../../providers/unkey/index.js'"],
    ['providers/unkey/index.ts', "import { clerk } from '../clerk/index.js'"],
    ['providers/unkey/index.ts', "import { a } from '../../generated/clerk/adapter.js'"],
    ['providers/unkey/index.ts', "import { a } from '../../generated/unkeyed/adapter.js'"],
    ['providers/unkey/index.ts', "import { createEmulator } from '../../emulator/index.js'"],
    ['raw/index.ts', "import { unkey } from '../providers/unkey/index.js'"],
    ['connect/a.ts', "import { unkey } from '../providers/unkey/index.js'"],
    ['connect/a.ts', "const unkey = () => import('../generated/unkey/adapter.js')"],
    ['connect/a.ts', "import { Sender } from '../http/sender.js'"],
    ['cache/a.ts', "import { Sender } from '../http/sender.js'"],
    ['cache/a.ts', "import { createHash } from 'node:crypto'"],
    ['middleware/a.ts', "import { Sender } from '../http/sender.js'"],
    ['conformance/a.ts', "import { unkey } from '../providers/unkey/index.js'"],
    ['emulator/a.ts', "import { unkey } from '../providers/unkey/index.js'"],
    ['emulator/a.ts', "import { profile } from '../generated/unkey/adapter.js'"],
    ['emulator/a.ts', "import type { UnkeyOptions } from '../generated/unkey/adapter.js'"],
    ['emulator/a.ts', "import { paths } from '../generated/unkey/paths.js'"],
    ['emulator/a.ts', "import { type paths } from '../generated/unkey/paths.js'"],
    ['emulator/a.ts', "import { createServer } from 'node:http'"],
    ['emulator/a.ts', "import { Sender } from '../http/sender.js'"],
    ['migrate/a.ts', "import { open } from 'node:fs/promises'"],
    ['migrate/a.ts', "import { unkey } from '../providers/unkey/index.js'"],
    ['migrate/a.ts', "import { Sender } from '../http/sender.js'"],
    ['msw/index.ts', "import { Sender } from '../http/sender.js'"],
    ['generator/a.ts', "import { Sender } from '../http/sender.js'"],
    ['cli/a.ts', "import { Secret } from '../core/secret.js'"],
    ['cli/a.ts', "import { Sender } from '../http/sender.js'"],
    ['connect/a.ts', "import { main } from '../cli/main.js'"],
    ['attic/a.ts', ''],
  ])('refuses in %s: %s', (path, text) => {
    expect(forbiddenArrows({ path, text })).toHaveLength(1)
  })

  it('says where', () => {
    const text = "\n\nimport { b } from '../http/b.js'"
    expect(forbiddenArrows({ path: 'core/a.ts', text })).toEqual([
      'core/a.ts:3: core must not import ../http/b.js (static)',
    ])
  })
})

describe('the search for vendors’ names', () => {
  const vendors = ['unkey', 'flow']

  it.each([
    'const unkey = 1',
    'const isUnkey = true',
    'const limits = { unkeyLimit: 1 }',
    "throw new Error('Unkey says no')",
    'const text = `${name} at Flow`',
    'const pattern = /unkey/',
    'class A { #flow = 1 }',
  ])('finds one in %s', (text) => {
    expect(vendorWords({ path: 'core/a.ts', text }, vendors)).toHaveLength(1)
  })

  it.each([
    '// Unkey has its own way',
    '/** Flow: 201 */ const a = 1',
    'const workflow = 1',
    "'an overflow'",
  ])('finds none in %s', (text) => {
    expect(vendorWords({ path: 'core/a.ts', text }, vendors)).toEqual([])
  })
})
