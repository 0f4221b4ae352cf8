/** What a process ends with; docs/cli.md says it to those who write scripts. */
export const exitCode = {
  done: 0,
  /** The vendor said no, or a key is not valid. */
  refused: 1,
  usage: 2,
  /** Network, vendor down, a file that cannot be written: nothing is wrong with what was asked. */
  trouble: 3,
  /** Nobody can tell whether it was done. */
  ambiguous: 4,
  interrupted: 130,
} as const

export type ExitCode = (typeof exitCode)[keyof typeof exitCode]
