import { cp, mkdir, rm, symlink, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { loadDocument } from '../../../src/generator/load.js'
import type { Installed } from './install.js'
import { node, run } from './run.js'

const example = join('docs', 'examples', 'acme')
const typePackages = ['openapi-typescript', 'typescript']

const app = `
import { readFileSync } from 'node:fs'
import { createEmulator } from 'keymux/emulator'
import { fromOverlay } from 'keymux/mock'
import { acme } from './keys/acme/index.js'

const read = (file: string): object => JSON.parse(readFileSync(file, 'utf8')) as object
const vendors = [fromOverlay(read('acme.json'), read('acme.overlay.json'), { id: 'acme' })]
const emulator = createEmulator({ seed: 1, vendors })
const { adminToken = '', projectId = '' } = emulator.credentials.acme
const keys = acme({ adminToken, projectId, fetch: emulator.fetch })
const created = await keys.create({ name: 'CI', expiresAt: '30d', metadata: { team: 'maps' }, vendor: { region: 'eu' } })
const found = await keys.get(created.id)
await keys.revoke(created.id)
const held = emulator.keys('acme').map(({ state }) => state)
process.stdout.write(JSON.stringify({ name: found.name, printed: String(created.secret), metadata: found.metadata, held }))
`

/** What a person does to have a client of a vendor that keymux does not know, in a project that has keymux alone. */
export interface OwnVendor {
  /** What the commands say before what writes the types, and reads them on Node 20, is installed. */
  readonly withoutCompiler: string
  readonly unreadConfig: string
  readonly generated: string
  /** What the compiler complains of, in strict mode. */
  readonly complaints: string
  /** What the built app prints, with keymux as its only package. */
  readonly printed: unknown
}

export async function ownVendor({ project }: Installed): Promise<OwnVendor> {
  const folder = join(project, 'own')
  await cp(example, folder, { recursive: true })
  for (const [from, to] of [
    ['openapi.yaml', 'acme.json'],
    ['overlay.yaml', 'acme.overlay.json'],
  ] as const)
    await writeFile(join(folder, to), JSON.stringify(await loadDocument(join(example, from))))
  const command = join(project, 'node_modules', '.bin', 'keymux')
  const args = ['generate', '--spec', 'openapi.yaml', '--overlay', 'overlay.yaml', '--out', 'src/keys/acme']
  const withoutCompiler = await run(command, args, folder).catch((error: Error) => error.message)

  const unreadConfig = await configured(command, folder)

  const links = typePackages.map((name) => join(project, 'node_modules', name))
  for (const link of links) await symlink(resolve('node_modules', link.split('/').at(-1) ?? ''), link)
  const generated = await run(command, args, folder)
  await mkdir(join(folder, 'src'), { recursive: true })
  await writeFile(join(folder, 'src', 'app.ts'), app)
  await writeFile(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, include: ['src'] }))
  const compiler = resolve('node_modules', 'typescript', 'bin', 'tsc')
  const complaints = await node([compiler, '--project', '.'], folder).catch((error: Error) => error.message)
  for (const link of links) await rm(link)
  return {
    withoutCompiler,
    unreadConfig,
    generated,
    complaints,
    printed: JSON.parse(await node(['out/app.js'], folder)),
  }
}

/** What a command says that finds a configuration in TypeScript. */
async function configured(command: string, folder: string): Promise<string> {
  const file = join(folder, 'keymux.config.ts')
  await writeFile(file, 'export default { profiles: {} as object }')
  const said = await run(command, ['list', '--profile', 'a'], folder).catch((error: Error) => error.message)
  await rm(file)
  return said
}

const compilerOptions = {
  target: 'es2022',
  module: 'nodenext',
  strict: true,
  noUncheckedIndexedAccess: true,
  exactOptionalPropertyTypes: true,
  verbatimModuleSyntax: true,
  noUnusedLocals: true,
  noUnusedParameters: true,
  types: ['node'],
  typeRoots: [resolve('node_modules', '@types')],
  outDir: 'out',
}
