import { spawn } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { build } from 'esbuild'

// The package has no types: what it exports is the path of the program.
const { default: workerd } = createRequire(import.meta.url)('workerd') as { default: string }

/** What `wrangler dev` does as well: workerd is the runtime that Cloudflare runs Workers in. */
const config = (port: number): string => `using Workerd = import "/workerd/workerd.capnp";

const config :Workerd.Config = (
  services = [
    (name = "main", worker = .worker),
    (name = "internet", network = (allow = ["public", "private"], tlsOptions = (trustBrowserCas = true))),
  ],
  sockets = [(name = "http", address = "127.0.0.1:${port}", http = (), service = "main")],
);

const worker :Workerd.Worker = (
  modules = [(name = "worker.js", esModule = embed "worker.js")],
  compatibilityDate = "2026-11-01",
  bindings = [
    (name = "UNKEY_ROOT_KEY", fromEnvironment = "UNKEY_ROOT_KEY"),
    (name = "UNKEY_API_ID", fromEnvironment = "UNKEY_API_ID"),
    (name = "UNKEY_BASE_URL", fromEnvironment = "UNKEY_BASE_URL"),
  ],
);
`

/** Bundles the Worker and serves it, with the bindings from the environment. */
export async function serveWorker(port: number): Promise<{ url: string; stop(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'keymux-worker-'))
  await build({
    entryPoints: [join(import.meta.dirname, 'worker.ts')],
    outfile: join(folder, 'worker.js'),
    bundle: true,
    format: 'esm',
    target: 'es2022',
    conditions: ['workerd', 'worker'],
  })
  const file = join(folder, 'config.capnp')
  await writeFile(file, config(port))
  const child = spawn(workerd, ['serve', file, '--control-fd=3'], {
    stdio: ['ignore', 'inherit', 'inherit', 'pipe'],
  })
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()))
  const bound = await new Promise<number>((resolve, reject) => {
    child.once('error', reject)
    void ended.then(() => reject(new Error('workerd does not start.')))
    let told = ''
    const control = child.stdio[3] as Readable
    control.on('data', (chunk: Buffer) => {
      told += chunk.toString()
      const [, number] = /"port":\s*(\d+)/.exec(told) ?? []
      if (number !== undefined) resolve(Number(number))
    })
  })
  return {
    url: `http://127.0.0.1:${bound}`,
    stop: async () => {
      child.kill()
      await ended
      await rm(folder, { recursive: true, force: true })
    },
  }
}
