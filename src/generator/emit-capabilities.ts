import { parseDuration } from '../core/duration.js'
import { operations } from '../core/operation.js'
import { largestPage } from './emit-list.js'
import type { FieldMeaning } from './field-annotation.js'
import { asked, type VendorModel } from './model.js'
import { inLines, literal, quoted } from './source-text.js'

const fields = [
  'name',
  'owner',
  'metadata',
  'scopes',
  'description',
  'expiresAt',
  'prefix',
  'enabled',
] as const

/** What the vendor can do, as data. */
export function emitCapabilities(model: VendorModel): string {
  return `/** What can be done at ${model.root.vendor}, and how. */
export const capabilities: Capabilities = {
${capabilityLines(model)}}
`
}

/** The same without a name: the lines between the braces. */
export function capabilityLines(model: VendorModel): string {
  const support = operations.map((name) => `${name}: ${quoted(supportOf(model, name))}`)
  const update = model.operations.get('update')
  const list = model.operations.get('list')
  const changes = update === undefined ? [] : fields.filter((field) => asked(update, field) !== undefined)
  const parameters = (['owner', 'text'] as const).filter(
    (name) => list !== undefined && asked(list, name) !== undefined,
  )
  return `${inLines(support, '  ')}  fields: {
${inLines(
  fields.map((field) => `${field}: ${quoted(fieldSupport(model, field))}`),
  '    ',
)}  },
  changes: ${literal(changes)},
  filters: ${literal([...parameters, ...(list?.filters ?? [])])},
  limits: ${limitsOf(model)},
`
}

function supportOf({ root, operations: native }: VendorModel, name: (typeof operations)[number]): string {
  if (native.has(name)) return 'native'
  return root.emulates.includes(name) ? 'emulated' : 'none'
}

function fieldSupport({ create }: VendorModel, meaning: FieldMeaning): string {
  const field = asked(create, meaning)
  if (field === undefined) return 'none'
  return field.required ? 'required' : 'optional'
}

function limitsOf(model: VendorModel): string {
  const within = asked(model.create, 'expiresAt')?.annotation?.within
  const { minLength, maxLength } = asked(model.create, 'name')?.schema ?? {}
  return literal({
    longestExpiryMs: within === undefined ? null : (parseDuration(within) ?? null),
    shortestName: minLength ?? null,
    longestName: maxLength ?? null,
    largestPage: largestPage(model) ?? null,
  })
}

/** The names of the factory's own options. */
export function emitOptionNames({ id, root }: VendorModel): string {
  const names = [root.credential.option, ...Object.keys(root.options)]
  return `/** The options of \`${id}()\` that others do not have. */
export const optionNames: readonly string[] = ${literal(names)}
`
}
