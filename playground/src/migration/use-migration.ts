import { KeymuxError } from 'keymux'
import {
  type Journal,
  type MigrationPlan,
  type MigrationReport,
  planMigration,
  type Progress,
  type ReportedKey,
  revokeSources,
  rollback,
  runMigration,
} from 'keymux/migrate'
import { useRef, useState } from 'preact/hooks'
import type { Lab } from '../world/lab.js'
import type { VendorId } from '../world/vendors.js'
import { memoryJournal } from './memory-journal.js'
import { makeSourceKeys } from './source-keys.js'

/** What is wanted of a migration. */
export interface MigrationSetup {
  readonly lab: Lab
  readonly from: VendorId
  readonly to: VendorId
  readonly owner: string
  readonly strategy: 'preserve' | 'reissue'
  /** Whether the secrets that this page holds may be hashed for the target. */
  readonly knowsSecrets: boolean
  readonly changed: () => void
}

export interface MigrationState {
  readonly plan?: MigrationPlan
  readonly progress?: Progress
  readonly report?: MigrationReport
  readonly keys?: readonly ReportedKey[]
  /** What came of the last step, or went wrong with it. */
  readonly says?: string
}

/** A request takes this long during a run, so that it can be watched, and stopped. */
const latencyMs = 90

export interface Migration {
  readonly state: MigrationState
  readonly isBusy: boolean
  readonly isRunning: boolean
  make(): Promise<void>
  plan(): Promise<void>
  run(): Promise<void>
  stop(): void
  revokeSources(): Promise<void>
  rollBack(): Promise<void>
}

/** Plans and runs a migration in this page, step by step. */
export function useMigration(setup: MigrationSetup): Migration {
  const { lab, from, to, owner, strategy, knowsSecrets, changed } = setup
  const [state, setState] = useState<MigrationState>({})
  const [isBusy, setBusy] = useState(false)
  const [stopper, setStopper] = useState<AbortController>()
  const journal = useRef<Journal>(memoryJournal())
  const rounds = useRef(0)

  const step = async (act: () => Promise<MigrationState>): Promise<void> => {
    setBusy(true)
    try {
      setState(await act())
    } catch (error) {
      if (!KeymuxError.is(error)) throw error
      setState((before) => ({ ...before, says: `${error.code}: ${error.message}` }))
    } finally {
      lab.recorder.latencyMs = 0
      setStopper(undefined)
      setBusy(false)
      changed()
    }
  }

  const planNow = async (): Promise<MigrationPlan> =>
    planMigration({
      from: lab.client(from),
      to: lab.client(to),
      owner,
      strategy,
      marker: 'name',
      ...(knowsSecrets && { secretFor: ({ id }) => lab.own(from).find((key) => key.id === id)?.secret }),
    })

  /** Whoever holds a preserved key holds it at the target too. */
  const holdPreserved = (keys: readonly ReportedKey[]): void => {
    const known = new Set(lab.own(to).map(({ id }) => id))
    for (const { id, target, how } of keys) {
      const own = lab.own(from).find((key) => key.id === id)
      if (how === 'preserve' && target !== null && own !== undefined && !known.has(target))
        lab.keep(to, { ...own, id: target })
    }
  }

  return {
    state,
    isBusy,
    isRunning: stopper !== undefined,
    make: async () =>
      step(async () => {
        rounds.current += 1
        await makeSourceKeys(lab, from, owner, rounds.current)
        return { says: 'Twelve keys were made, the last of them revoked.' }
      }),
    plan: async () => {
      journal.current = memoryJournal()
      return step(async () => ({ plan: await planNow() }))
    },
    run: async () => {
      const controller = new AbortController()
      setStopper(controller)
      return step(async () => {
        // A plan reads only; a run that goes on after a stop plans anew.
        const plan = await planNow()
        setState(({ progress }) => ({ plan, ...(progress !== undefined && { progress }) }))
        lab.recorder.latencyMs = latencyMs
        let told: Progress | undefined
        const report = await runMigration(plan, {
          journal: journal.current,
          concurrency: 2,
          signal: controller.signal,
          deliver: ({ target, name }, secret) => lab.keep(to, { id: target, name: name ?? target, secret }),
          onProgress: (progress) => {
            told = progress
            setState((before) => ({ ...before, progress }))
          },
        })
        const keys: ReportedKey[] = []
        for await (const key of report.keys()) keys.push(key)
        holdPreserved(keys)
        return {
          plan,
          report,
          keys,
          ...(told !== undefined && { progress: told }),
          says: 'Done. The source keys still work: revoke them when nobody uses them.',
        }
      })
    },
    stop: () => stopper?.abort(),
    revokeSources: async () =>
      step(async () => {
        if (state.report === undefined) return state
        const { revoked } = await revokeSources(state.report, { keys: lab.client(from) })
        return { ...state, says: `${revoked} source keys were revoked.` }
      }),
    rollBack: async () =>
      step(async () => {
        if (state.report === undefined) return state
        const { revoked, notOurs } = await rollback(state.report, { keys: lab.client(to) })
        const others = `${notOurs.length} that the run did not make were left alone.`
        return { ...state, says: `${revoked} keys were taken back. ${others}` }
      }),
  }
}
