import { fileURLToPath } from 'node:url'
import { preview } from 'vite'

/** The built page, as a host of static files would serve it. */
export interface ServedPage {
  readonly url: string
  close(): Promise<void>
}

export async function servePage(): Promise<ServedPage> {
  const configFile = fileURLToPath(new URL('../../vite.config.ts', import.meta.url))
  const server = await preview({ configFile, preview: { host: '127.0.0.1', port: 0 }, logLevel: 'warn' })
  const [url] = server.resolvedUrls?.local ?? []
  if (url === undefined) throw new Error('The page has no address.')
  return { url, close: async () => server.close() }
}
