import { parseDuration } from '../core/duration.js'
import { codecs } from './annotations.js'
import { emitCheck } from './emit-checks.js'
import { inputAccess, repeatsInput, takesMetadata, vendorFieldsOf } from './emit-input.js'
import { GenerationError } from './generation-error.js'
import type { RequestField, VendorModel } from './model.js'
import { access, literal, propertyName, quoted } from './source-text.js'

/** `prepareCreate`: checks the input and writes the request. */
export function emitPrepare(model: VendorModel): string {
  const { root, create } = model
  const generic = takesMetadata(create)
  const metadata = generic ? 'M' : 'NoMetadata'
  const vendor = vendorFieldsOf(create)
  const taken = [...commonNames(create.request), ...(vendor.length > 0 ? ['vendor'] : [])]
  const bound = hasBound(model)
  const headers = Object.values(root.options).some(({ header }) => header !== undefined)
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
${headers ? '      headers: bound.headers,\n' : ''}    },
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
  const answered = new Set(create.answer.map(({ annotation }) => annotation.field))
  const moment = create.request.some((field) => isMoment(field) && !answered.has(field.annotation?.field))
  return ['answer', ...(repeatsInput(create) ? ['sent'] : []), ...(moment ? ['expiresAt'] : [])]
}

export function hasBound({ root }: VendorModel): boolean {
  return Object.keys(root.options).length > 0
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

function valueOf({ name, annotation }: RequestField, { root, create, sources }: VendorModel): string {
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
  const fallback = optionFor(meaning, root.options)
  return fallback === undefined ? inputAccess(meaning) : `${inputAccess(meaning)} ?? bound${access(fallback)}`
}

function optionFor(meaning: string, options: VendorModel['root']['options']): string | undefined {
  return Object.entries(options).find(([, option]) => option['default-for'] === meaning)?.[0]
}

function emitFieldCheck(field: RequestField, model: VendorModel): string {
  const { name, annotation, schema, required } = field
  const meaning = annotation?.field
  const at = quoted(annotation?.option ?? meaning ?? `vendor.${name}`)
  const value = `body${access(name)}`
  const presence = required ? `  check.required(${at}, ${value})\n` : ''
  if (isMoment(field)) return presence
  if (meaning !== 'metadata') return presence + emitCheck(model, schema, { at, value }, '  ')
  // Everywhere an object, also where the vendor would take any JSON: what comes back has one type.
  const most = schema['maxProperties']
  const rule = typeof most === 'number' ? `, { max: ${most} }` : ''
  return `${presence}  if (check.object(${at}, ${value}${rule})) check.json(${at}, ${value})\n`
}
