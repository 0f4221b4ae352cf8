import { bodyChecks } from './bodies.js'
import type { Check, CheckResult, Setting, World } from './check.js'
import { contractChecks } from './contract.js'
import { entryChecks } from './entries.js'
import { failureChecks } from './failures.js'
import { mockChecks } from './mocks.js'
import { placeInProcess, placeOverHttp } from './places.js'
import { runtimeChecks } from './runtime.js'
import { secretChecks } from './secrets.js'
import { timeChecks } from './time.js'
import { verifyingChecks } from './verifying.js'

/** The rows of the table, in their order. */
export const checks: readonly Check[] = [
  ...entryChecks,
  ...contractChecks,
  ...mockChecks,
  ...verifyingChecks,
  ...failureChecks,
  ...timeChecks,
  ...bodyChecks,
  ...secretChecks,
  ...runtimeChecks,
]

/** Longer than any check takes on a slow machine. */
const patienceMs = 120_000

/** Runs the checks in this runtime; never rejects because of one that fails. */
export async function runChecks(
  setting: Setting,
  own: Pick<World, 'contracts' | 'entries' | 'load' | 'inspect'>,
): Promise<CheckResult[]> {
  const world: World = {
    ...own,
    setting,
    inProcess: placeInProcess(),
    overHttp: placeOverHttp(setting),
  }
  const asked = checks.filter(
    ({ id, isFor }) => (setting.only?.includes(id) ?? true) && (isFor?.(setting) ?? true),
  )
  const atOnce = asked.filter((check) => contractChecks.includes(check))
  // At once, since they mostly wait, and alone, since the others let things go wrong.
  const contract = await Promise.all(atOnce.map((check) => resultOf(check, world)))
  const results = new Map(contract.map((result) => [result.id, result]))
  for (const check of asked) if (!results.has(check.id)) results.set(check.id, await resultOf(check, world))
  return asked.flatMap(({ id }) => results.get(id) ?? [])
}

async function resultOf({ id, run }: Check, world: World): Promise<CheckResult> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const tooLate = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('It did not end.')), patienceMs)
  })
  try {
    await Promise.race([run(world), tooLate])
    return { id, failure: null }
  } catch (error) {
    return { id, failure: error instanceof Error ? `${error.message}` : 'It failed.' }
  } finally {
    clearTimeout(timer)
  }
}
