import { cpSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { clerk } from 'keymux/clerk'
import { unkey } from 'keymux/unkey'
import { bin, type World } from './keymux.js'

/** A command whose result fits any terminal. */
export interface Shown {
  readonly name: string
  /** Makes what the command is about, and says how it is called. */
  readonly args: (stage: Stage) => readonly string[] | Promise<readonly string[]>
  /** Shown in colours on a terminal. */
  readonly isColoured?: boolean
  /** A file's text, which no terminal may break. */
  readonly isFile?: boolean
  /** What somebody answers at its prompt, or what stands on standard input. */
  readonly answer?: { readonly prompt: string; readonly text: (stage: Stage) => string }
}

const at = ['--vendor', 'unkey']

/** Keys of every kind, a migration that is over, and a document with its overlay. */
export class Stage {
  readonly #ids: Record<'long' | 'evil' | 'short' | 'ended', string>
  #count = 0
  readonly world: World
  /** What is presented next. */
  secret = ''

  private constructor(world: World, ids: Record<'long' | 'evil' | 'short' | 'ended', string>) {
    this.world = world
    this.#ids = ids
  }

  static async set(world: World): Promise<Stage> {
    cpSync(join('docs', 'examples', 'acme'), world.folder, { recursive: true })
    const document = readFileSync(world.path('openapi.yaml'), 'utf8')
    writeFileSync(world.path('tomorrow.yaml'), document.replaceAll('enum: [eu, us]', 'enum: [eu, us, ap]'))
    const { emulator, server } = world
    const keys = unkey({ ...emulator.credentials.unkey, baseUrl: server.urls.unkey })
    const others = clerk({ ...emulator.credentials.clerk, baseUrl: server.urls.clerk })
    const moving = emulator.credentials.clerk.subject ?? ''
    for (let number = 0; number < 3; number += 1)
      await others.create({ name: `moving ${number}`, owner: moving })
    const long = await keys.create({
      name: 'A name that is so long that it does not fit into any narrow terminal at all',
    })
    const evil = await keys.create({
      name: 'evil \u001b[2J\u001b[31mname',
      owner: 'user_1',
      expiresAt: '30d',
    })
    const short = await keys.create({ name: '鍵の名前', owner: 'user_2' })
    const ended = await keys.create({ name: 'ended' })
    await world.run(migrating(moving, 'shown.journal'))
    for await (const { id, owner: whose } of keys.list()) if (whose === moving) await keys.delete(id)
    return new Stage(world, { long: long.id, evil: evil.id, short: short.id, ended: ended.id })
  }

  id(name: 'long' | 'evil' | 'short' | 'ended'): string {
    return this.#ids[name]
  }

  /** A name that no file of this stage has yet. */
  fresh(ending: string): string {
    this.#count += 1
    return `${this.#count}${ending}`
  }

  /** A place for a secret. */
  secretFile(): readonly string[] {
    return ['--secret-file', this.fresh('.key')]
  }

  /** A key that was made, and whose secret nobody took: its id. */
  async orphan(): Promise<string> {
    const clerkAt = ['--vendor', 'clerk']
    await this.world.run(['create', ...clerkAt, '--name', this.fresh(' is an orphan'), '--exec', 'false'])
    const { stdout } = await this.world.run(['orphans', 'list', ...clerkAt, '--json'])
    const { ids } = JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as { ids: readonly string[] }
    return ids[0] ?? ''
  }

  /** How a migration of one key is called. */
  async migration(): Promise<Migration> {
    const { emulator, server } = this.world
    const keys = clerk({ ...emulator.credentials.clerk, baseUrl: server.urls.clerk })
    const journal = this.fresh('.journal')
    const owner = `user_${journal.replace('.', '').padStart(27, '0')}`
    await keys.create({ name: 'To be moved', owner })
    return { journal, args: migrating(owner, journal) }
  }

  /** The journal of such a migration that is over. */
  async migrated(): Promise<string> {
    const { journal, args } = await this.migration()
    await this.world.run(args)
    return journal
  }

  /** A secret that is valid, for whoever asks. */
  async presented(): Promise<void> {
    const { emulator, server } = this.world
    const keys = unkey({ ...emulator.credentials.unkey, baseUrl: server.urls.unkey })
    const { secret } = await keys.create({ name: 'A key that is presented', owner: 'user_3' })
    this.secret = secret.reveal()
  }
}

interface Migration {
  readonly journal: string
  readonly args: readonly string[]
}

function migrating(whose: string, journal: string): readonly string[] {
  const sides = ['--from', 'clerk', '--to', 'unkey', '--owner', whose]
  return ['migrate', 'run', ...sides, '--yes', '--journal', journal]
}

const plan = ['migrate', 'plan', '--from', 'unkey', '--to', 'flow']
const generate = ['generate', '--spec', 'openapi.yaml', '--overlay', 'overlay.yaml', '--name', 'acme']

/** Each command that shows a result. */
export const shownCommands: readonly Shown[] = [
  { name: 'vendors', args: () => ['vendors'], isColoured: true },
  { name: 'list', args: () => ['list', ...at], isColoured: true },
  { name: 'get', args: (stage) => ['get', stage.id('long'), ...at] },
  { name: 'get of an evil name', args: (stage) => ['get', stage.id('evil'), ...at] },
  { name: 'update', args: (stage) => ['update', stage.id('long'), ...at, '--metadata', '{"plan":"pro"}'] },
  {
    name: 'rotate',
    args: (stage) =>
      ['rotate', stage.id('short'), ...at, '--overlap', '1h', '--yes'].concat(stage.secretFile()),
  },
  {
    name: 'create',
    args: (stage) => ['create', ...at, '--name', 'made', '--expires', '30d'].concat(stage.secretFile()),
  },
  {
    name: 'verify',
    args: async (stage) => {
      await stage.presented()
      return ['verify', ...at]
    },
    isColoured: true,
    answer: { prompt: 'The secret to verify', text: ({ secret }) => secret },
  },
  { name: 'delete', args: (stage) => ['delete', stage.id('ended'), ...at, '--yes'] },
  { name: 'revoke', args: (stage) => ['revoke', stage.id('ended'), ...at, '--yes'] },
  {
    name: 'revoke --by-secret',
    args: async (stage) => {
      await stage.presented()
      return ['revoke', '--by-secret', ...at, '--yes']
    },
    answer: { prompt: 'The secret of the key', text: ({ secret }) => secret },
  },
  { name: 'doctor', args: () => ['doctor', ...at], isColoured: true },
  {
    name: 'orphans list',
    args: async (stage) => {
      await stage.orphan()
      return ['orphans', 'list', '--vendor', 'clerk']
    },
  },
  {
    name: 'orphans recover',
    args: async (stage) =>
      ['orphans', 'recover', await stage.orphan(), '--vendor', 'clerk'].concat(stage.secretFile()),
  },
  {
    name: 'orphans confirm',
    args: async (stage) => ['orphans', 'confirm', await stage.orphan(), '--vendor', 'clerk'],
  },
  {
    name: 'orphans revoke',
    args: async (stage) => ['orphans', 'revoke', await stage.orphan(), '--vendor', 'clerk', '--yes'],
  },
  { name: 'emulate', args: () => ['emulate', '--quiet', '--exec', process.execPath, bin, 'vendors'] },
  { name: 'migrate plan', args: () => plan, isColoured: true },
  { name: 'migrate plan --keys', args: () => [...plan, '--keys'] },
  { name: 'migrate run', args: async (stage) => (await stage.migration()).args },
  { name: 'migrate report', args: () => ['migrate', 'report', '--journal', 'shown.journal'] },
  { name: 'migrate resume', args: () => ['migrate', 'resume', '--journal', 'shown.journal'] },
  {
    name: 'migrate revoke-sources',
    args: async (stage) => ['migrate', 'revoke-sources', '--yes', '--journal', await stage.migrated()],
  },
  {
    name: 'migrate rollback',
    args: async (stage) => ['migrate', 'rollback', '--yes', '--journal', await stage.migrated()],
  },
  { name: 'generate --init', args: () => ['generate', '--init', '--spec', 'openapi.yaml'], isFile: true },
  { name: 'generate', args: (stage) => [...generate, '--out', `src/keys/${stage.fresh('')}`] },
  {
    name: 'drift',
    args: () => ['drift', '--contract', 'openapi.yaml', '--spec', 'tomorrow.yaml', '--fail-on', 'breaking'],
  },
]
