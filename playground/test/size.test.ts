import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { expect, it } from 'vitest'

/** In bytes, gzip; a font is compressed already. */
const largest = 250_000

it('is below 250 kB, all of it', async () => {
  const folder = join('playground', 'dist')
  const files = (await readdir(folder, { recursive: true, withFileTypes: true })).filter((file) =>
    file.isFile(),
  )
  const sizes = await Promise.all(
    files.map(async ({ parentPath, name }) => gzipSync(await readFile(join(parentPath, name))).length),
  )
  const all = sizes.reduce((sum, size) => sum + size, 0)
  expect(all).toBeGreaterThan(50_000)
  expect(all).toBeLessThan(largest)
})
