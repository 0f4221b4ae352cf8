import type { VNode } from 'preact'
import { type FormField, formFields, type FormValues, lackOf } from '../form/key-form.js'
import type { Lab } from '../world/lab.js'
import { type Pair, titleOf } from '../world/vendors.js'

interface KeyFormProps {
  readonly lab: Lab
  readonly pair: Pair
  readonly values: FormValues
  readonly change: (values: FormValues) => void
  readonly isBusy: boolean
  readonly submit: () => void
}

/** The one form for both vendors. */
export function KeyForm({ lab, pair, values, change, isBusy, submit }: KeyFormProps): VNode {
  return (
    <form
      class="form"
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      {formFields.map((each) => {
        const lacks = pair.flatMap(
          (vendor) => lackOf(vendor, lab.client(vendor).capabilities, each.field) ?? [],
        )
        return (
          <Field
            key={each.field}
            about={each}
            value={values[each.field]}
            lacks={lacks}
            isUseless={lacks.length === pair.length}
            change={(value) => change({ ...values, [each.field]: value })}
          />
        )
      })}
      <button type="submit" class="primary" disabled={isBusy}>
        Create at {titleOf(pair[0])} and {titleOf(pair[1])}
      </button>
    </form>
  )
}

interface FieldProps {
  readonly about: FormField
  readonly value: string
  /** Which vendors have no use for it, and why. */
  readonly lacks: readonly string[]
  readonly isUseless: boolean
  readonly change: (value: string) => void
}

function Field({ about, value, lacks, isUseless, change }: FieldProps): VNode {
  const { field, label, hint, choices } = about
  const id = `form-${field}`
  const told = lacks.length > 0 ? `${id}-lacks` : undefined
  return (
    <div class={`form-field ${isUseless ? 'is-useless' : ''}`}>
      <label for={id}>{label}</label>
      {choices === undefined ? (
        <input
          id={id}
          name={field}
          value={value}
          placeholder={hint}
          autocomplete="off"
          spellcheck={false}
          disabled={isUseless}
          aria-describedby={told}
          onInput={({ currentTarget }) => change(currentTarget.value)}
        />
      ) : (
        <select
          id={id}
          name={field}
          value={value}
          disabled={isUseless}
          aria-describedby={told}
          onChange={({ currentTarget }) => change(currentTarget.value)}
        >
          {choices.map(([choice, says]) => (
            <option key={choice} value={choice}>
              {says}
            </option>
          ))}
        </select>
      )}
      {told !== undefined && (
        <ul id={told} class="lacks">
          {lacks.map((why) => (
            <li key={why}>{why}</li>
          ))}
        </ul>
      )}
    </div>
  )
}
