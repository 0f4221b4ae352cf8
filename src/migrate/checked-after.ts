import type { KeyClient } from '../core/key-client.js'
import type { AfterOptions } from './after.js'
import { demandOptions } from './demand-options.js'
import type { MigrationReport } from './report.js'
import { checkCounts } from './run-options.js'
import { trouble } from './trouble.js'

/** The clients of a migration. */
interface Sides {
  readonly from: KeyClient
  readonly to: KeyClient
}

/** Options of a step after a run, with the client that it is about. */
export type Known<Options extends AfterOptions> = Options & { readonly keys: KeyClient }

// Beside the report, not in it: a report is printed and kept, and belongs to no process.
const clients = new WeakMap<MigrationReport, Sides>()

const optionNames = ['keys', 'owners', 'reason', 'concurrency', 'onProgress', 'signal']
const roles = { from: 'source', to: 'target' } as const

/** Lets the steps after a run ask the clients that the run asked. */
export function rememberClients(report: MigrationReport, { from, to }: Sides): MigrationReport {
  clients.set(report, { from, to })
  return report
}

/** The options of a step after a run. Throws `configuration` for those that cannot be meant. */
export function checkedAfter(
  step: 'revokeSources' | 'rollback',
  report: MigrationReport,
  options: AfterOptions,
  side: keyof Sides,
): Known<AfterOptions> {
  if (typeof report?.journal?.open !== 'function')
    throw trouble('configuration', `${step} needs a report of runMigration or openReport.`)
  const names = step === 'rollback' ? optionNames : optionNames.filter((name) => name !== 'owners')
  demandOptions(step, options, names)
  const { keys = clients.get(report)?.[side], concurrency } = options
  const expected = report[side]
  if (typeof keys?.revoke !== 'function')
    throw trouble(
      'configuration',
      `${step} needs \`keys\`, a client of the ${roles[side]}, ${expected}: only a report of a run in this process knows one.`,
    )
  if (keys.vendor !== expected)
    throw trouble(
      'configuration',
      `\`keys\` must be a client of the ${roles[side]}, ${expected}; this is one of ${keys.vendor}.`,
    )
  checkCounts({ concurrency })
  return { ...options, keys }
}
