import { createReadStream } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { defineConfig, type Plugin, type UserConfig } from 'vite'

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url))
const worker = 'mockServiceWorker.js'
const workerFile = here(`../node_modules/msw/lib/${worker}`)

/** MSW's service worker beside the page, from the installed package: a copy of it in here would grow old. */
function serviceWorker(): Plugin {
  return {
    name: 'playground:service-worker',
    configureServer: ({ middlewares }) => {
      middlewares.use(`/${worker}`, (_, response) => {
        response.setHeader('content-type', 'text/javascript')
        createReadStream(workerFile).pipe(response)
      })
    },
    async generateBundle() {
      this.emitFile({ type: 'asset', fileName: worker, source: await readFile(workerFile) })
    },
  }
}

/** The page over the built package, which it finds by its own name and `exports`, as whoever installs it does. */
const config: UserConfig = defineConfig({
  root: here('.'),
  base: './',
  resolve: {
    // The public suffix list, for MSW's store of cookies: 110 kB gzip, and nobody here sets a cookie.
    alias: { tldts: here('shims/tldts.ts') },
  },
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    target: 'es2022',
    // These have light-dark(); what it is translated into for others does not listen to `color-scheme`.
    cssTarget: ['chrome123', 'firefox120', 'safari17.5'],
    outDir: here('dist'),
    emptyOutDir: true,
    chunkSizeWarningLimit: 700,
  },
  plugins: [serviceWorker()],
})

export default config
