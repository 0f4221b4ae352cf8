import { readFile } from 'node:fs/promises'
import { expect, it } from 'vitest'
import { costTable, faultTable } from '../../scripts/docs/numbers.js'
import { clientOptions, vendorFacts } from '../../scripts/docs/vendor-facts.js'
import { capabilities, profile } from '../../src/generated/factify/adapter.js'

const benchmarks = await readFile('docs/benchmarks.md', 'utf8')
const faults = await readFile('docs/faults.md', 'utf8')

it('tells the costs that the benchmarks have', () => {
  const [, size = ''] = /^\| keymux\/unkey +\| ([\d.]+)/m.exec(benchmarks) ?? []
  expect(costTable(benchmarks)).toContain(`kB in a page | ${size} |`)
  const heavier = benchmarks.replace(/^(\| keymux\/unkey +\| )[\d.]+/m, '$1999.9')
  expect(costTable(heavier)).toContain('kB in a page | 999.9 |')
})

it('says what the benchmarks do not have', () => {
  expect(() => costTable(benchmarks.replaceAll('@clerk/backend', '@clerk/other'))).toThrow('do not tell')
  expect(() => costTable('# Nothing')).toThrow('There is no table')
})

it('counts what goes wrong by its bold', () => {
  const counts = /^\| a create under a fault.*\| 0 of (\d+) \| (\d+) of \1 \|/m.exec(faultTable(faults))
  expect(Number(counts?.[1])).toBe(faults.split('\n## ')[1]?.match(/^\| (?!what ties| *\||-)/gm)?.length)
  const worse = faults.replace(/^(\| 429.*?\| )2 POSTs/m, '$1**2 POSTs**')
  expect(faultTable(worse)).toMatch(/^\| a create under a fault.*\| 1 of \d+ \|/m)
})

it('tells of a vendor what its adapter has, in the words of its docstrings', async () => {
  const source = await readFile('src/generated/factify/adapter.ts', 'utf8')
  const facts = vendorFacts({ profile, capabilities }, source)
  expect(facts).toContain('| `organizationId` | ')
  expect(facts).toContain('| `get` | emulated |')
  expect(facts).toContain('| longest expiry | 365 days |')
  expect(facts).not.toContain('metadata')
  const shorter = { ...capabilities, limits: { ...capabilities.limits, longestExpiryMs: 86_400_000 } }
  expect(vendorFacts({ profile, capabilities: shorter }, source)).toContain('| longest expiry | 1 day |')
  expect(() => clientOptions('export const none = 1')).toThrow('no options')
})
