import { can, inputType, listsByOwner, prepared, recordType, type FactoryFacts } from './factory-facts.js'
import type { FieldMeaning } from './field-annotation.js'
import { GenerationError } from './generation-error.js'
import { answered, asked, type RequestField } from './model.js'
import { fieldsType, vendorFieldsOf } from './emit-wire-types.js'
import { groupOf } from './record-groups.js'
import { access, propertyName } from './source-text.js'

/** What a create takes and a record may tell of the key that is to be made like it. */
const copied = [
  'name',
  'owner',
  'metadata',
  'scopes',
  'description',
  'expiresAt',
  'enabled',
] as const satisfies readonly FieldMeaning[]

/** The parts of a factory that rotate a key by a create and the end of the old one. */
export interface Replacing {
  /** Statements before the client is made. */
  readonly before: string
  readonly method: string
  /** Below the factory. */
  readonly functions: string
}

const nothing: Replacing = { before: '', method: '', functions: '' }

export function emitReplacing(facts: FactoryFacts): Replacing {
  const { model, generic } = facts
  if (!can(facts, 'rotate')) return nothing
  if (model.operations.has('rotate')) return emitNativeRotation(facts)
  const { update } = Object.fromEntries(model.operations)
  const [source, old] = [generic ? 'asStored(context)' : 'context', recordType(facts, 'get')]
  const isNative = model.operations.has('get')
  const read = isNative ? prepared(facts, 'get', 'old') : prepared(facts, 'list', '{}')
  const finder = isNative ? 'getKey' : 'findKey'
  const endsLater = update !== undefined && asked(update, 'expiresAt') !== undefined
  const ending = endsLater
    ? `        endIn: async (old, milliseconds, more) => {
          // Whole seconds are the least that vendors count in.
          const expiresAt = new Date(Date.now() + Math.max(milliseconds, 1000))
          return updateKey<object, ${recordType(facts, 'update')}>(${generic ? 'stored' : 'context'}, old, ${prepared(facts, 'update', 'old', '{ expiresAt }')}, more)
        },
`
    : ''
  const before = generic ? `  const stored = ${source}\n` : ''
  const input = inputType(facts, 'create', 'object')
  return {
    before,
    method: `rotate: async (id, rotation) =>
      replaceKey(context, id, rotation, {
        get: async (old, more) => ${finder}<object, ${old}>(${generic ? 'stored' : 'context'}, old, ${read}, more),
        createLike: async (old, more) => {
          const input = inputLike(old)
${listsByOwner(facts) ? '          const making = makingFor(input)\n' : ''}          const copying = { ...making, prepare: (each: ${input}) => rotating(making.prepare(each)), isCopy: true }
          return createMarkedKey(context, input, copying, more)
        },
        revoke,
${ending}      })`,
    functions: emitInputLike(facts),
  }
}

/** A rotation by the vendor's own call. A lost one is settled with all that settles a create. */
function emitNativeRotation(facts: FactoryFacts): Replacing {
  const { model, generic } = facts
  const isNative = model.operations.has('get')
  const read = isNative ? prepared(facts, 'get', 'old') : prepared(facts, 'list', '{}')
  const recover = model.operations.has('recover')
    ? `        recover: (made) => ${prepared(facts, 'recover', 'made')},\n`
    : ''
  return {
    before: '',
    method: `rotate: async (id, rotation) =>
      rotateKey(context, id, rotation, {
        get: async (old, more) => ${isNative ? 'getKey' : 'findKey'}<object, ${recordType(facts, 'get')}>(${generic ? 'asStored(context)' : 'context'}, old, ${read}, more),
        rotate: (overlapMs) => ${prepared(facts, 'rotate', 'id', 'overlapMs')},
        list: () => ${prepared(facts, 'list', '{}')},
${recover}        revoke,
      })`,
    functions: '',
  }
}

/** What a create is told, so that its key is like another one. */
function emitInputLike(facts: FactoryFacts): string {
  const { model } = facts
  const { create, root } = model
  const name = model.operations.has('get') ? 'get' : 'list'
  const told = groupOf(model, name)?.fields ?? []
  const fields = copied.flatMap((meaning) => {
    const field = asked(create, meaning)
    if (field === undefined) return []
    const isTold =
      meaning === 'enabled'
        ? told.some(({ annotation }) => tellsDisabled(annotation?.state))
        : answered(told, meaning) !== undefined || meaning === 'metadata'
    if (!isTold) return refuseLost(facts, field, meaning)
    return [`${meaning}: ${valueOf(meaning, field)}`]
  })
  const own = vendorFieldsOf(create).filter(({ name: each }) => root.ownFields[each] === 'copied')
  const missing = vendorFieldsOf(create).find(
    ({ name: each, required }) => required && !own.some((one) => one.name === each),
  )
  if (missing !== undefined) refuseLost(facts, missing, missing.name)
  const vendor = own.map(({ name: each }) => `${propertyName(each)}: old.vendor${access(each)}`)
  const all =
    vendor.length === 0
      ? fields
      : [...fields, `vendor: known({ ${vendor.join(', ')} }) as ${fieldsType(model, 'create')}`]
  return `/** What is known of a key, for a new one in its place. */
function inputLike(old: KeyRecord<object, ${recordType(facts, 'get')}>): ${inputType(facts, 'create', 'object')} {
  return { ${all.join(', ')} }
}
`
}

function tellsDisabled(state: Readonly<Record<string, string>> | undefined): boolean {
  return Object.values(state ?? {}).includes('disabled')
}

/** A required text that a record happens to lack makes the create refuse, before anything is sent. */
function valueOf(meaning: (typeof copied)[number], { required }: RequestField): string {
  if (meaning === 'name') return required ? 'nameOf(profile, old)' : 'old.name'
  if (meaning === 'enabled') return "old.state === 'disabled' ? false : undefined"
  if (!required) return `old.${meaning}`
  const empty = { owner: "''", description: "''", scopes: '[]', metadata: '{}', expiresAt: 'undefined' }[
    meaning
  ]
  return meaning === 'metadata' ? 'old.metadata' : `old.${meaning} ?? ${empty}`
}

/** A field that no record tells can be left out of a new key only where the vendor does not ask for it. */
function refuseLost({ model }: FactoryFacts, { required }: RequestField, what: string): [] {
  if (!required) return []
  const reason = `x-keymux.emulates: rotate needs to know ${what} of the old key, and no record tells it`
  throw new GenerationError(model.sources.overlay, '$', reason)
}
