import { type CreateKeyResult, KeymuxError, type Reconciliation, type Secret } from 'keymux'
import type { Ask } from './ask.js'
import type { Witness } from './witness.js'

/** What a careful caller keeps of all that a client tells about one key that was asked for. */
export class Story {
  readonly ask: Ask
  readonly witness: Witness
  /** What was done and what came of it, for a report. */
  readonly trail: string[] = []
  /** Every secret that a result or an error held. */
  readonly secrets: Secret[] = []
  /** The ids that errors named. */
  readonly named: Set<string> = new Set()
  /** The keys that the client says are dead. */
  readonly ended: Set<string> = new Set()
  readonly results: CreateKeyResult<unknown>[] = []
  /** The codes of the errors that creates and rotations ended with. */
  readonly codes: string[] = []
  /** What must never happen, whatever goes wrong. */
  readonly faults: string[] = []
  creates = 0

  constructor(ask: Ask, witness: Witness) {
    this.ask = ask
    this.witness = witness
  }

  keep(what: string, result: CreateKeyResult<unknown>): void {
    this.trail.push(`${what}: ${result.id}`)
    this.secrets.push(result.secret)
    this.results.push(result)
  }

  /** An error is kept too: it can hold the secret or the id of a key that lives. */
  note(what: string, error: unknown): KeymuxError | undefined {
    if (!KeymuxError.is(error)) {
      this.faults.push(`${what} threw what is no KeymuxError`)
      return undefined
    }
    const { code, id, secret, mayHaveActed } = error
    this.trail.push(
      `${what}: ${code}${mayHaveActed ? ', may have acted' : ''}${id === undefined ? '' : `, ${id}`}`,
    )
    if (secret !== undefined) this.secrets.push(secret)
    if (id !== undefined) this.named.add(id)
    return error
  }

  settle(settled: Reconciliation): void {
    if (settled.status === 'recovered') return this.keep('recovered', settled.result)
    const ids = settled.status === 'revoked' ? settled.ids : []
    this.trail.push([settled.status, ...ids].join(' '))
    for (const id of ids) this.ended.add(id)
  }
}
