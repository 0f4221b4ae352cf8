// The program that Node, Bun and Deno run.

import './guard.js'
import { contracts, entries, runChecks } from './checks.js'
import type { Setting } from '../checks/check.js'
import { resultsMark } from './results-mark.js'

interface Inspecting {
  readonly inspect: (value: unknown) => string
}

const own = globalThis as { Bun?: Inspecting; Deno?: Inspecting }
const { inspect } = own.Deno ?? own.Bun ?? ((await import('node:util')) as Inspecting)
const setting = JSON.parse(process.argv[2] ?? '') as Setting
const results = await runChecks(setting, {
  inspect: (value) => inspect(value),
  contracts,
  entries,
  load: (entry) => import(entry) as Promise<Readonly<Record<string, unknown>>>,
})
process.stdout.write(`\n${resultsMark}${JSON.stringify(results)}\n`, () => process.exit())
