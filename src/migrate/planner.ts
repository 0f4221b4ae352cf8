import type { KeyRecord } from '../core/key-record.js'
import { KeymuxError } from '../core/keymux-error.js'
import { Fingerprints } from './fingerprints.js'
import { fitKey, wishFor, type FitRules } from './fit-key.js'
import type { Loss } from './loss.js'
import type { MigrationItem, PlanOptions, Strategy } from './migration-plan.js'
import { walkSource } from './walk-source.js'

/** How many keys are asked for their secret before it is taken for granted that none can be read. */
const mostProbes = 3

/** A key of the source, and what is to become of it. */
export interface Planned {
  readonly key: KeyRecord
  readonly item: MigrationItem
}

/** Decides for one key after the other. The same keys in the same order get the same decisions. */
export class Planner {
  readonly #options: PlanOptions
  /** Whether the source gives secrets again; undefined as long as nobody knows. */
  #isReadable: boolean | undefined
  #probes = 0
  /** During a run no secret is asked for only to see whether it can be had. */
  isRunning = false

  constructor(options: PlanOptions) {
    this.#options = options
    if (!options.from.can('recover')) this.#isReadable = false
    else if (options.probe === 'none') this.#isReadable = true
  }

  async *walk(signal?: AbortSignal): AsyncGenerator<Planned> {
    const names = new Fingerprints()
    for await (const key of walkSource(this.#options, signal ?? this.#options.signal)) {
      yield { key, item: await this.#itemOf(key, names) }
    }
  }

  /** One key anew, such as one that has changed. */
  async again(key: KeyRecord): Promise<MigrationItem> {
    return this.#itemOf(key, new Fingerprints())
  }

  async #itemOf(key: KeyRecord, names: Fingerprints): Promise<MigrationItem> {
    const { from, to, transform, owner, unknownState, marker } = this.#options
    const base = { id: key.id, name: key.name ?? null, owner: key.owner ?? null }
    const skip = (why: string): MigrationItem => ({ ...base, strategy: 'skip', why, losses: [], input: null })
    if (key.state === 'revoked' || key.state === 'expired') return skip(`it is ${key.state}`)
    if (key.state === undefined && unknownState === 'skip')
      return skip('the source does not say whether it works')
    const rules: FitRules = {
      source: from.capabilities,
      target: to.capabilities,
      isSameVendor: from.vendor === to.vendor,
      isMarked: marker === 'name' && to.capabilities.fields.metadata === 'none',
      owner,
      isTaken: (of, name) => names.has(`${of ?? ''}\n${name}`),
    }
    const wish = wishFor(key, rules)
    const wanted = transform === undefined ? wish : await transform(key, wish)
    if (wanted === null) return skip('your `transform` leaves it where it is')
    const fit = fitKey(key, wanted, rules, Date.now())
    if (fit.refusal !== undefined) return skip(fit.refusal)
    const { input } = fit
    if (to.capabilities.uniqueNames) names.set(`${input.owner ?? ''}\n${input.name ?? ''}`, 0)
    const draft: MigrationItem = { ...base, strategy: 'preserve', why: '', losses: fit.losses, input }
    const { strategy, why } = await this.#strategyFor(draft)
    return {
      ...draft,
      strategy,
      why,
      losses: strategy === 'reissue' ? [newSecret, ...fit.losses] : fit.losses,
    }
  }

  async #strategyFor(item: MigrationItem): Promise<{ strategy: Strategy; why: string }> {
    const { from, to, secretFor, strategy, probe } = this.#options
    if (strategy === 'reissue') return reissue('you asked for new secrets')
    if (!to.can('import')) return reissue('the target cannot import keys')
    if (from.vendor === to.vendor) return reissue('the vendor has its hash already, and takes each only once')
    if (secretFor !== undefined) {
      if (probe !== 'all' || this.isRunning || (await secretFor(item)) !== undefined)
        return { strategy: 'preserve', why: 'you have its secret' }
    }
    if (await this.#isSecretReadable(item.id))
      return { strategy: 'preserve', why: 'the source gives its secret again' }
    return reissue('nobody can tell its secret, which the target would need the hash of')
  }

  async #isSecretReadable(id: string): Promise<boolean> {
    if (this.#options.probe === 'all' && this.#options.from.can('recover'))
      return this.isRunning || this.#probe(id)
    if (this.#isReadable !== undefined) return this.#isReadable
    this.#probes += 1
    const readable = await this.#probe(id)
    if (readable || this.#probes === mostProbes) this.#isReadable = readable
    return readable
  }

  async #probe(id: string): Promise<boolean> {
    const { from, signal } = this.#options
    if (!from.can('recover')) return false
    try {
      await from.recover(id, { signal })
      return true
    } catch (error) {
      if (KeymuxError.is(error) && unreadable.has(error.code)) return false
      throw error
    }
  }
}

/** What a vendor answers that does not give a secret. */
export const unreadable: ReadonlySet<string> = new Set([
  'not_found',
  'forbidden',
  'unsupported',
  'invalid_request',
])

function reissue(why: string): { strategy: Strategy; why: string } {
  return { strategy: 'reissue', why }
}

const newSecret: Loss = { field: 'secret', kind: 'changed', why: 'its holder needs the new one' }
