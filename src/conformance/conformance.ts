import { absenceOf, type CheckDefinition, type Topic } from './check.js'
import { checkedSubject } from './checked-subject.js'
import { clientChecks } from './checks/client.js'
import { createChecks } from './checks/create.js'
import { endChecks } from './checks/end.js'
import { errorChecks } from './checks/errors.js'
import { getChecks } from './checks/get.js'
import { importChecks } from './checks/import.js'
import { listChecks } from './checks/list.js'
import { recoverChecks } from './checks/recover.js'
import { rotateChecks } from './checks/rotate.js'
import { updateChecks } from './checks/update.js'
import { verifyChecks } from './checks/verify.js'
import type { CheckReport, ConformanceReport } from './report.js'
import type { ConformanceSubject } from './subject.js'
import { Trial } from './trial.js'

/** One rule that the provider must keep. */
export interface ConformanceCheck {
  /** The topic and the rule: `verify: a revoked key is not valid`. */
  readonly name: string
  /** The operation that it is about; `client` or `errors` where it is about all of them. */
  readonly about: Topic
  /** Tries the rule. Rejects with an Error whose message says what is wrong; ends the keys that it made. */
  readonly run: () => Promise<void>
}

/** The rules that a provider must keep, as far as its vendor has what they are about. */
export interface ConformanceSuite {
  /** Each rule by itself, for a test runner that wants one test per rule. */
  readonly checks: readonly ConformanceCheck[]
  /** Runs all checks, one after the other, and never rejects because of one that fails. */
  run(): Promise<ConformanceReport>
}

const definitions: readonly CheckDefinition[] = [
  ...clientChecks,
  ...createChecks,
  ...getChecks,
  ...listChecks,
  ...updateChecks,
  ...endChecks,
  ...verifyChecks,
  ...rotateChecks,
  ...recoverChecks,
  ...importChecks,
  ...errorChecks,
]

/**
 * The suite that a provider must pass, for any test runner or none. It needs a vendor to talk to: the real one, a test
 * account, or an emulator. It makes up to a hundred keys there and ends them again.
 *
 * Throws what `client` throws, since it is called at once, to learn what the vendor can do; and a TypeError for a subject that
 * is none.
 *
 * @example
 * const suite = conformance({
 *   credential: 'sk_test_1',
 *   client: (apiKey, options) => acme({ apiKey, baseUrl, ...options }),
 *   input: () => ({ name: `Conformance ${crypto.randomUUID()}` }),
 * })
 * for (const { name, run } of suite.checks) test(name, run)
 */
export function conformance(subject: ConformanceSubject): ConformanceSuite {
  const checked = checkedSubject(subject)
  const { vendor, capabilities } = new Trial(checked).keys
  const all = definitions.map((definition) => ({ definition, absence: absenceOf(definition, capabilities) }))
  const present = all.filter(({ absence }) => absence === undefined)
  return {
    checks: present.map(({ definition }) => checkOf(checked, definition)),
    async run() {
      const checks: CheckReport[] = []
      for (const { definition, absence } of all)
        checks.push(
          absence === undefined ? await reportOf(checkOf(checked, definition)) : absent(definition, absence),
        )
      const passed = checks.every(({ outcome }) => outcome !== 'failed')
      return { vendor, capabilities, passed, checks }
    },
  }
}

function checkOf(subject: ConformanceSubject, definition: CheckDefinition): ConformanceCheck {
  const { about } = definition
  return { name: nameOf(definition), about, run: () => attempt(subject, definition) }
}

function nameOf({ about, rule }: CheckDefinition): string {
  return `${about}: ${rule}`
}

async function attempt(subject: ConformanceSubject, definition: CheckDefinition): Promise<void> {
  const trial = new Trial(subject)
  try {
    await definition.run(trial)
  } catch (thrown) {
    throw trial.violation(thrown)
  } finally {
    await trial.end()
  }
}

async function reportOf({ name, about, run }: ConformanceCheck): Promise<CheckReport> {
  try {
    await run()
    return { name, about, outcome: 'passed', message: null }
  } catch (error) {
    return { name, about, outcome: 'failed', message: error instanceof Error ? error.message : 'It failed.' }
  }
}

function absent(definition: CheckDefinition, message: string): CheckReport {
  return { name: nameOf(definition), about: definition.about, outcome: 'absent', message }
}
