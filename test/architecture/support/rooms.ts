import { posix } from 'node:path'
import { importsOf, type Import } from './imports.js'
import type { SourceFile } from './source-files.js'

/** What the files of a room may import besides each other. */
interface Room {
  /** Files, from `src` on. `<vendor>` is the vendor whose column the room belongs to. */
  readonly files: readonly string[]
  /** Files of which nothing may be left at run time. */
  readonly types?: readonly string[]
  /** Files that are loaded only when the code gets to a dynamic import; their types too. */
  readonly lazy?: readonly string[]
  /** The room's own files that may load what only the run time knows. */
  readonly unknown?: readonly string[]
  readonly packages: readonly string[]
  /** Node's own modules: anywhere, or only where the code gets to a dynamic import (and in types). */
  readonly node?: 'anywhere' | 'dynamic'
}

/** The table of the design: all arrows that there may be. */
const rooms: Readonly<Record<string, Room>> = {
  core: { files: [], packages: [] },
  http: { files: ['core/**'], packages: [] },
  'generated/<vendor>': { files: ['core/**', 'http/**'], packages: ['zod'] },
  'providers/<vendor>': { files: ['core/**', 'http/**', 'generated/<vendor>/**'], packages: [] },
  raw: { files: ['core/**', 'http/**'], packages: ['openapi-fetch'] },
  // What a vendor needs may come in with that vendor alone. The environment is the one thing that sending also reads.
  connect: { files: ['core/**', 'http/environment.ts'], lazy: ['providers/*/index.ts'], packages: [] },
  cache: { files: ['core/**'], packages: ['@noble/hashes', 'quick-lru'] },
  // What generated code in a project of its own imports: a list of names and nothing else.
  define: { files: ['core/**', 'http/**'], packages: [] },
  router: { files: ['core/**'], packages: ['quick-lru'] },
  middleware: { files: ['core/**'], packages: [] },
  conformance: { files: ['core/**'], packages: [] },
  emulator: {
    files: ['core/**', 'generated/*/schemas.ts'],
    types: ['generated/*/paths.ts'],
    packages: ['zod'],
    node: 'dynamic',
  },
  // What a document means, and nothing of what is emitted of it: no compiler comes along.
  mock: {
    files: [
      'core/**',
      'emulator/**',
      'generator/code-meaning.ts',
      'generator/field-annotation.ts',
      'generator/generation-error.ts',
      'generator/json-pointer.ts',
      'generator/json-schema-of.ts',
      'generator/json.ts',
      'generator/merge-schemas.ts',
      'generator/model-of.ts',
      'generator/model.ts',
      'generator/operation-ids.ts',
      'generator/operations-in.ts',
      'generator/references.ts',
      'generator/root-annotation.ts',
      'generator/schema-facts.ts',
      'generator/source-text.ts',
      'generator/without-code.ts',
      'generator/without-credentials.ts',
      'generator/words-of.ts',
    ],
    packages: ['zod'],
  },
  migrate: { files: ['core/**'], packages: ['age-encryption'], node: 'dynamic' },
  msw: { files: ['core/**', 'emulator/**'], packages: ['msw'] },
  cli: {
    // The library by its entries, as any user has it: two copies of `Secret` would not know each other. The rest is pure.
    files: [
      'core/index.ts',
      'core/counted.ts',
      'core/marker.ts',
      'core/operation.ts',
      'connect/index.ts',
      'core/nearest-name.ts',
      'emulator/index.ts',
      'generator/without-credentials.ts',
      'migrate/format-plan.ts',
      'migrate/index.ts',
      'raw/index.ts',
    ],
    types: ['providers/*/index.ts'],
    // A large part, of which a call to a vendor needs nothing.
    lazy: ['generator/**'],
    // The user's own configuration.
    unknown: ['cli/config/load-module.ts'],
    packages: [
      '@clack/prompts',
      'cli-progress',
      'commander',
      'picocolors',
      'string-width',
      'typescript',
      'zod',
    ],
    node: 'anywhere',
  },
  generator: {
    files: ['core/**'],
    packages: [
      '@scalar/openapi-upgrader',
      'json-p3',
      'ky',
      'openapi-typescript',
      'typescript',
      'yaml',
      'zod',
    ],
    node: 'anywhere',
  },
}

interface Place {
  readonly name: string
  readonly folder: string
  readonly vendor: string
}

/** `providers/unkey/index.ts` lies in the room `providers/<vendor>`, in Unkey's column. */
function roomOf(path: string): Place {
  const [first = '', second = ''] = path.split('/')
  return `${first}/<vendor>` in rooms
    ? { name: `${first}/<vendor>`, folder: `${first}/${second}`, vendor: second }
    : { name: first, folder: first, vendor: '' }
}

/** The arrows of a file that are not in the table, each as a line that says where and which. */
export function forbiddenArrows(file: SourceFile): string[] {
  const place = roomOf(file.path)
  const room = rooms[place.name]
  if (room === undefined) return [`${file.path}: there is no room ${place.name} in the table of this test`]
  return importsOf(file)
    .filter((each) => !allowed(each, file.path, place, room))
    .map(
      ({ place: at, specifier, kind }) =>
        `${at}: ${place.name} must not import ${specifier ?? 'what only the run time knows'} (${kind})`,
    )
}

function allowed({ specifier, kind }: Import, path: string, place: Place, room: Room): boolean {
  if (specifier === null) return room.unknown?.includes(path) === true
  if (specifier.startsWith('node:')) {
    return room.node === 'anywhere' || (room.node === 'dynamic' && kind !== 'static')
  }
  if (!specifier.startsWith('.')) {
    return room.packages.some((name) => specifier === name || specifier.startsWith(`${name}/`))
  }
  // A path that names no source file (`./x.ts`, `./x`, a folder) would not resolve once it is built.
  if (!specifier.endsWith('.js')) return false
  const target = posix.join(posix.dirname(path), specifier).replace(/\.js$/, '.ts')
  const patterns = [`${place.folder}/**`, ...room.files]
  if (kind === 'type') patterns.push(...(room.types ?? []))
  if (kind !== 'static') patterns.push(...(room.lazy ?? []))
  return patterns.some((pattern) => matches(target, pattern.replace('<vendor>', place.vendor)))
}

/** `**` stands for all that lies below a folder, `*` for one step of a path. */
function matches(path: string, pattern: string): boolean {
  const steps = pattern.replaceAll('.', String.raw`\.`).split('**')
  return new RegExp(`^${steps.map((step) => step.replaceAll('*', '[^/]+')).join('.+')}$`).test(path)
}
