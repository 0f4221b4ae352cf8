import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createEmulator } from 'keymux/emulator'
import { checks } from '../../scripts/runtimes/checks/index.js'
import { seed } from '../../scripts/runtimes/checks/places.js'
import { marked } from '../../scripts/runtimes/checks/secrets.js'
import type { Column } from '../../scripts/runtimes/column.js'
import { columns, columnsAtHand } from '../../scripts/runtimes/columns.js'
import { runColumn } from '../../scripts/runtimes/run-column.js'
import { createStage, type Stage } from '../../scripts/runtimes/stage.js'

// `npm run test:runtimes` runs the whole of it, in all runtimes.

/** Left out here: the suites of three vendors are waiting mostly, and test/conformance runs them too. */
const long = /^contract (unkey|clerk|flow) over HTTP$|^contract unkey in process$/

let stage: Stage

beforeAll(async () => {
  stage = await createStage()
}, 60_000)

afterAll(() => stage?.remove())

function oddColumn(run: Column['run']): Column {
  return { id: 'odd', title: 'Odd', run }
}

describe.concurrent.each(columnsAtHand)('the built package in $title', (column) => {
  it('passes each check', { timeout: 120_000 }, async () => {
    const asked = checks.map(({ id }) => id).filter((id) => !long.test(id))
    const { version, failures } = await runColumn(column, stage.folder, asked)
    expect([...failures].filter(([, failure]) => failure !== null)).toEqual([])
    expect(version).toMatch(/^\d+\./)
    expect(failures.size).toBeGreaterThan(25)
  })
})

describe('a runtime that is not as it should be', () => {
  const passed = [{ id: 'prints', failure: null }]

  it.each([
    ['prints a secret', `[redacted] ${marked}`],
    ['prints a credential', `[redacted] ${createEmulator({ seed }).credentials.clerk.secretKey}`],
    ['prints nothing', ''],
  ])('fails where it %s', async (_, printed) => {
    const odd = oddColumn(async () => ({ version: '1.0', results: passed, printed }))
    const { failures } = await runColumn(odd, stage.folder)
    expect(typeof failures.get('prints')).toBe('string')
  })

  it('fails in each row where it does not run', async () => {
    const odd = oddColumn(() => Promise.reject(new Error('It does not start.')))
    const { version, failures } = await runColumn(odd, stage.folder)
    expect(version).toBe(null)
    expect([...failures.keys()]).toEqual(checks.map(({ id }) => id))
    expect(new Set(failures.values())).toEqual(new Set(['It does not start.']))
  })
})

describe('docs/runtimes.md', () => {
  it('has a column for each runtime in its pinned version, a row for each check, and no failure', async () => {
    const lines = (await readFile('docs/runtimes.md', 'utf8'))
      .split('\n')
      .filter((line) => line.startsWith('|'))
    const [heading = [], , versions = [], ...rows] = lines.map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    )
    expect(heading.slice(1)).toEqual(columns.map(({ title }) => title))
    expect(rows.map(([title]) => title)).toEqual(checks.map(({ title }) => title))
    expect(new Set(rows.flatMap((cells) => cells.slice(1)))).toEqual(new Set(['ok', '–']))
    const { dependencies } = JSON.parse(await readFile('scripts/runtimes/pinned/package.json', 'utf8')) as {
      dependencies: Record<string, string>
    }
    const pins = Object.values(dependencies).map((pin) => pin.split('@').at(-1) ?? '')
    const told = new Set(versions.slice(1, 7))
    expect(pins.filter((pin) => told.has(pin))).toHaveLength(6)
  })
})
