import type { CheckResult, Setting } from './checks/check.js'
import type { WorldServer } from './world-server.js'

/** One runtime, as the table has it. */
export interface Column {
  readonly id: string
  readonly title: string
  /** Where the checks run and what they print. Rejects where the runtime does not start or does not get to the end. */
  run(home: Home, only: readonly string[] | undefined): Promise<Run>
}

/** What a column is given. */
export interface Home {
  readonly folder: string
  readonly world: WorldServer
}

/** What came of a column. */
export interface Run {
  readonly version: string
  readonly results: readonly CheckResult[]
  /** All that the runtime printed, besides the results. */
  readonly printed: string
}

/** What most runtimes are. */
export const common: Omit<Setting, 'urls' | 'control' | 'deadUrl'> = {
  isPage: false,
  canServe: false,
  hasMsw: true,
  resends: false,
  tellsRefusal: false,
  hasEnvironment: false,
}
