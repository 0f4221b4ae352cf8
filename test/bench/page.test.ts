import { readFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { apps, fourVendors, keymuxApps } from '../../scripts/bench/apps.js'
import { groups, groupTitle } from '../../scripts/bench/cells.js'
import { benchmarksPage } from '../../scripts/bench/page.js'
import { firstKeyApps } from '../../scripts/bench/first-key.js'
import { vendors } from '../../scripts/bench/exchanges.js'
import { vendorIds } from '../../scripts/package-entries.js'
import { emptyApp, typedApps } from '../../scripts/type-cost/typed-apps.js'
import typeBudgets from '../../scripts/type-budgets.json' with { type: 'json' }
import { median, quantile, ratios, spreadOf } from '../../scripts/bench/statistics.js'
import { subjects } from '../../scripts/bench/subjects.js'
import { atLeast, atMost } from '../../scripts/bench/table.js'

const page = await readFile('docs/benchmarks.md', 'utf8')

/** The titles of a table's rows, by the table's heading. */
function rowsBelow(heading: string): string[] {
  const [, section = ''] = page.split(`\n## ${heading}\n`)
  const [table = ''] = section.split('\n## ')
  return table
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .slice(2)
    .map((line) => line.split('|')[1]?.trim() ?? '')
}

const ofGroups = (some: typeof groups): string[] =>
  some.flatMap((group) => group.subjects.map((id) => `${groupTitle(group)}: ${subjects[id]?.title}`))

describe('docs/benchmarks.md', () => {
  it('has a row for each app, call and package that is measured', () => {
    const [bare, ...others] = apps.map(({ title }) => title)
    expect(rowsBelow('Size of an app that creates one key').toSorted()).toEqual(
      [bare, ...others, fourVendors.title].toSorted(),
    )
    expect(rowsBelow('From the start of a process to its first key')).toEqual(
      firstKeyApps.map(({ title }) => title),
    )
    expect(rowsBelow('Type check of a small app')).toEqual([
      emptyApp.title,
      `${emptyApp.title} again (A/A)`,
      ...typedApps.map(({ title }) => title),
    ])
    expect(rowsBelow('In-process time of a call')).toEqual(ofGroups(groups))
    expect(rowsBelow('Time of a call over loopback')).toEqual(
      ofGroups(groups.filter(({ vendor }) => vendor === 'unkey' || vendor === 'clerk')),
    )
  })

  it('says beside every row with a goal whether it is met', () => {
    const goals = page.split('\n').filter((line) => /[≤≥]/.test(line) && line.startsWith('|'))
    expect(goals.length).toBeGreaterThan(20)
    for (const line of goals) expect(line).toMatch(/✓|\*\*✗\*\*/)
  })
})

describe('a benchmark', () => {
  it('is there for each vendor', async () => {
    expect([...vendors].toSorted()).toEqual(await vendorIds())
    expect(Object.keys(typeBudgets)).toEqual(keymuxApps.map(({ title }) => title))
  })

  it('compares each round with the same round of the other', () => {
    expect(ratios([10, 40, 9], [5, 20, 3])).toEqual([2, 2, 3])
    expect(spreadOf([4, 1, 3, 2])).toEqual({ min: 1, lower: 1.75, median: 2.5, upper: 3.25 })
    expect([median([5]), quantile([1, 2], 1)]).toEqual([5, 2])
  })

  it('calls a goal met only where it is', () => {
    expect([atMost(12, 12).isMet, atMost(12, 12.1).isMet]).toEqual([true, false])
    expect([atLeast(0.9, 0.9).isMet, atLeast(0.9, 0.89).isMet]).toEqual([true, false])
    expect([atMost(1.6, Number.NaN).isMet, atLeast(0.9, Number.NaN).isMet]).toEqual([false, false])
  })

  it('writes a missed goal in bold, in a table that the formatter would leave alone', async () => {
    const rows = [{ title: 'keymux', cells: ['33.5'], goals: [atMost(12, 33.5, ' kB')] }]
    const text = await benchmarksPage([{ title: 'Size', note: 'In kB.', columns: ['one file'], rows }], {
      date: new Date(0),
      load: 0.1,
    })
    expect(text).toContain('| keymux | 33.5     | ≤ 12 kB **✗** |')
  })
})
