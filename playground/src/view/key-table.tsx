import type { VNode } from 'preact'
import type { Lab, OwnKey } from '../world/lab.js'
import type { VendorId } from '../world/vendors.js'
import { SecretField } from './covered.js'

/** More would push what happened out of view. */
const most = 4

/** The keys that this page holds, newest first, as the upstream sees them. */
export function KeyTable({ lab, vendor }: { readonly lab: Lab; readonly vendor: VendorId }): VNode {
  const own = lab.own(vendor)
  if (own.length === 0) return <></>
  return (
    <ul class="keys">
      {own.slice(0, most).map((key) => (
        <li key={key.id}>
          <span class="key-name">{key.name}</span>
          <State lab={lab} vendor={vendor} of={key} />
          <span class="key-id">{key.id}</span>
          <SecretField secret={key.secret} of={key.name} />
        </li>
      ))}
      {own.length > most && <li class="note">and {own.length - most} older</li>}
    </ul>
  )
}

/** The upstream's own word, not the client's. */
function State({ lab, vendor, of }: { lab: Lab; vendor: VendorId; of: OwnKey }): VNode {
  const state = lab.heldAt(vendor, of.id)?.state ?? 'gone'
  return <span class={`state is-${state}`}>{state}</span>
}
