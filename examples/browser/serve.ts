import { readFile } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { serve } from '@hono/node-server'
import { build } from 'esbuild'
import { backend } from './backend.js'

/** No inline script, no foreign host: keymux needs neither. */
const policy =
  "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'none'"

/** Serves the page and its backend from one origin. */
export async function servePage(port: number): Promise<{ url: string; stop(): Promise<void> }> {
  const { outputFiles } = await build({
    entryPoints: [join(import.meta.dirname, 'page.ts')],
    bundle: true,
    minify: true,
    format: 'esm',
    write: false,
  })
  const [html, script] = [
    await readFile(join(import.meta.dirname, 'index.html'), 'utf8'),
    outputFiles[0]?.text ?? '',
  ]
  backend.get('/', (c) => c.html(html, 200, { 'content-security-policy': policy }))
  backend.get('/page.js', (c) => c.body(script, 200, { 'content-type': 'text/javascript' }))
  return new Promise((resolve) => {
    const server = serve({ fetch: backend.fetch, port }, (address: AddressInfo) => {
      resolve({
        url: `http://localhost:${address.port}/`,
        stop: async () => {
          if ('closeAllConnections' in server) server.closeAllConnections()
          await new Promise((closed) => server.close(closed))
        },
      })
    })
  })
}
