import { spawn, type ChildProcess } from 'node:child_process'

/** A program that runs in a folder, and all that it printed so far. */
export class Program {
  readonly ended: Promise<number | null>
  readonly #child: ChildProcess
  #text = ''

  /** It sees what it needs to start and to reach a registry, and nothing of the script that runs it. */
  constructor(command: readonly string[], cwd: string, environment: Readonly<Record<string, string>> = {}) {
    const [program = '', ...args] = command
    this.#child = spawn(program, args, {
      cwd,
      env: { ...ownEnvironment(), NO_COLOR: '1', CI: 'true', ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
      // A group of its own: npm starts what it runs as a child, and both have to go.
      detached: true,
    })
    for (const stream of [this.#child.stdout, this.#child.stderr])
      stream?.on('data', (chunk: Buffer) => (this.#text += chunk.toString()))
    this.ended = new Promise((resolve) => {
      this.#child.once('error', (error) => {
        this.#text += error.message
        resolve(null)
      })
      this.#child.once('close', resolve)
    })
  }

  get text(): string {
    return this.#text
  }

  /** The program's end, or undefined where it takes longer than that. */
  async within(milliseconds: number): Promise<number | null | undefined> {
    let timer: NodeJS.Timeout | undefined
    const late = new Promise<undefined>((resolve) => {
      timer = setTimeout(() => resolve(undefined), milliseconds)
    })
    const code = await Promise.race([this.ended, late])
    clearTimeout(timer)
    return code
  }

  async stop(): Promise<void> {
    const { pid } = this.#child
    if (pid === undefined) return
    try {
      process.kill(-pid, 'SIGTERM')
      if ((await this.within(5000)) === undefined) process.kill(-pid, 'SIGKILL')
    } catch {
      // It has ended.
    }
    await this.ended
  }
}

/** Runs a program to its end; throws what it printed where it fails or does not end in time. */
export async function runProgram(
  command: readonly string[],
  cwd: string,
  milliseconds: number,
  environment?: Readonly<Record<string, string>>,
): Promise<string> {
  const program = new Program(command, cwd, environment)
  const code = await program.within(milliseconds)
  if (code === undefined) await program.stop()
  if (code === 0) return program.text
  const what = code === undefined ? `does not end in ${milliseconds / 1000} s` : `failed (exit code ${code})`
  throw new Error(`${command.join(' ')} ${what}:\n${program.text.trim().split('\n').slice(-40).join('\n')}`)
}

function ownEnvironment(): Record<string, string> {
  const kept =
    /^(PATH|HOME|TMPDIR|npm_config_(?!prefix|local_prefix|global)\w+|https?_proxy|no_proxy|NODE_EXTRA_CA_CERTS|SSL_CERT_\w+)$/i
  return Object.fromEntries(
    Object.entries(process.env).filter(
      (entry): entry is [string, string] => kept.test(entry[0]) && entry[1] !== undefined,
    ),
  )
}
