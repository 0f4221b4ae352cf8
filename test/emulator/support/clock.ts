/** A clock that stands still until it is told to go on. */
export interface Clock {
  readonly now: () => Date
  /** Lets milliseconds pass. */
  wait(milliseconds: number): void
}

export function createClock(start: Date): Clock {
  let now = start
  return {
    now: () => now,
    wait(milliseconds) {
      now = new Date(now.getTime() + milliseconds)
    },
  }
}
