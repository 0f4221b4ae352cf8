import { useState } from 'preact/hooks'
import type { ResultField } from '../linking/result-fields.js'
import type { Call } from '../world/call.js'

/** A call as a column shows it. */
export interface ShownCall {
  readonly call: Call<unknown>
  readonly fields: readonly ResultField[]
  readonly code?: string
}

/** One of each vendor of the pair; undefined where there is nothing to show. */
export type Shown = readonly [ShownCall | undefined, ShownCall | undefined]

export interface Calls {
  readonly shown: Shown
  readonly isBusy: boolean
  /** Does something at both vendors at once, and then shows what came of it. */
  run(act: (side: 0 | 1) => Promise<ShownCall | undefined>): Promise<void>
  clear(): void
  /** The same at one of them. */
  runAt(side: 0 | 1, act: () => Promise<ShownCall>): Promise<void>
}

export function useCalls(changed: () => void): Calls {
  const [shown, setShown] = useState<Shown>([undefined, undefined])
  const [isBusy, setBusy] = useState(false)
  const busily = async (act: () => Promise<void>): Promise<void> => {
    setBusy(true)
    try {
      await act()
    } finally {
      setBusy(false)
      changed()
    }
  }
  return {
    shown,
    isBusy,
    clear: () => setShown([undefined, undefined]),
    run: async (act) => busily(async () => setShown(await Promise.all([act(0), act(1)]))),
    runAt: async (side, act) =>
      busily(async () => {
        const call = await act()
        setShown((before) => (side === 0 ? [call, before[1]] : [before[0], call]))
      }),
  }
}
