import type { ExitCode } from '../exit-code.js'

/** What is wrong, or that nothing is. */
export type Finding =
  | 'fine'
  | 'no_credential'
  | 'option_missing'
  | 'wrong_credential'
  | 'no_permission'
  | 'wrong_account'
  | 'wrong_base_url'
  | 'unreachable'
  | 'vendor_down'
  | 'clock_off'
  | 'rate_limited'
  | 'odd_answer'

/** What was found out about one vendor. */
export interface Diagnosis {
  readonly vendor: string
  readonly finding: Finding
  /** What was seen. */
  readonly message: string
  /** What to do about it. */
  readonly next: string
  /** What was tried and works; what changes something is not tried. */
  readonly works: readonly string[]
  readonly fails: readonly string[]
  /** How far this machine's clock is ahead of the vendor's, in seconds; null where no answer told the time. */
  readonly clockAheadSeconds: number | null
}

export const exitOfFinding: Readonly<Record<Finding, ExitCode>> = {
  fine: 0,
  no_credential: 2,
  option_missing: 2,
  wrong_credential: 1,
  no_permission: 1,
  wrong_account: 1,
  wrong_base_url: 2,
  unreachable: 3,
  vendor_down: 3,
  clock_off: 3,
  rate_limited: 1,
  odd_answer: 3,
}
