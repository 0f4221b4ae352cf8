import type { VNode } from 'preact'
import { useCallback, useState } from 'preact/hooks'
import { firstValues, type FormValues } from '../form/key-form.js'
import type { Lab } from '../world/lab.js'
import type { Pair } from '../world/vendors.js'
import { Bar } from './bar.js'
import { CreateSection } from './create-section.js'
import { FaultSection } from './fault-section.js'
import { LifeSection } from './life-section.js'
import { MigrateSection } from './migrate-section.js'
import { ThemeButton } from './theme-button.js'

/** What the sections share. */
export interface Shared {
  readonly lab: Lab
  readonly pair: Pair
  readonly values: FormValues
  /** Something happened at an upstream: what shows its state has to look again. */
  readonly changed: () => void
}

export function Page({ lab }: { readonly lab: Lab }): VNode {
  const [pair, setPair] = useState<Pair>(['unkey', 'factify'])
  const [values, setValues] = useState(() => firstValues(lab.emulator.credentials.clerk.subject))
  const [, setChanges] = useState(0)
  const changed = useCallback(() => setChanges((count) => count + 1), [])
  const shared: Shared = { lab, pair, values, changed }
  return (
    <>
      <header class="masthead row">
        <h1>
          keymux <span>playground</span>
        </h1>
        <p>
          The real client on emulated vendors, all of it in this page. Fill one form, press create, and see
          what each vendor is told, what it says, and what you get. No account, no network, no real secret.
        </p>
        <ThemeButton />
      </header>
      <Bar lab={lab} pair={pair} choose={setPair} />
      <main key={pair.join(' ')}>
        <CreateSection {...shared} change={setValues} />
        <FaultSection {...shared} />
        <LifeSection {...shared} />
        <MigrateSection {...shared} />
      </main>
      <footer class="colophon">
        <p>
          Secrets are covered until you uncover them, in this page as in keymux: what is shown of the wire
          cannot hold one. Nothing is stored; reload, and the vendors are new.
        </p>
      </footer>
    </>
  )
}

/** Shown where a browser lets no service worker answer. */
export function NoWorker(): VNode {
  return (
    <main class="trouble">
      <h1>keymux playground</h1>
      <p>
        The vendors live in a service worker, and this browser did not start one. It needs https or localhost,
        and no private window that forbids them.
      </p>
    </main>
  )
}
