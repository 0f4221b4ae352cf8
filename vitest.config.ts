import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'
import type { ViteUserConfig } from 'vitest/config'

const source = fileURLToPath(new URL('src', import.meta.url))

const config: ViteUserConfig = defineConfig({
  resolve: {
    // The same map as "exports" in package.json and "paths" in tsconfig.json, over the source.
    alias: [
      { find: /^keymux$/, replacement: `${source}/core/index.ts` },
      {
        find: /^keymux\/(raw|connect|cache|define|router|middleware|migrate|conformance|emulator|mock|msw)$/,
        replacement: `${source}/$1/index.ts`,
      },
      { find: /^keymux\/([^/]+)$/, replacement: `${source}/providers/$1/index.ts` },
    ],
  },
  test: {
    include: ['test/**/*.test.ts'],
    typecheck: { enabled: false },
    pool: 'threads',
    maxWorkers: 2,
    testTimeout: 60_000,
  },
})

export default config
