import { parseDuration } from '../core/duration.js'
import { codecs } from './annotations.js'
import { emitCheck } from './emit-checks.js'
import { inputAccess, repeatsInput, takesMetadata, vendorFieldsOf } from './emit-input.js'
import { GenerationError } from './generation-error.js'
import { unanswered, type RequestField, type VendorModel } from './model.js'
import { access, literal, propertyName, quoted } from './source-text.js'

/** `prepareCreate`: checks the input and writes the request. */
export function emitPrepare(model: VendorModel): string {
  const { root, create } = model
  const generic = takesMetadata(create)
  const metadata = generic ? 'M' : 'NoMetadata'
  const vendor = vendorFieldsOf(create)
  const taken = [...commonNames(create.request), ...(vendor.length > 0 ? ['vendor'] : [])]
  const bound = hasBound(model)
  const lines = [
    `  const check = new InputCheck(${quoted(root.vendor)}, 'create')\n`,
    `  check.takes(check.input(input), ${literal(taken)})\n`,
    ...(vendor.length > 0 ? [emitVendor(vendor)] : []),
    ...create.request.filter(isMoment).map((field) => emitMoment(field)),
    '  const body = {\n',
    ...create.request.map((field) => `    ${propertyName(field.name)}: ${valueOf(field, model)},\n`),
    '  }\n',
    ...create.request.map((field) => emitFieldCheck(field, model)),
    '  check.end()\n',
    '  const sent = JSON.stringify(body)\n',
  ]
  return `/** Checks the input before anything is sent, and writes the request. */
export function prepareCreate${generic ? '<M extends object>' : ''}(
  input: ${root.vendor}CreateInput${generic ? '<M>' : ''},
${bound ? '  bound: Bound,\n' : ''}): CreateCall<${metadata}, ${root.vendor}CreatedRecord> {
${create.request.some(isMoment) ? '  const now = Date.now()\n' : ''}${lines.join('')}  return {
    request: {
      operation: 'create',
      effect: ${quoted(create.effect)},
      method: ${quoted(create.method)},
      path: ${quoted(create.path)},
      body: sent,
    },
    read: (answer) => readCreate(${readArguments(model).join(', ')}),
  }
}
`
}

/**
 * What `readCreate` is given: the answer, and what was sent where the answer does not repeat it. It is the text that went
 * over the wire, since the caller may have changed the input by then.
 */
export function readArguments({ create }: VendorModel): string[] {
  const moment = unanswered(create).some(isMoment)
  return ['answer', ...(repeatsInput(create) ? ['sent'] : []), ...(moment ? ['expiresAt'] : [])]
}

function hasBound({ root }: VendorModel): boolean {
  return Object.values(root.options).some(({ header }) => header === undefined)
}

function commonNames(request: readonly RequestField[]): string[] {
  return request.flatMap(({ annotation }) => (annotation?.field === undefined ? [] : [annotation.field]))
}

function isMoment({ annotation }: RequestField): boolean {
  return annotation?.codec !== undefined
}

function emitVendor(fields: readonly RequestField[]): string {
  const known = literal(fields.map(({ name }) => name))
  return `  const vendor: Fields = check.object('vendor', input.vendor) ? input.vendor : {}\n  check.takes(vendor, ${known}, 'vendor.')\n`
}

function emitMoment({ annotation, schema, name }: RequestField): string {
  const meaning = annotation?.field ?? name
  const { maximum } = schema
  const within = annotation?.within === undefined ? undefined : parseDuration(annotation.within)
  const latest =
    annotation?.codec === 'epoch-milliseconds' && typeof maximum === 'number' ? maximum : undefined
  const rule = Object.entries({ within, latest }).filter(([, value]) => value !== undefined)
  const suffix = rule.length === 0 ? '' : `, { ${rule.map(([key, value]) => `${key}: ${value}`).join(', ')} }`
  return `  const ${meaning} = check.moment('${meaning}', ${inputAccess(meaning)}, now${suffix})\n`
}

function valueOf(field: RequestField, model: VendorModel): string {
  const { name, annotation } = field
  const { root, create, sources } = model
  if (annotation?.option !== undefined) {
    if (root.options[annotation.option] === undefined) {
      const at = `${create.method} ${create.path} request.${name}`
      throw new GenerationError(sources.overlay, at, `there is no option ${annotation.option}`)
    }
    return `bound${access(annotation.option)}`
  }
  const meaning = annotation?.field
  if (meaning === undefined) return `vendor[${quoted(name)}]`
  if (annotation?.codec !== undefined) {
    const { name: codec, relative } = codecs[annotation.codec]
    return `${meaning} && ${codec}.encode(${meaning}${relative ? ', now' : ''})`
  }
  const fallback = fallbackOf(field, model)
  const given = inputAccess(meaning)
  // Null is no "not given": a key for nobody in particular must not become the default owner's.
  return fallback === undefined ? given : `${given} === undefined ? bound${access(fallback)} : ${given}`
}

/** The option that stands in for an input field that a call leaves out. */
function fallbackOf({ annotation }: RequestField, { root }: VendorModel): string | undefined {
  const meaning = annotation?.field
  if (meaning === undefined) return undefined
  return Object.entries(root.options).find(([, option]) => option['default-for'] === meaning)?.[0]
}

function emitFieldCheck(field: RequestField, model: VendorModel): string {
  const { name, annotation, schema, required } = field
  const meaning = annotation?.field
  const at = quoted(annotation?.option ?? meaning ?? `vendor.${name}`)
  const value = `body${access(name)}`
  const fallback = fallbackOf(field, model)
  const instead = fallback === undefined ? '' : `, ${quoted(`the client's \`${fallback}\``)}`
  const presence = required ? `  check.required(${at}, ${value}${instead})\n` : ''
  if (isMoment(field)) return presence
  if (meaning !== undefined && fallback !== undefined) {
    // What is wrong with the client's option is not the input's fault.
    const source = `  const ${meaning}At = ${value} === ${inputAccess(meaning)} ? ${at} : ${quoted(fallback)}\n`
    return presence + source + emitCheck(model, schema, { at: `${meaning}At`, value }, '  ')
  }
  if (meaning !== 'metadata') return presence + emitCheck(model, schema, { at, value }, '  ')
  // Everywhere an object, also where the vendor would take any JSON: what comes back has one type.
  const most = schema['maxProperties']
  const rule = typeof most === 'number' ? `, { max: ${most} }` : ''
  return `${presence}  if (check.object(${at}, ${value}${rule})) check.json(${at}, ${value})\n`
}
