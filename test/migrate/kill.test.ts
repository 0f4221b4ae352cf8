import { spawn } from 'node:child_process'
import { expect, it } from 'vitest'

/** The full size is `npm run kill:migrate`. */
it('loses and doubles no key when it is killed again and again', { timeout: 280_000 }, async () => {
  const sizes = ['--keys', '60', '--kills', '4', '--seed', '7']
  const child = spawn('node_modules/.bin/tsx', [
    '--tsconfig',
    'scripts/tsconfig.json',
    'scripts/migrate-kill.ts',
    ...sizes,
  ])
  let told = ''
  child.stdout.on('data', (chunk: Buffer) => (told += chunk.toString()))
  const code = await new Promise<number | null>((resolve) => {
    child.once('close', resolve)
  })
  const good = { lost: 0, twice: 0, orphans: 0, undelivered: 0, onDisk: 0 }
  const found = told
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as object)
  expect(found).toMatchObject([
    { mode: 'preserve', ...good },
    { mode: 'reissue', ...good },
  ])
  expect(code).toBe(0)
})
