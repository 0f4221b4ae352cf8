import { parseDuration } from '../core/duration.js'
import { operations } from '../core/operation.js'
import { largestPage } from './page-facts.js'
import type { Codec, FieldMeaning } from './field-annotation.js'
import { isJsonObject, type JsonObject } from './json.js'
import { asked, type VendorModel } from './model.js'
import { otherCredentials } from './root-annotation.js'
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
  const { root } = model
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
  uniqueNames: ${root.uniqueNames}, ownFields: ${literal(root.ownFields)},
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

/** The codecs that know no parts of a second. */
const wholeSeconds: ReadonlySet<Codec> = new Set(['seconds-from-now', 'epoch-seconds', 'duration-from-now'])

function limitsOf(model: VendorModel): string {
  const { root, create } = model
  const schemaOf = (field: FieldMeaning): JsonObject => asked(create, field)?.schema ?? {}
  const { within, codec } = asked(create, 'expiresAt')?.annotation ?? {}
  const [name, owner, scopes] = [schemaOf('name'), schemaOf('owner'), schemaOf('scopes')]
  const scope = isJsonObject(scopes['items']) ? scopes['items'] : {}
  return literal({
    longestExpiryMs: within === undefined ? null : (parseDuration(within) ?? null),
    latestExpiry: codec === 'epoch-milliseconds' ? (schemaOf('expiresAt')['maximum'] ?? null) : null,
    expiryStepMs: codec !== undefined && wholeSeconds.has(codec) ? 1000 : null,
    shortestName: name['minLength'] ?? null,
    longestName: name['maxLength'] ?? null,
    namePattern: name['pattern'] ?? null,
    longestOwner: owner['maxLength'] ?? null,
    ownerPattern: owner['pattern'] ?? null,
    longestDescription: schemaOf('description')['maxLength'] ?? null,
    longestScope: scope['maxLength'] ?? null,
    mostScopes: scopes['maxItems'] ?? null,
    mostProperties: schemaOf('metadata')['maxProperties'] ?? null,
    largestPage: largestPage(model) ?? null,
    largestImport: root.rates.importBatch ?? null,
    requestsPerMinute: root.rates.requestsPerMinute ?? null,
    createsPerMinute: root.rates.createsPerMinute ?? null,
  })
}

/** The names of the factory's own options. */
export function emitOptionNames({ id, root }: VendorModel): string {
  const credentials = [root.credential, ...otherCredentials(root)].map(({ option }) => option)
  const names = [...credentials, ...Object.keys(root.options)]
  return `/** The options of \`${id}()\` that others do not have. */
export const optionNames: readonly string[] = ${literal(names)}
`
}
