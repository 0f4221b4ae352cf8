import type { Cell } from './finding.js'
import type { Subject } from './subject.js'

/** One situation, run for each package by itself. */
export interface Row {
  readonly id: string
  readonly title: string
  /**
   * To be run while nothing else is: Node 20 may forget the timeout of a `fetch` whose body is still to come when it collects
   * garbage, and then the outcome would be another in each run.
   */
  readonly needsQuiet?: true
  run(subject: Subject): Promise<Cell>
}
