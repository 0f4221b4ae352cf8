import type { CreateKeyResult, Reconciliation } from 'keymux'
import type { Fault, FaultKind } from 'keymux/emulator'
import type { VNode } from 'preact'
import { useState } from 'preact/hooks'
import { faultCode } from '../code/snippets.js'
import { inputOf, spokenIn } from '../form/key-form.js'
import { createdFields, settledFields } from '../linking/result-fields.js'
import type { Call } from '../world/call.js'
import { faultGroups } from '../world/fault-buttons.js'
import { titleOf } from '../world/vendors.js'
import { CallView } from './call-view.js'
import { Linked } from './links.js'
import type { Shared } from './page.js'
import { Says } from './says.js'
import { Column, Nothing, Section } from './section.js'
import { type ShownCall, useCalls } from './use-calls.js'

/** Creates of which something goes wrong, and how to settle them. */
export function FaultSection({ lab, pair, values, changed }: Shared): VNode {
  const attempts = useCalls(changed)
  const settled = useCalls(changed)
  const isBusy = attempts.isBusy || settled.isBusy
  const [marksName, setMarksName] = useState(true)
  const [tries, setTries] = useState(1)

  const breakOne = async (side: 0 | 1, kind: FaultKind): Promise<ShownCall> => {
    const vendor = pair[side]
    const { capabilities } = lab.client(vendor)
    const input = { ...inputOf(values, capabilities), name: `Fault ${tries}` }
    const fault = { kind, vendor, operation: 'create' } as Fault
    const marker = marksName && capabilities.fields.metadata === 'none' ? 'name' : undefined
    const standing = lab.emulator.faults.add(kind === 'slow' ? ({ ...fault, delayMs: 1200 } as Fault) : fault)
    const call = await lab.call(
      vendor,
      'create',
      async (keys) => {
        const created = await keys.create(input, marker && { marker })
        lab.hold(vendor, created)
        // What a lagging replica does not show yet, only a read can tell.
        return kind === 'replica-lag' ? { ...created, key: await keys.get(created.id) } : created
      },
      spokenIn(values),
    )
    standing.remove()
    holdSalvaged(call)
    const fields = call.outcome.ok ? resultRows(call.outcome.value) : []
    return { call, fields, code: faultCode(vendor, input, fault, marker) }
  }

  /** An answer that cannot be used may still hold the key: keymux hands it over with the error. */
  const holdSalvaged = ({ vendor, outcome }: Call<CreateKeyResult>): void => {
    if (!outcome.ok && outcome.error.id !== undefined && outcome.error.secret !== undefined)
      lab.keep(vendor, { id: outcome.error.id, name: `Fault ${tries}`, secret: outcome.error.secret })
  }

  const settle = async (side: 0 | 1, { call: failed }: ShownCall): Promise<ShownCall> => {
    const { outcome, vendor } = failed
    const reconcile = outcome.ok ? undefined : outcome.error.reconcile
    const call: Call<Reconciliation> = await lab.call(
      vendor,
      'reconcile',
      async () => (reconcile === undefined ? { status: 'not_created' } : reconcile()),
      spokenIn(values),
    )
    if (call.outcome.ok && call.outcome.value.status === 'recovered')
      lab.hold(pair[side], call.outcome.value.result)
    const fields = call.outcome.ok ? settledFields(call.outcome.value) : []
    return { call, fields }
  }

  return (
    <Linked>
      <Section
        id="faults"
        isBusy={isBusy}
        title="Break"
        lead="Create once more, with something going wrong on purpose. Watch what keymux does by itself, and what it leaves to you."
        rail={
          <div class="faults">
            <label class="check">
              <input
                type="checkbox"
                checked={marksName}
                onChange={({ currentTarget }) => setMarksName(currentTarget.checked)}
              />
              <span>Without metadata, carry the marker in the name</span>
            </label>
            {faultGroups.map(({ title, faults }) => (
              <fieldset key={title} disabled={isBusy}>
                <legend>{title}</legend>
                {faults.map(({ kind, says }) => (
                  <button
                    key={kind}
                    type="button"
                    data-fault={kind}
                    onClick={() => {
                      setTries(tries + 1)
                      settled.clear()
                      void attempts.run((side) => breakOne(side, kind))
                    }}
                  >
                    {says}
                  </button>
                ))}
              </fieldset>
            ))}
          </div>
        }
      >
        {pair.map((vendor, index) => {
          const side = index === 0 ? 0 : 1
          const each = attempts.shown[side]
          const after = settled.shown[side]
          const isOpen = after === undefined || !after.call.outcome.ok
          return (
            <Column key={vendor} title={titleOf(vendor)}>
              {each === undefined ? (
                <Nothing>The attempts, and what they come to, will stand here.</Nothing>
              ) : (
                <>
                  <CallView key={each.call.at} {...each} first="time" />
                  {after !== undefined && <CallView key={after.call.at} {...after} first="time" />}
                  {isOpen && !each.call.outcome.ok && each.call.outcome.error.reconcile !== undefined && (
                    <button
                      type="button"
                      class="primary"
                      disabled={isBusy}
                      onClick={() => void settled.runAt(side, async () => settle(side, each))}
                    >
                      reconcile() at {titleOf(vendor)}
                    </button>
                  )}
                </>
              )}
            </Column>
          )
        })}
        <Says calls={[...attempts.shown, ...settled.shown].map((each) => each?.call)} />
      </Section>
    </Linked>
  )
}

function resultRows(created: CreateKeyResult): ShownCall['fields'] {
  const warnings = created.warnings.map(({ code, message }) => ({ name: `warning: ${code}`, value: message }))
  return [...warnings, ...createdFields(created)]
}
