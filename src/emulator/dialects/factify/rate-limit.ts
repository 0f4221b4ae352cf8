import { rateLimited } from './errors.js'

const windowMs = 60_000

interface Window {
  readonly resetAt: Date
  readonly used: number
}

/** Counts what each caller asks for from the first of a minute on, whether it succeeds or not, and refuses what is too much. */
export function createRateLimit(limit: number, now: () => Date): (caller: string) => void {
  const windows = new Map<string, Window>()
  return (caller) => {
    const at = now()
    const before = windows.get(caller)
    const isOver = before === undefined || at >= before.resetAt
    const { resetAt, used } = isOver ? { resetAt: new Date(at.getTime() + windowMs), used: 0 } : before
    if (used >= limit) throw rateLimited(limit, resetAt)
    windows.set(caller, { resetAt, used: used + 1 })
  }
}
