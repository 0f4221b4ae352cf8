import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { build } from 'esbuild'

/** A page of this machine. 127.0.0.1 is a secure context, which a service worker needs. */
export interface ServedPage {
  readonly url: string
  close(): Promise<void>
}

interface File {
  readonly type: string
  readonly text: string
}

/** Serves a page that runs the given entry, and MSW's service worker beside it. */
export async function servePage(entry: string): Promise<ServedPage> {
  const files: Readonly<Record<string, File>> = {
    '/': {
      type: 'text/html',
      text: '<!doctype html><link rel="icon" href="data:,"><script type="module" src="/page.js"></script>',
    },
    '/page.js': { type: 'text/javascript', text: await bundle(entry) },
    '/mockServiceWorker.js': {
      type: 'text/javascript',
      text: await readFile('node_modules/msw/lib/mockServiceWorker.js', 'utf8'),
    },
  }
  const server = createServer((request, response) => {
    const file = files[request.url ?? '']
    response.writeHead(file === undefined ? 404 : 200, { 'content-type': file?.type ?? 'text/plain' })
    response.end(file?.text)
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const address = server.address()
  if (typeof address !== 'object' || address === null) throw new Error('The page has no address.')
  return {
    url: `http://127.0.0.1:${address.port}/`,
    close: () =>
      new Promise((closed) => {
        server.close(() => closed())
        server.closeAllConnections()
      }),
  }
}

async function bundle(entry: string): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [entry],
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    logLevel: 'warning',
  })
  return outputFiles.map((file) => file.text).join('')
}
