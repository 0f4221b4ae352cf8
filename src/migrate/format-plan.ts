import { counted } from '../core/counted.js'
import { formatTable } from './format-table.js'
import type { Estimate, PlanTotals } from './migration-plan.js'

/** A plan for people: what goes, what does not and why, what is lost, how long it takes. */
export function formatPlan(from: string, to: string, totals: PlanTotals): string {
  const { keys, preserve, reissue, skip, skipped, losses, estimate } = totals
  const parts = [
    `${counted(keys, 'key')} from ${from} to ${to}: ${whatBecomesOf({ preserve, reissue, skip })}.`,
  ]
  const reasons = Object.entries(skipped).map(([why, count]) => [String(count), why])
  if (reasons.length > 0) parts.push(formatTable(['keys', 'stay because'], reasons))
  if (losses.length > 0)
    parts.push(
      formatTable(
        ['field', 'what', 'keys', 'why'],
        losses.map(({ field, kind, keys: count, why }) => [field, kind, String(count), why]),
      ),
    )
  parts.push(formatEstimate(estimate))
  return parts.join('\n\n')
}

/** How many keep their secrets, get new ones, stay. */
export function whatBecomesOf({
  preserve,
  reissue,
  skip,
}: Pick<PlanTotals, 'preserve' | 'reissue' | 'skip'>): string {
  const keep = preserve === 1 ? '1 keeps its secret' : `${preserve} keep their secrets`
  const get = reissue === 1 ? '1 gets a new one' : `${reissue} get new ones`
  return `${keep}, ${get}, ${skip === 1 ? '1 stays' : `${skip} stay`}`
}

/** What it takes, in a sentence. */
export function formatEstimate({ requests, leastMinutes, by }: Estimate): string {
  const asked = `${counted(requests.source, 'request')} to the source, ${requests.target} to the target`
  if (by === null) return `${asked}; no documented limit slows it down.`
  return `${asked}; at least ${duration(leastMinutes)} by the limit of ${by}.`
}

function duration(minutes: number): string {
  if (minutes < 120) return `${minutes} min`
  return minutes < 2880 ? `${(minutes / 60).toFixed(1)} h` : `${(minutes / 1440).toFixed(1)} days`
}
