import type { Dialect } from '../dialect.js'
import type { Store } from '../store.js'
import { slow, stalled, truncated } from './connection.js'
import type { FaultKind, ReplicaLag } from './fault.js'
import type { AnswerFault, FaultList, Hit } from './fault-list.js'
import { lagging } from './lag.js'
import { html, oddField, otherSuccess, redirect, wrongContentType } from './other-answers.js'
import { answered, cut, type HitCall, type Outcome } from './outcome.js'
import { comeBackLater, echo, serverError } from './own-errors.js'

/** What comes of a request, and the fault that had a part in it. */
export interface Injected extends Outcome {
  readonly fault: FaultKind | null
}

/** Puts a request to an upstream, with whatever fault hits it. */
export async function inject(
  faults: FaultList,
  store: Store,
  dialect: Dialect,
  request: Request,
): Promise<Injected> {
  const lag = faults.drawLag(dialect, request)
  const hit = faults.drawForAnswer(dialect, request)
  const lagMs = lag === null ? 0 : lagFor(lag, store, dialect, request)
  let response: Promise<Response> | undefined
  const act = (): Promise<Response> => (response ??= dialect.fetch(request, lagMs))
  const outcome = hit === null ? null : await outcomeOf(hit, { request, dialect, random: hit.random, act })
  if (hit !== null && outcome !== null) return { ...outcome, fault: hit.fault.kind }
  hit?.miss()
  const plain = await act()
  return { ...answered(plain, plain.ok), fault: lag === null ? null : 'replica-lag' }
}

/** How far behind a read is. A write is never behind, but from here on the replica is. */
function lagFor(lag: Hit<ReplicaLag>, store: Store, dialect: Dialect, request: Request): number {
  const { delayMs = 1000 } = lag.fault
  if (lagging(dialect.operationOf(request)) === 'reads') return delayMs
  store.stall(dialect.vendor, delayMs)
  return 0
}

/** Null where the answer has nothing that the fault could change. */
async function outcomeOf({ fault }: Hit<AnswerFault>, call: HitCall): Promise<Outcome | null> {
  switch (fault.kind) {
    case 'reset-before':
      return cut(false)
    case 'lost-response':
      return cut((await call.act()).ok)
    case 'error-before-commit':
    case 'error-after-commit':
      return serverError(fault, call)
    case 'rate-limited':
    case 'unavailable':
      return comeBackLater(fault, call)
    case 'slow':
      return slow(fault, call)
    case 'stalled-body':
      return stalled(fault, call)
    case 'truncated-body':
      return truncated(fault, call)
    case 'html':
      return html(fault, call)
    case 'wrong-content-type':
      return wrongContentType(fault, call)
    case 'created-201':
      return otherSuccess(call)
    case 'unknown-enum':
    case 'extra-field':
    case 'missing-field':
    case 'null-field':
    case 'wrong-type':
      return oddField(fault, call)
    case 'redirect':
      return redirect(fault, call)
    case 'echo-credential':
      return echo(fault, call)
  }
}
