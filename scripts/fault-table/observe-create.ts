import { amount, bad, fine, type Cell, type Finding } from './finding.js'
import { leaksOf } from './leaks.js'
import { patienceSeconds, settle } from './settle.js'
import type { Caller, Learnt, Subject } from './subject.js'
import type { Upstream } from './upstream.js'

/** Lets a program create one key and says what came of it, at the vendor and in the program. */
export async function observeCreate(
  subject: Subject,
  upstream: Upstream,
  timeoutMs?: number,
): Promise<Finding[]> {
  const { emulator, baseUrl } = upstream
  const caller = subject.open({ baseUrl, credentials: emulator.credentials, timeoutMs })
  const outcome = await settle(caller.create())
  const vendor = new AtVendor(subject, upstream)
  const atVendor = [...vendor.posts(), vendor.keys()]
  if (outcome.kind === 'pending') return [...atVendor, bad(`still waiting after ${patienceSeconds} s`)]
  if (outcome.kind === 'resolved') return [...atVendor, ...(await resolved(caller, outcome.value, vendor))]
  return [...atVendor, ...(await rejected(caller, outcome.error, vendor))]
}

async function resolved(caller: Caller, value: unknown, vendor: AtVendor): Promise<Cell> {
  const { id, secret, isAsTyped } = caller.take(value)
  if (typeof value !== 'object') return [bad(`resolves to a ${typeof value}`)]
  const isLive = typeof secret === 'string' && (await vendor.holds(secret))
  const faults = [
    ...(typeof id === 'string' ? [] : [bad(`\`id\` is ${described(id)}`)]),
    ...(isLive
      ? []
      : [bad(typeof secret === 'string' ? 'a forged secret' : `\`secret\` is ${described(secret)}`)]),
    ...(isAsTyped ? [] : [bad('not of its own type')]),
  ]
  return faults.length === 0 ? [fine('resolves')] : [fine('resolves'), ...faults]
}

async function rejected(caller: Caller, error: unknown, vendor: AtVendor): Promise<Cell> {
  const learnt = caller.learn(error)
  const leaks = leaksOf(error, ['message'], vendor.hidden).map(bad)
  return [fine(`throws \`${learnt.name}\``), ...(await lostOrNot(learnt, vendor)), ...leaks]
}

/** Whether the caller can get at every live key, or at least knows that there may be one. */
async function lostOrNot(learnt: Learnt, vendor: AtVendor): Promise<Finding[]> {
  const { secret, mayHaveActed, reconcile } = learnt
  const isKept = secret !== undefined && (await vendor.holds(secret))
  const kept = isKept ? [fine('secret in `error.secret`')] : []
  const unheld = vendor.live - (isKept ? 1 : 0)
  if (reconcile === undefined) return unheld > 0 && !mayHaveActed ? [...kept, bad('secret lost')] : kept
  const outcome = await settle(reconcile())
  if (outcome.kind !== 'resolved') return [...kept, bad('`reconcile()` fails')]
  const settled = outcome.value as Awaited<ReturnType<NonNullable<Learnt['reconcile']>>>
  const isRecovered = settled.secret !== undefined && (await vendor.holds(settled.secret))
  const orphans = vendor.live - (isRecovered ? 1 : 0)
  return [...kept, fine(`\`reconcile()\`: ${settled.status}`), ...(orphans > 0 ? [bad('orphan')] : [])]
}

function described(value: unknown): string {
  return value === undefined ? 'undefined' : `a ${typeof value}`
}

/** What the vendor has seen and holds. */
class AtVendor {
  readonly #subject: Subject
  readonly #upstream: Upstream

  constructor(subject: Subject, upstream: Upstream) {
    this.#subject = subject
    this.#upstream = upstream
  }

  get live(): number {
    const { emulator } = this.#upstream
    return emulator.keys(this.#subject.vendor).filter(({ state }) => state === 'active').length
  }

  get hidden(): { name: string; text: string }[] {
    const { emulator, sent } = this.#upstream
    const credential = { name: 'credential', text: this.#subject.credential(emulator.credentials) }
    return [credential, ...sent.map((text) => ({ name: 'secret', text }))]
  }

  /** A repeated request is no harm by itself: what it does is counted in keys. */
  posts(): Finding[] {
    const count = this.#upstream.creates()
    return count > 1 ? [fine(amount(count, 'POST'))] : []
  }

  keys(): Finding {
    const { live } = this
    return { text: amount(live, 'key'), isBad: live > 1 }
  }

  async holds(secret: string): Promise<boolean> {
    const key = await this.#upstream.emulator.keyOf(this.#subject.vendor, secret)
    return key?.state === 'active'
  }
}
