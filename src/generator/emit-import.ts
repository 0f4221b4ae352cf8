import { emitField, type Holder } from './emit-answer-field.js'
import { emitFieldChecks } from './emit-field-checks.js'
import { emitRequest } from './emit-prepare.js'
import { emitStart } from './emit-readers.js'
import {
  emitMoments,
  emitVendor,
  isMoment,
  needsBound,
  sentFields,
  takenNames,
  valueOf,
  type Call,
} from './emit-values.js'
import { takesMetadata } from './emit-wire-types.js'
import { answered, asked, type VendorModel } from './model.js'
import { inTemplate, literal, propertyName, quoted } from './source-text.js'

/** `prepareImport` and `readImport`: all keys are checked before the first batch of them is sent. */
export function emitImport(model: VendorModel): string {
  const operation = model.operations.get('import')
  const keys = operation === undefined ? undefined : asked(operation, 'keys')
  if (operation === undefined || keys === undefined) return ''
  const call: Call = { model, operation, from: 'key', at: (name) => `\`\${at}.${inTemplate(name)}\`` }
  const generic = takesMetadata(model)
  const { vendor } = model.root
  const input = `${vendor}ImportInput${generic ? '<M>' : ''}`
  const fields = keys.parts
  const line = (field: (typeof fields)[number]): string =>
    `      ${propertyName(field.name)}: ${valueOf(call, field)},\n`
  // Hashed by then, but what is told of the names is for whoever gave it.
  const names = ['secret', ...takenNames({ ...call, operation: { ...operation, request: fields } }, fields)]
  return `/** Checks every key before anything is sent, and writes the request for each batch of them. */
export function prepareImport${generic ? '<M extends object>' : ''}(keys: readonly Hashed<${input}>[]${needsBound(call) ? ', bound: Bound' : ''}): ImportPlan {
${fields.some(isMoment) ? '  const now = Date.now()\n' : ''}  const check = new InputCheck(profile, 'import')
${emitHead(call)}  const entries = keys.map((key, index) => {
    const at = \`keys[\${index}]\`
    check.takes(check.input(key), ${literal(names)}, \`\${at}.\`)
${emitVendor(call, '    ')}${emitMoments(call, fields, '    ')}    const body = {
${fields.map(line).join('')}    }
${fields.map((field) => emitFieldChecks(call, field, 'body', '    ')).join('')}    return body
  })
  check.end()
  // What is sent is what was checked, whatever becomes of the caller's objects between two batches.
  const sent = JSON.parse(JSON.stringify(entries)) as readonly object[]
  return {
    batch: (start, end) => ({
      request: ${emitRequest(call, `JSON.stringify({ ...head, ${propertyName(keys.name)}: sent.slice(start, end) })`, '      ')},
      read: readImport,
    }),
  }
}

${emitReadImport(model)}`
}

/** What every batch carries beside its keys. */
function emitHead(call: Call): string {
  const fields = sentFields(call.operation).filter(({ annotation }) => annotation?.option !== undefined)
  const parts = fields.map((field) => `${propertyName(field.name)}: ${valueOf(call, field)}`)
  const checks = fields.map((field) => emitFieldChecks({ ...call, at: quoted }, field, 'head', '  '))
  return `  const head = { ${parts.join(', ')} }\n${checks.join('')}`
}

function emitReadImport({ operations }: VendorModel): string {
  const answer = operations.get('import')?.answer ?? []
  const holder: Holder = { root: 'root', fields: answer }
  const imported = answered(answer, 'imported')
  const existing = answered(answer, 'existing')
  if (imported === undefined || existing === undefined) return ''
  const entry: Holder = { root: 'from', fields: imported.items }
  const [hash, id] = [answered(imported.items, 'hash'), answered(imported.items, 'id')]
  if (hash === undefined || id === undefined) return ''
  return `/** Reads an answer to \`import\`. */
function readImport(answer: unknown): ImportReading {
${emitStart(holder)}  const imported = ${emitField(holder, imported)}, (from) => ({
    hash: ${emitField(entry, hash)},
    id: ${emitField(entry, id)},
  }))
  return {
    imported: (imported ?? []).flatMap(({ hash, id }) => (hash === undefined || id === undefined ? [] : [{ hash, id }])),
    existing: ${emitField(holder, existing)} ?? [],
    warnings: root.warnings,
  }
}
`
}
