import type { Finding } from './audit.js'
import type { ChaosReport } from './run-chaos.js'

/** Of each kind of finding: the first ones tell what it is about. */
const mostShown = 3

/** The report as lines. */
export function printed(report: ChaosReport): string[] {
  const { asked, creates, returned, errors, requests, hits, live } = report
  const hit = [...hits.values()].reduce((total, count) => total + count, 0)
  return [
    `requests: ${requests}, of which a fault hit ${hit}: ${listed(hits)}`,
    `creates asked: ${asked} keys, in ${creates} creates`,
    `keys returned: ${returned}`,
    `errors by code: ${listed(errors)}`,
    `live keys at the upstream: ${live}`,
    `orphans: ${report.orphans.length}`,
    `duplicates: ${report.duplicates.length}`,
    `secrets lost: ${report.lost.length}`,
    `untrue words: ${report.untrue.length}`,
    ...[report.orphans, report.duplicates, report.lost, report.untrue].flatMap((findings) =>
      findings.slice(0, mostShown).flatMap(described),
    ),
  ]
}

/** All that must not be. */
export function findingsOf({ orphans, duplicates, lost, untrue }: ChaosReport): Finding[] {
  return [...orphans, ...duplicates, ...lost, ...untrue]
}

function listed(counts: ReadonlyMap<string, number>): string {
  const sorted = [...counts].toSorted(([, one], [, other]) => other - one)
  return sorted.map(([word, count]) => `${word} ${count}`).join(', ') || 'none'
}

function described({ what, vendor, id, madeAt, story }: Finding): string[] {
  const whose = story === undefined ? 'of no known ask' : `of ask ${story.ask.number}`
  return [
    '',
    `${what}: ${vendor} ${id ?? ''} ${whose}, settled by the ${story?.ask.settledBy}`,
    `  made ${madeAt?.toISOString().slice(11, -1) ?? 'at no known time'}`,
    ...(story?.trail ?? []).map((line) => `  ${line}`),
    ...(story?.witness.seen ?? []).map((line) => `    ${line}`),
  ]
}
