import type { Operation } from '../core/operation.js'
import { needsBound } from './emit-values.js'
import { isGenericInput, takesMetadata, vendorFieldsOf } from './emit-wire-types.js'
import { GenerationError } from './generation-error.js'
import { asked, type OperationModel, type VendorModel } from './model.js'
import { groupOf } from './record-groups.js'
import { quoted, upperFirst } from './source-text.js'

/** What a factory says of each operation's types and arguments. */
export interface FactoryFacts {
  readonly model: VendorModel
  /** The vendor stores metadata, so the client is generic in it. */
  readonly generic: boolean
  /** The factory's options are needed for some request. */
  readonly hasBound: boolean
  /** What metadata is read as: `Out`, or `NoMetadata`. */
  readonly out: string
}

/** Ends the generation where a client would lack what every client has. */
export function factoryFacts(model: VendorModel): FactoryFacts {
  requireCommon(model)
  const generic = takesMetadata(model)
  const hasBound = Object.keys(model.root.options).length > 0
  return { model, generic, hasBound, out: generic ? 'Out' : 'NoMetadata' }
}

/** Without a list nobody finds the key of a create that was not answered, and without a revocation nobody ends it. */
function requireCommon({ operations, root, sources }: VendorModel): void {
  const refuse = (reason: string): never => {
    throw new GenerationError(sources.overlay, '$', reason)
  }
  if (!operations.has('list'))
    refuse('no operation is list: every client has one, to find a key whose create was not answered')
  if (!operations.has('revoke'))
    refuse(
      'no operation is revoke: every client has one. A call that deletes a key may be [revoke, delete] at once',
    )
  if (!operations.has('get') && !root.emulates.includes('get'))
    refuse('no operation is get: annotate one, or say `emulates: [get]` for one that looks through the list')
  if (!operations.has('get') && needsOwner(operations.get('list')))
    refuse(
      'x-keymux.emulates: get cannot look through a list that must be told the owner: fill it from an option',
    )
  const strange = root.emulates.find((name) => name !== 'get' && name !== 'rotate')
  if (strange !== undefined)
    refuse(`x-keymux.emulates: ${strange} cannot be had by other calls, only get and rotate can`)
  const rotate = operations.get('rotate')
  if (rotate !== undefined && asked(rotate, 'overlap') === undefined)
    refuse(
      'rotate: nothing tells the vendor how long the old key lives on (overlap); leave it to `emulates: [rotate]`',
    )
}

/** Whether a list is one of a single owner, so that nobody can look through all keys. */
export function needsOwner(list: OperationModel | undefined): boolean {
  return list !== undefined && asked(list, 'owner')?.required === true
}

/** Whether a key that was made is looked for among those of its owner alone. */
export function listsByOwner({ model }: FactoryFacts): boolean {
  const list = model.operations.get('list')
  return (
    list !== undefined && asked(list, 'owner') !== undefined && asked(model.create, 'owner') !== undefined
  )
}

/** What makes a key of `input`. */
export function makingSource(facts: FactoryFacts): string {
  return listsByOwner(facts) ? 'makingFor(input)' : 'making'
}

export function can({ model }: FactoryFacts, operation: Operation): boolean {
  return model.operations.has(operation) || model.root.emulates.includes(operation)
}

/** The type of the vendor's own record, as an operation answers it; `never` where it answers none. */
export function recordType({ model }: FactoryFacts, operation: Operation): string {
  const name = operation === 'get' && !model.operations.has('get') ? 'list' : operation
  const { vendor } = model.root
  if (name === 'create') return `${vendor}CreatedRecord`
  if (name === 'verify') return `${vendor}VerifiedRecord`
  const group = groupOf(model, name)
  return group === undefined ? 'never' : vendor + group.name
}

/** What a revocation may tell: its own record, and where it is looked up the one that a get tells. */
export function endedType(facts: FactoryFacts, operation: 'revoke' | 'delete'): string {
  if (operation === 'delete') return 'never'
  const types = [recordType(facts, operation), ...(looksUp(facts) ? [recordType(facts, 'get')] : [])]
  const distinct = [...new Set(types.filter((type) => type !== 'never'))]
  return distinct.length === 0 ? 'never' : distinct.join(' | ')
}

/** Whether the record of a key says that it is ended, so that a refused revocation can be looked into. */
export function looksUp({ model }: FactoryFacts): boolean {
  const name = model.operations.has('get') ? 'get' : 'list'
  const ends = model.operations.get('revoke')?.ends ?? 'revoked'
  const states = groupOf(model, name)?.fields.flatMap(({ annotation }) =>
    Object.values(annotation?.state ?? {}),
  )
  return states?.includes(ends) === true
}

/** `UnkeyCreateInput<M>` and the like. */
export function inputType(
  { model }: FactoryFacts,
  operation: 'create' | 'update' | 'import',
  of: string,
): string {
  return `${model.root.vendor}${upperFirst(operation)}Input${isGenericInput(model, operation) ? `<${of}>` : ''}`
}

/** The call of a `prepare…` function: its arguments, and the options where a request is made of them. */
export function prepared(facts: FactoryFacts, operation: Operation, ...given: readonly string[]): string {
  const { model } = facts
  const found = model.operations.get(operation)
  const isBound = found !== undefined && needsBound({ model, operation: found, from: 'input', at: quoted })
  const bound = isBound ? ['bound'] : []
  return `prepare${upperFirst(operation)}(${[...given, ...bound].join(', ')})`
}

/** The names of the adapter's types that users need. */
export function publicTypes(facts: FactoryFacts): readonly string[] {
  const { model, generic } = facts
  const { vendor } = model.root
  const { operations } = model
  const records = [...operations.keys()]
    .map((name) => recordType(facts, name))
    .filter((type) => type !== 'never')
  const fields = [...operations.values()].filter((each) => vendorFieldsOf(each).length > 0)
  return [
    ...new Set([
      ...records,
      ...fields.map(({ operation }) => `${vendor}${upperFirst(operation)}Fields`),
      `${vendor}CreateInput`,
      ...(operations.has('import') ? [`${vendor}ImportInput`] : []),
      `${vendor}ListQuery`,
      ...(generic ? [] : [`${vendor}Options`]),
      ...(operations.has('update') ? [`${vendor}UpdateInput`] : []),
      ...(operations.has('verify') ? [`${vendor}VerifyOptions`] : []),
    ]),
  ].toSorted()
}
