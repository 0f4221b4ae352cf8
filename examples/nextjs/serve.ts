import { spawn } from 'node:child_process'
import { createRequire } from 'node:module'

const next = createRequire(import.meta.url).resolve('next/dist/bin/next')

/** Runs `next dev`, which finds the vendor in the environment; gives its URL once it answers. */
export async function serveNext(port: number): Promise<{ url: string; stop(): Promise<void> }> {
  const child = spawn(process.execPath, [next, 'dev', '--port', String(port)], {
    cwd: import.meta.dirname,
    env: { ...process.env, NEXT_TELEMETRY_DISABLED: '1' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()))
  const url = await new Promise<string>((resolve, reject) => {
    child.once('error', reject)
    let text = ''
    void ended.then(() => reject(new Error(`Next.js does not start: ${text}`)))
    child.stdout.on('data', (chunk: Buffer) => {
      text += chunk.toString()
      const [found] = /http:\/\/localhost:\d+/.exec(text) ?? []
      if (found !== undefined && text.includes('Ready')) resolve(found)
    })
  })
  return {
    url,
    stop: async () => {
      child.kill()
      await ended
    },
  }
}
