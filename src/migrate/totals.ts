import type { KeyClient } from '../core/key-client.js'
import type { Estimate, LossTotal, MigrationItem, PlanTotals } from './migration-plan.js'
import type { Loss } from './loss.js'
import { turnsPerMinute } from './pacer.js'

/** Counts the keys of a plan. */
export class Totals {
  readonly #counts = { preserve: 0, reissue: 0, skip: 0 }
  readonly #skipped = new Map<string, number>()
  readonly #losses = new Map<string, Loss & { keys: number }>()
  #disabled = 0

  add({ strategy, why, losses, input }: MigrationItem): void {
    this.#counts[strategy] += 1
    if (strategy === 'skip') this.#skipped.set(why, (this.#skipped.get(why) ?? 0) + 1)
    if (input?.enabled === false && strategy === 'reissue') this.#disabled += 1
    for (const loss of losses) {
      const name = `${loss.field} ${loss.kind} ${loss.why}`
      const total = this.#losses.get(name)
      if (total === undefined) this.#losses.set(name, { ...loss, keys: 1 })
      else total.keys += 1
    }
  }

  result(from: KeyClient, to: KeyClient): PlanTotals {
    const { preserve, reissue, skip } = this.#counts
    const losses: LossTotal[] = [...this.#losses.values()].toSorted(byField)
    return {
      keys: preserve + reissue + skip,
      preserve,
      reissue,
      skip,
      skipped: Object.fromEntries(this.#skipped),
      losses,
      estimate: this.#estimate(from, to),
    }
  }

  #estimate({ capabilities: source }: KeyClient, { capabilities: target }: KeyClient): Estimate {
    const { preserve, reissue, skip } = this.#counts
    const pages = Math.ceil((preserve + reissue + skip) / (source.limits.largestPage ?? 10))
    const imports = Math.ceil(preserve / importSize(target.limits.largestImport))
    const updates = target.fields.enabled === 'none' ? this.#disabled : 0
    const requests = { source: pages + preserve, target: imports + reissue + updates }
    const paces = [
      { by: 'source requests', minutes: minutes(requests.source, source.limits.requestsPerMinute) },
      { by: 'target requests', minutes: minutes(requests.target, target.limits.requestsPerMinute) },
      { by: 'target creates', minutes: minutes(reissue, target.limits.createsPerMinute) },
    ] as const
    const slowest = paces.reduce((slow, pace) => (pace.minutes > slow.minutes ? pace : slow))
    return { requests, leastMinutes: slowest.minutes, by: slowest.minutes === 0 ? null : slowest.by }
  }
}

/** Half of what the vendor takes in one go: bodies have a limit as well. */
export function importSize(largest: number | null): number {
  return largest === null ? 100 : Math.max(1, Math.floor(largest / 2))
}

/** A turn's worth goes at once, the next when the turn is over. */
export function minutes(count: number, perMinute: number | null): number {
  if (perMinute === null || count === 0) return 0
  return Math.floor((Math.ceil((count * turnsPerMinute) / perMinute) - 1) / turnsPerMinute)
}

function byField(one: Loss, other: Loss): number {
  return one.field < other.field ? -1 : one.field > other.field ? 1 : 0
}
