import { annotationKey } from './annotations.js'
import { checkRequestAnnotation, forRequests, isGiven } from './check-meanings.js'
import { fieldAnnotation, type FieldMeaning } from './field-annotation.js'
import { GenerationError } from './generation-error.js'
import { isJsonObject, type JsonObject, type JsonValue } from './json.js'
import { jsonSchemaOf } from './json-schema-of.js'
import { entries, names, type Contract, type RequestField } from './model.js'
import type { OperationAnnotation } from './operation-annotation.js'
import type { FoundOperation } from './operations-in.js'
import { refuseDoubles } from './refuse-doubles.js'
import { resolve, throughReferences } from './references.js'
import { typeOf } from './schema-facts.js'

/** The operations whose caller may give the vendor's own fields as well. */
const withVendorFields = new Set(['create', 'update', 'verify', 'import'])

/** What each parameter and each field of a request's body means. */
export function readRequest(
  contract: Contract,
  { operation: described, parameters, method, path }: FoundOperation,
  annotation: OperationAnnotation,
  together: readonly OperationAnnotation[] = [annotation],
): readonly RequestField[] {
  const at = `${method} ${path} request`
  const reading: Reading = { ...annotation, together: together.filter((each) => each !== annotation) }
  const body = jsonSchemaOf(contract.document, described['requestBody'])
  const given = parameters.flatMap((parameter) => readParameter(contract, parameter, reading, at))
  const fields = [...given, ...bodyFields(contract, body, reading, at)]
  const set = new Set(Object.keys(annotation.set))
  const missing = [...set].find((name) => !fields.some((field) => field.name === name))
  if (missing !== undefined) throw fault(contract, at, `${annotationKey}.set: there is no ${missing}`)
  const deep = fields.flatMap((field) => (field.annotation === undefined ? [field, ...field.parts] : [field]))
  refuseDoubles(deep, at, contract.sources)
  for (const field of fields) refuseLeftOut(contract, field, annotation, at)
  refuseOdd(fields, at, contract)
  return fields
}

/** Headers and cookies are no business of a call: an option of the factory may send them. */
function readParameter(
  contract: Contract,
  parameter: JsonValue,
  operation: Reading,
  at: string,
): RequestField[] {
  const { document } = contract
  const found = resolve(document, parameter)
  const { name, in: place, schema: node, required } = found
  if (typeof name !== 'string' || (place !== 'path' && place !== 'query')) return []
  const written = found[annotationKey]
  const schema = resolve(document, node)
  const field = { name, place, node, schema, written, required: required === true, parts: [] } as const
  return [{ ...field, ...meaningOf(contract, field, operation, at) }]
}

function bodyFields(
  contract: Contract,
  holder: JsonValue | undefined,
  operation: Reading,
  at: string,
  above: ReadonlySet<string> = new Set(),
): RequestField[] {
  const body = resolve(contract.document, holder)
  const inside = new Set([...above, ...throughReferences(contract.document, holder)])
  const required = names(body['required'])
  return entries(body['properties']).flatMap(([name, node]): RequestField[] => {
    const schema = resolve(contract.document, node)
    const written = schema[annotationKey]
    if (isOthers(contract, { name, schema, written }, operation, required.includes(name), at)) return []
    const field = { name, place: 'body', node, schema, written, required: required.includes(name) } as const
    const meaning = meaningOf(contract, field, operation, at)
    return [
      { ...field, ...meaning, parts: partsOf(contract, { ...field, ...meaning }, operation, at, inside) },
    ]
  })
}

/** One of our operations, and the others that the same operation of the document is. */
type Reading = OperationAnnotation & { readonly together: readonly OperationAnnotation[] }

/**
 * Whether a field is no business of this operation: the vendor alone writes it, it tells something where the same model is
 * the answer, or it means something to another operation that the document has as the same call.
 */
function isOthers(
  contract: Contract,
  { schema, written, name }: Unread,
  reading: Reading,
  isRequired: boolean,
  at: string,
): boolean {
  if (schema['readOnly'] === true) return true
  if (!isJsonObject(written) || isRequired || Object.hasOwn(reading.set, name)) return false
  const meaning = fieldAnnotation(contract.sources.overlay, `${at}.${name}`, written).field
  if (meaning === undefined || isGiven(reading.operation, meaning)) return false
  return (
    contract.shared?.has(written) === true ||
    reading.together.some(({ operation }) => isGiven(operation, meaning))
  )
}

type Unread = Pick<RequestField, 'name' | 'schema' | 'written'>

function meaningOf(
  contract: Contract,
  { name, schema, written }: Unread,
  operation: Reading,
  at: string,
): Pick<RequestField, 'annotation' | 'set'> {
  const { overlay } = contract.sources
  const set = Object.hasOwn(operation.set, name) ? operation.set[name] : undefined
  // What is always sent means nothing to this operation, but may to another of the same call.
  const isOther = set !== undefined && operation.together.length > 0
  const given =
    written === undefined || isOther ? undefined : fieldAnnotation(overlay, `${at}.${name}`, written)
  const annotation = given && (contract.shared?.has(written ?? null) === true ? forRequests(given) : given)
  if (annotation !== undefined)
    checkRequestAnnotation(annotation, operation.operation, `${at}.${name}`, contract.sources)
  if (set !== undefined) {
    if (annotation !== undefined) throw fault(contract, `${at}.${name}`, 'is set and has a meaning')
    if (!takes(schema, set)) throw fault(contract, `${at}.${name}`, `does not take ${JSON.stringify(set)}`)
  }
  return { annotation, set }
}

function takes(schema: JsonObject, value: string | number | boolean): boolean {
  const { enum: allowed } = schema
  if (Array.isArray(allowed)) return allowed.includes(value)
  const type = typeOf(schema)
  return type === undefined || type === typeof value || (type === 'integer' && Number.isSafeInteger(value))
}

/** The entries of a list of keys are made of fields; so is an object of which any property has a meaning. */
function partsOf(
  contract: Contract,
  { name, node, schema, annotation }: Omit<RequestField, 'parts'>,
  operation: Reading,
  at: string,
  above: ReadonlySet<string>,
): RequestField[] {
  const place = `${at}.${name}`
  if (annotation?.field === 'keys') {
    const parts = bodyFields(contract, schema['items'], operation, `${place}[]`)
    refuseDoubles(parts, `${place}[]`, contract.sources)
    return parts
  }
  // A model within itself is the vendor's own business there.
  if ([...throughReferences(contract.document, node)].some((reference) => above.has(reference))) return []
  const properties = entries(schema['properties']).map(([, each]) => resolve(contract.document, each))
  if (annotation !== undefined || properties.every((property) => property[annotationKey] === undefined))
    return []
  const parts = bodyFields(contract, node, operation, place, above)
  const without = parts.find((part) => part.annotation === undefined)
  if (without !== undefined)
    throw fault(contract, `${place}.${without.name}`, 'has no meaning, unlike its neighbours')
  return parts
}

/** A field that must be sent and that nobody gives. */
function refuseLeftOut(
  contract: Contract,
  { name, required, annotation, set, parts }: RequestField,
  { operation }: OperationAnnotation,
  at: string,
): void {
  const isFilled = annotation?.field !== undefined || annotation?.option !== undefined || set !== undefined
  if (required && (annotation?.omit ?? annotation?.without) !== undefined)
    throw fault(contract, `${at}.${name}`, 'is required, and would not always be sent')
  if (required && !isFilled && parts.length === 0 && !withVendorFields.has(operation))
    throw fault(
      contract,
      `${at}.${name}`,
      `is required, has no meaning, and ${operation} takes no fields of the vendor's own`,
    )
}

/** What only goes together with something else in the same request. */
function refuseOdd(fields: readonly RequestField[], at: string, contract: Contract): void {
  const of = (meaning: FieldMeaning): RequestField | undefined =>
    fields.find(({ annotation }) => annotation?.field === meaning)
  const inOthers = fields.find(({ place, annotation }) => annotation?.steps === true && place !== 'path')
  if (inOthers !== undefined)
    throw fault(contract, `${at}.${inOthers.name}`, `${annotationKey}: steps is for a parameter in the path`)
  if (of('page') !== undefined && of('pageSize') === undefined)
    throw fault(contract, at, 'a page is asked for by its number and its pageSize, and no field is that')
  const most = of('page') === undefined ? undefined : of('pageSize')?.schema['maximum']
  if (typeof most === 'number' && most < smallestLargestPage)
    throw fault(
      contract,
      at,
      `its pages hold at most ${most} keys: a walk by numbers needs pages of up to ${smallestLargestPage}`,
    )
}

/**
 * A walk needs a page on which the last key seen is not the last. Pages stand at multiples of their size, so that behind as many keys as
 * all sizes divide there is none: with sizes up to 20 that is behind 232 million of them, with sizes up to 10 behind 2519.
 */
const smallestLargestPage = 20

function fault({ sources }: Contract, at: string, reason: string): GenerationError {
  return new GenerationError(sources.overlay, at, reason)
}

/** Whether the caller may give fields of the vendor's own. */
export function takesVendorFields(operation: string): boolean {
  return withVendorFields.has(operation)
}
