import { ensure, shown, Violation } from './violation.js'

/** The time that a call took, in milliseconds since 1970: a vendor that counts from now does so somewhere in it. */
export interface Span {
  readonly from: number
  readonly to: number
}

/** For vendors that keep whole seconds, and clocks that are not quite alike. */
const slackMs = 2000

/** How many of one unit of time make another: milliseconds, seconds, minutes, hours, days. */
const ratios = [60, 1000, 3600, 60_000, 86_400, 3_600_000, 86_400_000]

/** Throws unless `actual` is a moment in the span or within two seconds of it; a wrong unit or zone is named as such. */
export function ensureMoment(what: string, actual: unknown, asked: Span, now: number): void {
  ensure(actual instanceof Date, `${what} is ${shown(actual)}, not a Date.`)
  const time = actual.getTime()
  if (time >= asked.from - slackMs && time <= asked.to + slackMs) return
  const expected = (asked.from + asked.to) / 2
  const reason = sinceEpoch(time, expected) ?? ahead(time - now, expected - now) ?? zone(time - expected)
  throw new Violation(
    `${what} is ${shown(actual)} and should be ${shown(new Date(expected))}${reason === undefined ? '.' : `: ${reason}.`}`,
  )
}

function sinceEpoch(time: number, expected: number): string | undefined {
  if (near(time / expected, 1000) || Number.isNaN(time))
    return 'the time since 1970 is 1000 times too long, milliseconds were taken for seconds'
  if (near(expected / time, 1000))
    return 'the time since 1970 is 1000 times too short, seconds were taken for milliseconds'
  return undefined
}

/** A length of time from now in the wrong unit. */
function ahead(actual: number, expected: number): string | undefined {
  const far = ratios.find((ratio) => near(actual / expected, ratio))
  if (far !== undefined) return `it is ${far} times too far ahead, which is a wrong unit`
  const close = ratios.find((ratio) => near(expected / actual, ratio))
  return close === undefined ? undefined : `it is ${close} times too near, which is a wrong unit`
}

const hour = 3_600_000

function zone(off: number): string | undefined {
  const hours = Math.round(off / hour)
  const isWhole = Math.abs(off - hours * hour) <= slackMs
  if (!isWhole || hours === 0 || Math.abs(hours) > 14) return undefined
  return `it is ${Math.abs(hours)} hours too ${off > 0 ? 'late' : 'early'}, which is a wrong time zone`
}

function near(ratio: number, wanted: number): boolean {
  return Math.abs(ratio / wanted - 1) < 0.02
}
