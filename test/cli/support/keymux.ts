import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync, statSync, readdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { createEmulator, type Emulator, type EmulatorOptions, type EmulatorServer } from 'keymux/emulator'
import { vendorList } from '../../../src/cli/vendor-list.js'
import { mockOf } from '../../mock/support/specs.js'

export const bin: string = resolve('dist', 'cli', 'keymux.cjs')
const pty = resolve('test', 'cli', 'support', 'on_terminal.py')

/** The built command is what is tested: one that is older than its source would prove nothing. */
export function requireFreshBuild(): void {
  const newest = Math.max(
    ...readdirSync('src/cli', { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => statSync(join(entry.parentPath, entry.name)).mtimeMs),
  )
  if ((statSync(bin, { throwIfNoEntry: false })?.mtimeMs ?? 0) < newest)
    throw new Error('dist is older than src/cli: run `npm run build` before these tests.')
}

export interface Ended {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

export interface How {
  readonly env?: Readonly<Record<string, string | undefined>>
  /** What stands on standard input; nothing by default. */
  readonly input?: string
  /** On a terminal of so many columns, on which stdout and stderr are one. */
  readonly columns?: number
  /** What runs in the place of `keymux`. */
  readonly program?: readonly string[]
  /** Without what comes on stderr. */
  readonly isQuiet?: boolean
  /** Sees the process while it runs. */
  readonly during?: (child: ChildProcess, printed: () => string) => Promise<void>
}

/** Those that the emulator has no stand-in of its own for. */
type Mocked = 'openrouter' | 'workos'

/** All upstreams, a state folder and a working folder of their own. */
export class World {
  readonly emulator: Emulator<Mocked>
  readonly server: EmulatorServer<Mocked>
  readonly folder: string
  readonly env: Readonly<Record<string, string | undefined>>

  private constructor(emulator: Emulator<Mocked>, server: EmulatorServer<Mocked>) {
    this.emulator = emulator
    this.server = server
    this.folder = mkdtempSync(join(tmpdir(), 'keymux-cli-'))
    this.env = {
      PATH: process.env['PATH'],
      HOME: this.folder,
      XDG_STATE_HOME: join(this.folder, 'state'),
      ...variablesOf(emulator, server),
    }
  }

  static async open(options: EmulatorOptions = {}): Promise<World> {
    requireFreshBuild()
    const vendors = await Promise.all([mockOf('openrouter', 'openrouter'), mockOf('workos', 'workos')])
    const emulator = createEmulator<Mocked>({ seed: 1, ...options, vendors })
    return new World(emulator, await emulator.listen())
  }

  async close(): Promise<void> {
    await this.server.close()
    rmSync(this.folder, { recursive: true, force: true })
  }

  path(...parts: readonly string[]): string {
    return join(this.folder, ...parts)
  }

  /** Runs `keymux` with these arguments. */
  run(
    args: readonly string[],
    {
      env = {},
      input = '',
      columns,
      program: own = [process.execPath, bin],
      isQuiet = false,
      during,
    }: How = {},
  ): Promise<Ended> {
    const silenced = isQuiet ? ['sh', '-c', 'exec "$@" 2>/dev/null', 'sh'] : []
    const command = [...silenced, ...own, ...args]
    const [program = '', ...rest] =
      columns === undefined ? command : ['python3', pty, String(columns), ...command]
    const child = spawn(program, rest, {
      cwd: this.folder,
      env: { ...this.env, ...env } as NodeJS.ProcessEnv,
      stdio: 'pipe',
    })
    let stdout = ''
    let stderr = ''
    child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()))
    child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()))
    child.stdin.on('error', () => undefined)
    if (columns === undefined || input !== '') child.stdin.end(input)
    const watching = during?.(child, () => stdout + stderr) ?? Promise.resolve()
    return new Promise((settle, reject) => {
      child.once('error', reject)
      child.once('close', (code) => {
        child.stdin.end()
        watching.then(() => settle({ code, stdout: stdout.replaceAll('\r\n', '\n'), stderr }), reject)
      })
    })
  }
}

/** What leads to each upstream that there is, by the names that the command knows. */
function variablesOf(
  { credentials }: Emulator<Mocked>,
  { urls }: EmulatorServer<Mocked>,
): Record<string, string | undefined> {
  const values = new Map<string, Readonly<Record<string, string>>>(Object.entries(credentials))
  const hosts = new Map<string, string>(Object.entries(urls))
  const variables = vendorList.flatMap(({ id, credential, options, baseUrl }) => [
    [baseUrl.env, hosts.get(id)] as const,
    ...[credential, ...options].map(({ name, env }) => [env, values.get(id)?.[name]] as const),
  ])
  return Object.fromEntries(variables)
}

/** Resolves when a text is printed. */
export async function until(printed: () => string, text: string | RegExp): Promise<void> {
  for (let waited = 0; waited < 15_000; waited += 20) {
    if (typeof text === 'string' ? printed().includes(text) : text.test(printed())) return
    await new Promise((wake) => setTimeout(wake, 20))
  }
  throw new Error(`${String(text)} was not printed.`)
}
