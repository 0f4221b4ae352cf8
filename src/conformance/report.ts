import type { Capabilities } from '../core/capabilities.js'
import { operations } from '../core/operation.js'
import type { Topic } from './check.js'

/** What came of one check: `absent` where the vendor lacks what it is about, so that there is nothing to check. */
export interface CheckReport {
  /** The topic and the rule: `verify: a revoked key is not valid`. */
  readonly name: string
  /** The operation that it is about; `client` or `errors` where it is about all of them. */
  readonly about: Topic
  /** `passed`, `failed`, or `absent` where there was nothing to check. */
  readonly outcome: 'passed' | 'failed' | 'absent'
  /** What is wrong, or what is absent, in a sentence; null where it passed. Shows no secret. */
  readonly message: string | null
}

/** What came of all checks: plain data. */
export interface ConformanceReport {
  /** The vendor's id: `unkey`. */
  readonly vendor: string
  /** What the client says that the vendor can do. */
  readonly capabilities: Capabilities
  /** Whether no check failed. */
  readonly passed: boolean
  /** What came of each rule, in the order in which they were tried. */
  readonly checks: readonly CheckReport[]
}

/**
 * A report as text: one line for each operation, with `native`, `emulated` or `none` and how many checks passed, then what
 * is wrong.
 *
 * @example
 * console.log(formatReport(await suite.run()))
 */
export function formatReport(report: ConformanceReport): string {
  const { vendor, capabilities, checks } = report
  const topics: readonly Topic[] = [...operations, 'client', 'errors']
  const rows = topics.map((topic) => [
    topic,
    topic === 'client' || topic === 'errors' ? '' : capabilities[topic],
    tally(checks.filter(({ about }) => about === topic)),
  ])
  const failed = checks.filter(({ outcome }) => outcome === 'failed')
  const verdict = failed.length === 0 ? 'conforms' : `breaks ${failed.length} of ${checks.length} rules`
  return [
    `${vendor} ${verdict}`,
    ...rows.map(([topic = '', support = '', sum = '']) =>
      `  ${topic.padEnd(8)} ${support.padEnd(8)} ${sum}`.trimEnd(),
    ),
    ...[...byMessage(failed)].flatMap(([message, names]) => [
      ...names.map((name) => `  ✗ ${name}`),
      `    ${message}`,
    ]),
  ].join('\n')
}

/** What is wrong at the root is wrong in many checks, and is to be read once. */
function byMessage(failed: readonly CheckReport[]): ReadonlyMap<string, readonly string[]> {
  const names = new Map<string, string[]>()
  for (const { name, message } of failed) {
    const sentence = message ?? ''
    names.set(sentence, [...(names.get(sentence) ?? []), name])
  }
  return names
}

function tally(checks: readonly CheckReport[]): string {
  const outcomes = ['passed', 'failed', 'absent'] as const
  return outcomes
    .map((outcome) => [outcome, checks.filter((check) => check.outcome === outcome).length] as const)
    .filter(([, count]) => count > 0)
    .map(([outcome, count]) => `${count} ${outcome}`)
    .join(', ')
}
