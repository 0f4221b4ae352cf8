import type { Workspace } from './workspace.js'

/** How thoroughly to measure, and where. */
export interface Run {
  readonly rounds: number | undefined
  /** Just enough to see that everything works. */
  readonly isQuick: boolean
  readonly workspace: Workspace
  progress(line: string): void
}

export function roundsOf(run: Run, usual: number): number {
  return run.rounds ?? (run.isQuick ? 2 : usual)
}
