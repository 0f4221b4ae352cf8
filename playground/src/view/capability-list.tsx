import type { KeyClient, Operation } from 'keymux'
import type { VNode } from 'preact'

const operations: readonly Operation[] = [
  'create',
  'get',
  'list',
  'update',
  'revoke',
  'delete',
  'verify',
  'rotate',
  'recover',
  'import',
]

/** What a vendor can do, as long as nothing was done there. */
export function CapabilityList({ keys }: { readonly keys: KeyClient }): VNode {
  return (
    <dl class="capabilities">
      {operations.map((operation) => {
        const support = keys.capabilities[operation]
        return (
          <div key={operation} class={`is-${support}`}>
            <dt>{operation}</dt>
            <dd>{support}</dd>
          </div>
        )
      })}
    </dl>
  )
}
