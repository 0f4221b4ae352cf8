import { parseDuration } from '../core/duration.js'
import { isVendorField, vendorFieldsOf } from './emit-wire-types.js'
import { codecs, type FieldAnnotation, type SecretPair } from './field-annotation.js'
import { longestPage } from './page-facts.js'
import { GenerationError } from './generation-error.js'
import { asked, isNullable, type OperationModel, type RequestField, type VendorModel } from './model.js'
import { takesVendorFields } from './read-request.js'
import { typeOf } from './schema-facts.js'
import { access, literal, propertyName, quoted, regex } from './source-text.js'

/** A call that is being written, and how its code calls what the caller gave. */
export interface Call {
  readonly model: VendorModel
  readonly operation: OperationModel
  /** The variable that holds it: `input`, `patch`, `query`, `options`, `key`. */
  readonly from: string
  /** How an option of the caller's is called in messages, as source text: `'name'`. */
  readonly at: (name: string) => string
}

/** What each operation is given beside an object of the caller's, as parameters of its own. */
const parameters = { id: 'id', secret: 'secret', overlap: 'overlapMs' } as const
/** What only the walk through a list knows, page by page. */
const ofPage = new Set(['cursor', 'offset', 'pageSize', 'page'])

/** The fields that are sent. What has no meaning is left out where the caller cannot give it. */
export function sentFields({ request, operation }: OperationModel): readonly RequestField[] {
  return request.filter((field) => isFilled(field) || (takesVendorFields(operation) && isVendorField(field)))
}

function isFilled({ annotation, set, parts }: RequestField): boolean {
  return (
    (annotation?.field ?? annotation?.option ?? annotation?.without ?? set) !== undefined || parts.length > 0
  )
}

/** The names that the caller's object may have. */
export function takenNames(call: Call, fields: readonly RequestField[]): string[] {
  const { operation } = call
  const meanings = fields
    .flatMap((field) => (field.annotation === undefined ? field.parts : [field]))
    .flatMap(({ annotation }) => (annotation?.field === undefined ? [] : [annotation.field]))
    .filter(
      (name) => !Object.hasOwn(parameters, name) && !['offset', 'page', 'keys', 'publicPart'].includes(name),
    )
  const always: readonly string[] =
    { list: [...operation.filters, 'pageSize', 'cursor'], verify: ['scopes'] }[
      operation.operation as string
    ] ?? []
  const options = ['verify', 'revoke'].includes(operation.operation) ? ['signal', 'timeout', 'headers'] : []
  const vendor = vendorFieldsOf(operation).length > 0 ? ['vendor'] : []
  const rest = meanings.filter((name) => !always.includes(name))
  return [...rest, ...always, ...vendor, ...options]
}

/** The vendor's own fields that the caller gave, checked for names that there are not. */
export function emitVendor({ operation, from, at }: Call, indent: string): string {
  const known = literal(vendorFieldsOf(operation).map(({ name }) => name))
  if (known === '[]') return ''
  return `${indent}const vendor: Fields = check.object(${at('vendor')}, ${from}.vendor) ? ${from}.vendor : {}
${indent}check.takes(vendor, ${known}, ${at('vendor.')})\n`
}

/** The lists that are sent as one text, each in its variable. */
export function emitJoined({ from, at }: Call, fields: readonly RequestField[]): string {
  return fields
    .flatMap((field) => [field, ...field.parts])
    .map(({ annotation }) => {
      const { field: meaning = '', join, pattern = '' } = annotation ?? {}
      if (join === undefined) return ''
      const given = `${from}${access(meaning)}`
      return `  const ${meaning} = check.joined(${at(meaning)}, ${given}, ${quoted(join)}, ${regex(pattern)})\n`
    })
    .join('')
}

/** The moments among the fields, each as a `Date` in its variable. */
export function emitMoments(call: Call, fields: readonly RequestField[], indent: string): string {
  return fields
    .filter(isMoment)
    .map((field) => emitMoment(call, field, indent))
    .join('')
}

export function isMoment({ annotation }: RequestField): boolean {
  return annotation?.codec !== undefined
}

function emitMoment(
  { operation, from, at }: Call,
  { annotation, schema, name }: RequestField,
  indent: string,
): string {
  const meaning = annotation?.field ?? name
  const { maximum } = schema
  const within = annotation?.within === undefined ? undefined : parseDuration(annotation.within)
  const latest =
    annotation?.codec === 'epoch-milliseconds' && typeof maximum === 'number' ? maximum : undefined
  const rule = Object.entries({ within, latest }).filter(([, value]) => value !== undefined)
  const suffix = rule.length === 0 ? '' : `, { ${rule.map(([key, value]) => `${key}: ${value}`).join(', ')} }`
  const given = `${from}${access(meaning)}`
  const call = `check.moment(${at(meaning)}, ${given}, now${suffix})`
  const clears = operation.operation === 'update' && isNullable(schema) && annotation?.notNull === undefined
  return `${indent}const ${meaning} = ${clears ? `${given} === null ? null : ` : ''}${call}\n`
}

/** What is sent in a field, as source text. */
export function valueOf(call: Call, field: RequestField): string {
  const { annotation, set, parts, name } = field
  if (set !== undefined) return literal(set)
  if (annotation?.option !== undefined) return `bound${access(checkedOption(call, field, annotation.option))}`
  if (parts.length > 0 && annotation === undefined) return madeOf(call, parts)
  if (annotation?.without !== undefined)
    return `${call.from}${access(annotation.without)} === undefined ? true : undefined`
  const meaning = annotation?.field
  if (pairOf(call.operation) !== undefined && (meaning === 'publicPart' || meaning === 'secret'))
    return `pair?.[${meaning === 'secret' ? 1 : 0}]`
  if (meaning === undefined) return `vendor[${quoted(name)}]`
  const isNumber = ['integer', 'number'].includes(typeOf(field.schema) ?? '')
  if (meaning === 'id' && isNumber && field.place === 'body') return 'Number(id)'
  if (meaning in parameters) return parameters[meaning as keyof typeof parameters]
  if (ofPage.has(meaning)) return pageValue(call, meaning, annotation)
  const given = `${call.from}${access(meaning)}`
  if (annotation?.codec !== undefined) {
    const { name: codec, relative } = codecs[annotation.codec]
    return `${meaning} && ${codec}.encode(${meaning}${relative ? ', now' : ''})`
  }
  if (annotation?.join !== undefined) return meaning
  if (annotation?.inverted === true) return `${given} === undefined ? undefined : !${given}`
  const fallback = fallbackOf(call, field)
  // Null is no "not given": a key for nobody in particular must not become the default owner's.
  return fallback === undefined ? given : `${given} === undefined ? bound${access(fallback)} : ${given}`
}

/** What a walk says of the page that it asks for. */
function pageValue(
  { model, operation }: Call,
  meaning: string,
  annotation: FieldAnnotation | undefined,
): string {
  if (!isNumbered(operation)) return `page.${meaning}`
  const [most, { first = 1 }] = [longestPage(model), annotation ?? {}]
  if (meaning === 'page') return `numberedPage(page, ${most}${first === 1 ? '' : `, ${first}`}).page`
  return meaning === 'pageSize' ? `numberedPage(page, ${most}).size` : `page.${meaning}`
}

/** Whether a list is asked for page by page, by their numbers. */
export function isNumbered(operation: OperationModel): boolean {
  return asked(operation, 'page') !== undefined
}

/** How the two parts of a presented secret are one text; undefined where the vendor takes it as one. */
export function pairOf(operation: OperationModel): SecretPair | undefined {
  return operation.operation === 'verify' ? asked(operation, 'secret')?.annotation?.pair : undefined
}

/** An object of fields that the caller gives one by one: there where any of them is. */
function madeOf(call: Call, parts: readonly RequestField[]): string {
  const values = parts.map((part) => valueOf(call, part))
  const fields = parts.map(({ name }, index) => `${propertyName(name)}: ${values[index]}`)
  return `${values.map((value) => `${value} === undefined`).join(' && ')} ? undefined : { ${fields.join(', ')} }`
}

function checkedOption({ model, operation }: Call, { name }: RequestField, option: string): string {
  if (model.root.options[option] !== undefined) return option
  const at = `${operation.method} ${operation.path} request.${name}`
  throw new GenerationError(model.sources.overlay, at, `there is no option ${option}`)
}

/** The option that stands in for a field of an input or a query that a call leaves out. A change means only what it says. */
export function fallbackOf({ model, operation }: Call, { annotation }: RequestField): string | undefined {
  const meaning = annotation?.field
  if (meaning === undefined || operation.operation === 'update') return undefined
  return Object.entries(model.root.options).find(([, option]) => option['default-for'] === meaning)?.[0]
}

/** Whether a call is made of the factory's options. */
export function needsBound(call: Call): boolean {
  return sentFields(call.operation).some(
    (field) => field.annotation?.option !== undefined || fallbackOf(call, field) !== undefined,
  )
}
