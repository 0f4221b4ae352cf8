import { spawn } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import type { CheckResult, Setting } from './checks/check.js'
import { common, type Column } from './column.js'
import { run as runProgram, versionIn } from './in-process.js'

/** Plain, without Node's modules: what runs here runs in every Worker. Its one way out is to this machine. */
const config = `using Workerd = import "/workerd/workerd.capnp";

const config :Workerd.Config = (
  services = [
    (name = "main", worker = .worker),
    (name = "internet", network = (allow = ["127.0.0.1/32"])),
  ],
  sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "main")],
);

const worker :Workerd.Worker = (
  modules = [
    (name = "worker.js", esModule = embed "worker.js"),
    (name = "guard.js", esModule = embed "guard.js"),
    (name = "checks.js", esModule = embed "checks.js"),
  ],
  compatibilityDate = "2026-11-01",
);
`

/** workerd, which serves a Worker: it is asked once, and its answer are the results. */
export function workerdColumn(id: string, title: string, program: string): Column {
  return {
    id,
    title,
    run: async ({ folder, world }, only) => {
      await writeFile(join(folder, 'config.capnp'), config)
      const setting: Setting = {
        ...common,
        ...world.setting,
        // It needs a BroadcastChannel.
        hasMsw: false,
        ...(only !== undefined && { only }),
      }
      const { text: version } = await runProgram(program, ['--version'], {})
      const worker = await serve(program, join(folder, 'config.capnp'))
      try {
        const response = await fetch(worker.url, { method: 'POST', body: JSON.stringify(setting) })
        if (!response.ok) throw new Error(`It answered with ${response.status}: ${worker.printed()}`)
        const results = (await response.json()) as CheckResult[]
        return { version: versionIn(version), results, printed: worker.printed() }
      } finally {
        await worker.stop()
      }
    },
  }
}

interface ServedWorker {
  readonly url: string
  printed(): string
  stop(): Promise<void>
}

async function serve(program: string, file: string): Promise<ServedWorker> {
  const controlFd = 3
  const child = spawn(program, ['serve', file, `--control-fd=${controlFd}`], {
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
  })
  let text = ''
  child.stdout?.on('data', (chunk: Buffer) => (text += chunk.toString()))
  child.stderr?.on('data', (chunk: Buffer) => (text += chunk.toString()))
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()))
  const port = await new Promise<number>((resolve, reject) => {
    let told = ''
    child.once('error', reject)
    void ended.then(() => reject(new Error(`It does not start: ${text}`)))
    const control = child.stdio[controlFd] as Readable
    control.on('data', (chunk: Buffer) => {
      told += chunk.toString()
      const [, number] = /"port":\s*(\d+)/.exec(told) ?? []
      if (number !== undefined) resolve(Number(number))
    })
  })
  return {
    url: `http://127.0.0.1:${port}/`,
    printed: () => text,
    stop: async () => {
      child.kill()
      await ended
    },
  }
}
