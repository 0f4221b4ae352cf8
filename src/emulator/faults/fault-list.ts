import type { Dialect } from '../dialect.js'
import { requireOption } from '../option-check.js'
import type { Random } from '../random.js'
import type { Operation, VendorName } from '../vendor.js'
import type { Fault, FaultHandle, Faults, ReplicaLag } from './fault.js'
import { lagging } from './lag.js'
import { readFault } from './read-fault.js'

/** What goes wrong with an answer; a replica's lag does not. */
export type AnswerFault = Exclude<Fault, ReplicaLag>

/** A fault and the request that it hits. */
export interface Hit<F extends Fault = Fault> {
  readonly fault: F
  /** For what the fault has to choose. */
  readonly random: Random
  /** Takes the hit back: there was nothing to change. */
  miss(): void
}

interface Standing {
  readonly fault: Fault
  /** How many were added before. */
  readonly place: number
  /** One source for each vendor, so that what one is asked does not shift what happens to another. */
  readonly random: ReadonlyMap<VendorName, Random>
  hits: number
  isRemoved: boolean
}

/** The faults that were added and are not spent. */
export class FaultList implements Faults {
  readonly #dialects: ReadonlyMap<VendorName, Dialect>
  readonly #random: Random
  // In the order of their places, without those that are spent.
  #standing: Standing[] = []
  #added = 0
  // All whose place is before this are out for good.
  #cleared = 0

  constructor(dialects: ReadonlyMap<VendorName, Dialect>, random: Random) {
    this.#dialects = dialects
    this.#random = random
  }

  add(given: Fault): FaultHandle {
    const fault = readFault(given)
    this.#refuseUnknownTarget(fault)
    const place = this.#added
    this.#added += 1
    const source = this.#random.stream(String(place))
    const random = new Map([...this.#dialects.keys()].map((vendor) => [vendor, source.stream(vendor)]))
    const standing: Standing = { fault, place, random, hits: 0, isRemoved: false }
    this.#standing.push(standing)
    return {
      get hits() {
        return standing.hits
      },
      remove: () => {
        standing.isRemoved = true
        this.#takeOut(standing)
      },
    }
  }

  clear(): void {
    this.#cleared = this.#added
    this.#standing = []
  }

  /** The fault that hits the answer to a request; null if none does. */
  drawForAnswer(dialect: Dialect, request: Request): Hit<AnswerFault> | null {
    return this.#draw(dialect, request, (fault): fault is AnswerFault => fault.kind !== 'replica-lag')
  }

  /** The lag that a request meets with, if it has to do with one at all. */
  drawLag(dialect: Dialect, request: Request): Hit<ReplicaLag> | null {
    if (this.#standing.length === 0 || lagging(dialect.operationOf(request)) === null) return null
    return this.#draw(dialect, request, (fault): fault is ReplicaLag => fault.kind === 'replica-lag')
  }

  #draw<F extends Fault>(
    dialect: Dialect,
    request: Request,
    isWanted: (fault: Fault) => fault is F,
  ): Hit<F> | null {
    if (this.#standing.length === 0) return null
    const operation = dialect.operationOf(request)
    for (const standing of this.#standing) {
      const { fault } = standing
      if (!isWanted(fault) || !aimsAt(fault, dialect, operation)) continue
      const random = standing.random.get(dialect.vendor)
      if (random === undefined || random.fraction() >= (fault.probability ?? 1)) continue
      standing.hits += 1
      if (standing.hits === (fault.times ?? 1)) this.#takeOut(standing)
      return { fault, random, miss: () => this.#putBack(standing) }
    }
    return null
  }

  #takeOut(standing: Standing): void {
    this.#standing = this.#standing.filter((each) => each !== standing)
  }

  /** A hit that came to nothing does not count, and so its fault may not be spent after all. */
  #putBack(standing: Standing): void {
    standing.hits -= 1
    const isOut = standing.isRemoved || standing.place < this.#cleared
    if (isOut || this.#standing.includes(standing)) return
    this.#standing = [...this.#standing, standing].toSorted((a, b) => a.place - b.place)
  }

  /** A vendor or an operation that no request could ever be for would be a fault that silently never hits. */
  #refuseUnknownTarget({ kind, vendor, operation }: Fault): void {
    requireOption(
      vendor === undefined || this.#dialects.has(vendor),
      `needs one of ${[...this.#dialects.keys()].join(', ')} as the vendor of the fault ${kind}`,
    )
    if (operation === undefined) return
    const asked = [...this.#dialects.values()].filter(
      (each) => vendor === undefined || each.vendor === vendor,
    )
    const known = new Map(asked.flatMap(({ operations }) => [...operations]))
    const meant = known.get(operation)
    const of = vendor === undefined ? '' : ` of ${vendor}`
    requireOption(
      meant !== undefined,
      `knows no operation ${operation}${of} for the fault ${kind}: there is ${[...known.keys()].join(', ')}`,
    )
    requireOption(
      kind !== 'replica-lag' || lagging(meant ?? null) !== null,
      `has no replica that could lag behind at the operation ${operation}`,
    )
  }
}

function aimsAt(fault: Fault, { vendor, operations }: Dialect, operation: Operation | null): boolean {
  if (fault.vendor !== undefined && fault.vendor !== vendor) return false
  return fault.operation === undefined || operations.get(fault.operation) === operation
}
