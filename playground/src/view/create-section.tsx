import type { CreateKeyResult } from 'keymux'
import type { VNode } from 'preact'
import { createCode } from '../code/snippets.js'
import { formFields, type FormValues, inputOf, lackOf, spokenIn } from '../form/key-form.js'
import { createdFields, type ResultField } from '../linking/result-fields.js'
import { titleOf } from '../world/vendors.js'
import { CallView } from './call-view.js'
import { CapabilityList } from './capability-list.js'
import { KeyForm } from './key-form.js'
import { Linked } from './links.js'
import type { Shared } from './page.js'
import { Says } from './says.js'
import { Column, Section } from './section.js'
import { type ShownCall, useCalls } from './use-calls.js'

interface CreateSectionProps extends Shared {
  readonly change: (values: FormValues) => void
}

/** One form, two vendors: what each is told, what it answers, and what a caller gets. */
export function CreateSection({ lab, pair, values, changed, change }: CreateSectionProps): VNode {
  const { shown, isBusy, run } = useCalls(changed)
  const create = async (side: 0 | 1): Promise<ShownCall> => {
    const vendor = pair[side]
    const { capabilities } = lab.client(vendor)
    const input = inputOf(values, capabilities)
    const call = await lab.call(vendor, 'create', async (keys) => keys.create(input), spokenIn(values))
    if (call.outcome.ok) lab.hold(vendor, call.outcome.value)
    const fields = call.outcome.ok ? withLacks(call.outcome.value) : []
    return { call, fields, code: createCode(vendor, input) }

    function withLacks(created: CreateKeyResult): readonly ResultField[] {
      const lacking = formFields.flatMap(({ field }) => {
        const why = values[field] === '' ? undefined : lackOf(vendor, capabilities, field)
        return why === undefined ? [] : [{ name: field, value: null, lacking: why }]
      })
      const told = createdFields(created).filter(({ value }) => value !== null)
      const names = new Set(told.map(({ name }) => name))
      return [...told, ...lacking.filter(({ name }) => !names.has(name))]
    }
  }
  return (
    <Linked>
      <Section
        id="create"
        isBusy={isBusy}
        title="Create"
        lead="One input. Point at a field of a result to see where it came from, on both sides."
        rail={
          <KeyForm
            lab={lab}
            pair={pair}
            values={values}
            change={change}
            isBusy={isBusy}
            submit={() => {
              void run(create).then(() => change({ ...values, name: nextName(values.name) }))
            }}
          />
        }
      >
        {pair.map((vendor, side) => {
          const each = shown[side]
          return (
            <Column key={vendor} title={titleOf(vendor)}>
              {each === undefined ? (
                <CapabilityList keys={lab.client(vendor)} />
              ) : (
                <CallView key={each.call.at} {...each} first="wire" />
              )}
            </Column>
          )
        })}
        <Says calls={shown.map((each) => each?.call)} />
      </Section>
    </Linked>
  )
}

/** Clerk lets an owner have but one key of a name. */
function nextName(name: string): string {
  const [, text = name, number = '1'] = /^(.*?) (\d{1,6})$/.exec(name.trim()) ?? []
  return `${text.trim()} ${Number(number) + 1}`
}
