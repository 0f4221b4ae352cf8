import { readFile } from 'node:fs/promises'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { Cell } from '../../scripts/fault-table/finding.js'
import { keymuxAtClerk, keymuxAtUnkey } from '../../scripts/fault-table/keymux-subjects.js'
import { inMarkdown } from '../../scripts/fault-table/page.js'
import type { Row } from '../../scripts/fault-table/row.js'
import { allRows } from '../../scripts/fault-table/rows.js'
import type { Subject } from '../../scripts/fault-table/subject.js'
import { subjects } from '../../scripts/fault-table/subjects.js'
import { healthy } from '../../scripts/fault-table/upstream.js'

/** The rows of a package, a few at a time. */
async function run(subject: Subject, rows: readonly Row[]): Promise<Map<string, Cell>> {
  const cells = new Map<string, Cell>()
  const left = [...rows]
  const runNext = async (): Promise<void> => {
    for (let row = left.shift(); row !== undefined; row = left.shift())
      cells.set(row.id, await row.run(subject))
  }
  await Promise.all(Array.from({ length: 8 }, runNext))
  return cells
}

/** What docs/faults.md has in a package's column, by the title of the row. */
async function column({ title }: Subject): Promise<Map<string, string>> {
  const lines = (await readFile('docs/faults.md', 'utf8')).split('\n').filter((line) => line.startsWith('|'))
  const rows = lines.map((line) => line.split('|').map((cell) => cell.trim()))
  const at = rows[0]?.indexOf(title) ?? -1
  return new Map(rows.map((cells) => [cells[1] ?? '', cells[at] ?? '']))
}

async function told(subject: Subject, rows: readonly Row[]): Promise<unknown[]> {
  const cells = await column(subject)
  return rows.map(({ title }) => [title, cells.get(title)])
}

function worded(rows: readonly Row[], cells: ReadonlyMap<string, Cell>): unknown[] {
  return rows.map(({ id, title }) => [title, inMarkdown(cells.get(id) ?? [])])
}

const slow = allRows.filter(({ id }) => id === 'silent')
const quick = allRows.filter((row) => !slow.includes(row))

afterEach(() => {
  vi.useRealTimers()
})

describe.each([keymuxAtUnkey, keymuxAtClerk])('$title', (subject) => {
  it('does in each row what docs/faults.md says, and nothing that is bad', { timeout: 60_000 }, async () => {
    // The first call is slow, and some rows have timeouts.
    const { emulator, baseUrl, close } = await healthy(subject.vendor)
    await subject.open({ baseUrl, credentials: emulator.credentials }).create()
    await close()

    const seen = await run(subject, quick)
    expect(worded(quick, seen)).toEqual(await told(subject, quick))
    expect([...seen.values()].flat().filter(({ isBad }) => isBad)).toEqual([])
  })

  it('does not wait for ever for a silent server', { timeout: 60_000 }, async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] })
    const passing = setInterval(() => vi.advanceTimersByTime(200), 10)
    try {
      const seen = await run(subject, slow)
      expect(worded(slow, seen)).toEqual(await told(subject, slow))
    } finally {
      clearInterval(passing)
    }
  })
})

it('has a row for each situation and a column for each package in docs/faults.md', async () => {
  for (const subject of subjects) {
    const titles = [...(await column(subject)).keys()].filter((title) => !/^-*$/.test(title))
    expect(titles).toEqual(allRows.map(({ title }) => title))
  }
})
