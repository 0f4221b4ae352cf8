import type { VNode } from 'preact'
import type { Lab } from '../world/lab.js'
import { type Pair, titleOf, type VendorId, vendorIds } from '../world/vendors.js'

interface BarProps {
  readonly lab: Lab
  readonly pair: Pair
  readonly choose: (pair: Pair) => void
}

/** The two vendors, above their columns all the way down, with what each one holds. */
export function Bar({ lab, pair, choose }: BarProps): VNode {
  const [left, right] = pair
  return (
    <section class="bar row" aria-label="The two vendors">
      <nav aria-label="Sections">
        <a href="#create">Create</a>
        <a href="#faults">Break</a>
        <a href="#life">Live</a>
        <a href="#migrate">Move</a>
      </nav>
      <Choice
        label="First vendor"
        chosen={left}
        lab={lab}
        choose={(vendor) => choose([vendor, vendor === right ? left : right])}
      />
      <Choice
        label="Second vendor"
        chosen={right}
        lab={lab}
        choose={(vendor) => choose([vendor === left ? right : left, vendor])}
      />
    </section>
  )
}

interface ChoiceProps {
  readonly label: string
  readonly chosen: VendorId
  readonly lab: Lab
  readonly choose: (vendor: VendorId) => void
}

/** Whoever chooses the other side's vendor swaps the two. */
function Choice({ label, chosen, lab, choose }: ChoiceProps): VNode {
  const { keys, live, orphans } = lab.census(chosen)
  return (
    <div class="choice">
      <select
        aria-label={label}
        value={chosen}
        onChange={({ currentTarget }) => choose(currentTarget.value as VendorId)}
      >
        {vendorIds.map((vendor) => (
          <option key={vendor} value={vendor}>
            {titleOf(vendor)}
          </option>
        ))}
      </select>
      <p class="census" data-vendor={chosen}>
        <span>{keys === 1 ? '1 key' : `${keys} keys`}</span>
        <span>{live} live</span>
        <span class={orphans > 0 ? 'is-alarming' : undefined}>{orphans} unheld</span>
      </p>
    </div>
  )
}
