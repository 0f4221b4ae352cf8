import { spawn } from 'node:child_process'
import { cp, mkdtemp, rm, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../../', import.meta.url))

export interface Finished {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

/** A copy of a part of this repository in a temporary folder, where tools may run and write. */
export class CopiedTree {
  readonly folder: string

  private constructor(folder: string) {
    this.folder = folder
  }

  static async of(...parts: readonly string[]): Promise<CopiedTree> {
    const folder = await mkdtemp(join(tmpdir(), 'keymux-'))
    await Promise.all(
      parts.map((part) => cp(join(root, part), join(folder, part), { recursive: true, dereference: true })),
    )
    await symlink(join(root, 'node_modules'), join(folder, 'node_modules'), 'dir')
    return new CopiedTree(folder)
  }

  path(...parts: readonly string[]): string {
    return join(this.folder, ...parts)
  }

  /** Runs a tool of `node_modules` here: `tsx/dist/cli.mjs`. */
  async run(tool: string, ...args: readonly string[]): Promise<Finished> {
    const file = resolve(root, 'node_modules', tool)
    // A test runner inside a test runner must not take itself for a worker of the outer one.
    const own = Object.entries(process.env).filter(([name]) => !/^(VITE|TEST$|NODE_ENV$)/.test(name))
    const child = spawn(process.execPath, [file, ...args], {
      cwd: this.folder,
      env: { ...Object.fromEntries(own), NO_COLOR: '1' },
    })
    let stdout = ''
    let stderr = ''
    child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()))
    child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()))
    return new Promise((settle, reject) => {
      child.once('error', reject)
      child.once('close', (code) => settle({ code, stdout, stderr }))
    })
  }

  async remove(): Promise<void> {
    await rm(this.folder, { recursive: true, force: true })
  }
}
