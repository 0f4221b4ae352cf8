import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { inMarkdown } from '../../scripts/fault-table/page.js'
import { runColumn } from '../../scripts/fault-table/run-column.js'

const program = fileURLToPath(new URL('support/dying-column.ts', import.meta.url))

it('finds the row of which a process dies, and keeps the others', { timeout: 60_000 }, async () => {
  const cells = await runColumn('any', ['before', 'fatal', 'after'], () => {}, program)
  expect([...cells].map(([row, cell]) => [row, inMarkdown(cell)])).toEqual([
    ['before', 'throws'],
    ['fatal', 'throws, **the process dies**'],
    ['after', 'throws'],
  ])
})
