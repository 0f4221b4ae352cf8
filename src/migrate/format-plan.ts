import { formatTable } from './format-table.js'
import type { Estimate, PlanTotals } from './migration-plan.js'

/** A plan for people: what goes, what does not and why, what is lost, how long it takes. */
export function formatPlan(from: string, to: string, totals: PlanTotals): string {
  const { keys, preserve, reissue, skip, skipped, losses, estimate } = totals
  const parts = [
    `${keys} keys from ${from} to ${to}: ${preserve} keep their secrets, ${reissue} get new ones, ${skip} stay.`,
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

/** What it takes, in a sentence. */
export function formatEstimate({ requests, leastMinutes, by }: Estimate): string {
  const asked = `${requests.source} requests to the source, ${requests.target} to the target`
  if (by === null) return `${asked}; no documented limit slows it down.`
  return `${asked}; at least ${duration(leastMinutes)} by the limit of ${by}.`
}

function duration(minutes: number): string {
  if (minutes < 120) return `${minutes} min`
  return minutes < 2880 ? `${(minutes / 60).toFixed(1)} h` : `${(minutes / 1440).toFixed(1)} days`
}
