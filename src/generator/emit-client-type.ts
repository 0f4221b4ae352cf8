import type { Operation } from '../core/operation.js'
import { ownerOption } from './emit-list.js'
import { can, endedType, inputType, recordType, type FactoryFacts } from './factory-facts.js'
import type { FieldMeaning } from './field-annotation.js'
import { asked, type OperationModel } from './model.js'
import { isSized, largestPage, usedPage } from './page-facts.js'
import { longDocstring } from './source-text.js'

/** A method of the client, and what hover text says of it. */
interface Method {
  readonly about: string
  readonly example?: string
  readonly source: string
}

/** The client's type: what every client has, and what this vendor can do besides. */
export function emitClientType(facts: FactoryFacts): string {
  const { model, generic, out } = facts
  const { vendor } = model.root
  const types = generic ? '<In extends object = object, Out extends object = Metadata>' : ''
  const about = generic ? ' Its type arguments are what the metadata may be and what it is read as.' : ''
  const members = methods(facts).map(
    ({ about: text, example, source }) => `${longDocstring(text, example, '  ')}  ${source}\n`,
  )
  return `/**
 * A client of ${vendor}.${about}
 *
 * Every method throws a \`KeymuxError\` with a \`code\`, and says in its message what to do.
 */
export interface ${vendor}Client${types} extends HasContract<paths>, Capable<${out}, unknown> {
  /** Which vendor's client this is. */
  readonly vendor: '${model.id}'
${members.join('')}}
`
}

function methods(facts: FactoryFacts): Method[] {
  const written: Readonly<Record<Operation, (facts: FactoryFacts) => Method>> = {
    create,
    get,
    list,
    update,
    revoke,
    delete: remove,
    verify,
    rotate,
    recover,
    import: importing,
  }
  return (Object.keys(written) as Operation[])
    .filter((name) => can(facts, name))
    .map((name) => written[name](facts))
}

function create(facts: FactoryFacts): Method {
  const { model, generic, out } = facts
  const { vendor } = model.root
  const result = `CreateKeyResult<${generic ? 'MetadataOf<M, In, Out>' : out}, ${recordType(facts, 'create')}>`
  const kept = asked(model.create, 'metadata') === undefined ? ` ${vendor} stores no metadata.` : ''
  return {
    about: `Creates a key.${kept}

Throws \`invalid_request\` or \`unsupported\` before anything is sent; \`network\` when ${vendor} was not reached; \`unauthorized\` or \`forbidden\` for the credential; \`invalid_response\` with \`error.id\` or \`error.secret\` when the answer held only one of them; \`ambiguous\`, \`timeout\` or \`aborted\` with \`mayHaveActed\` when the key may exist without its secret having come back. Never repeated once ${vendor} may have acted.`,
    example: `const created = await keys.create(${exampleInput(facts)})\ncreated.secret.reveal()`,
    source: `create${generic ? '<M extends In = In>' : ''}(input: ${inputType(facts, 'create', 'M')}, options?: CreateOptions): Promise<${result}>`,
  }
}

/** The fields that a create must be given, and an expiry where it takes one. */
function exampleInput({ model }: FactoryFacts): string {
  const values = { name: "'CI'", owner: "'user_1'", scopes: "['read']", description: "'For the build'" }
  const isNeeded = (name: FieldMeaning): boolean => asked(model.create, name)?.required === true
  const needed = (Object.keys(values) as (keyof typeof values)[]).filter(
    (name) => isNeeded(name) || (name === 'name' && asked(model.create, name) !== undefined),
  )
  const fields = needed.map((name) => `${name}: ${values[name]}`)
  const all = asked(model.create, 'expiresAt') === undefined ? fields : [...fields, "expiresAt: '30d'"]
  return all.length === 0 ? '{}' : `{ ${all.join(', ')} }`
}

function get(facts: FactoryFacts): Method {
  const { model, out } = facts
  const how = model.operations.has('get')
    ? ''
    : ` ${model.root.vendor} has no call for it: its list is read until the key comes, ${usedPage(model)} keys a request.`
  return {
    about: `The record of a key.${how} Throws \`not_found\` where there is none.`,
    source: `get(id: string, options?: CallOptions): Promise<KeyResult<${out}, ${recordType(facts, 'get')}>>`,
  }
}

function list(facts: FactoryFacts): Method {
  const { model, out } = facts
  const { vendor } = model.root
  const option = ownerOption(model)
  const whose = option === undefined ? '' : ` Of one owner: \`owner\`, or else the client's \`${option}\`.`
  const most = largestPage(model)
  const operation = model.operations.get('list')
  const page =
    most === undefined && operation !== undefined && isSized(operation)
      ? ` ${vendor} names no limit for a page: a request asks for ${usedPage(model)} unless \`pageSize\` says otherwise.`
      : ''
  return {
    about: `The keys, as ${vendor} lists them.${whose}${page}`,
    example: `for await (const key of keys.list()) console.log(key.id, key.name)`,
    source: `list(query?: ${vendor}ListQuery, options?: ListOptions): KeyList<${out}, ${recordType(facts, 'list')}>`,
  }
}

function update(facts: FactoryFacts): Method {
  const { model, out } = facts
  return {
    about: `Changes a key. What the patch leaves out stays as it is; null takes away what ${model.root.vendor} can take away.`,
    source: `update(id: string, patch: ${inputType(facts, 'update', 'In')}, options?: CallOptions): Promise<KeyResult<${out}, ${recordType(facts, 'update')}>>`,
  }
}

function revoke(facts: FactoryFacts): Method {
  const { model, out } = facts
  const [revokes, removes] = [model.operations.get('revoke'), model.operations.get('delete')]
  const isSame = removes !== undefined && wireOf(removes) === (revokes && wireOf(revokes))
  const how = {
    expired: ` ${model.root.vendor} does it by letting the key expire.`,
    disabled: ` ${model.root.vendor} does it by disabling the key, which somebody may enable again.`,
    none: isSame ? ` ${model.root.vendor} keeps no revoked keys: this is the same as \`delete\`.` : '',
  }[revokes?.ends ?? 'none']
  return {
    about: `Ends a key for good.${how} A second time is no error: \`already\` is true then.`,
    source: `revoke(id: string, options?: RevokeOptions): Promise<EndKeyResult<${out}, ${endedType(facts, 'revoke')}>>`,
  }
}

function wireOf({ method, path, set }: OperationModel): string {
  return JSON.stringify([method, path, set])
}

function remove({ out }: FactoryFacts): Method {
  return {
    about:
      'Removes a key for good, its record too. A second time is no error: `already` is true then, as for an id that never was; unless this client deleted the key itself, a warning `not_found` says so.',
    source: `delete(id: string, options?: CallOptions): Promise<EndKeyResult<${out}, never>>`,
  }
}

function verify(facts: FactoryFacts): Method {
  const { model, out } = facts
  const { vendor } = model.root
  const scopes = model.operations.get('verify')
  const ours =
    scopes !== undefined && asked(scopes, 'scopes') === undefined
      ? ` ${vendor} tells a key's scopes and leaves it to you to look at them: with \`scopes\`, keymux does.`
      : ''
  return {
    about: `Whether ${vendor} accepts a secret.${ours} A bad key is a result, never an error.`,
    example: `const verdict = await keys.verify(presented)\nif (!verdict.valid) return refuse(verdict.reason)`,
    source: `verify(secret: string | Secret, options?: ${vendor}VerifyOptions): Promise<Verdict<${out}, ${recordType(facts, 'verify')}>>`,
  }
}

function rotate(facts: FactoryFacts): Method {
  const { model } = facts
  const { vendor } = model.root
  const changed = model.operations.get('update')
  const ending =
    changed !== undefined && asked(changed, 'expiresAt') !== undefined
      ? "With `'0s'` the old one is then revoked, else it is told to expire when `overlap` is over."
      : `With \`'0s'\` the old one is then revoked. ${vendor} cannot end a key at a later moment: after any other \`overlap\` it is yours to call \`previous.revoke()\`, or to hand \`previous.plan\` to a scheduler.`
  if (model.operations.has('rotate'))
    return {
      about: `Makes a new key in the place of one, by ${vendor}'s own call: the old one works until \`overlap\` is over; with \`'0s'\` it is revoked as well.`,
      example: rotation,
      source: rotationType(facts),
    }
  return {
    about: `Makes a new key in the place of one: ${vendor} has no call for it, so it is a create of what is known of the old one. ${ending}`,
    example: rotation,
    source: rotationType(facts),
  }
}

const rotation = "const { secret, previous } = await keys.rotate(id, { overlap: '24h' })"

function rotationType(facts: FactoryFacts): string {
  return `rotate(id: string, options: RotateOptions): Promise<RotateKeyResult<${facts.out}, ${recordType(facts, 'create')}>>`
}

function recover(): Method {
  return {
    about: 'The secret of a key once more. Throws `not_found` where the vendor did not keep it.',
    source: 'recover(id: string, options?: CallOptions): Promise<Secret>',
  }
}

function importing(facts: FactoryFacts): Method {
  return {
    about: 'Imports keys by the SHA-256 hashes of their secrets, which go on working. One outcome per key.',
    source: `import(keys: readonly ${inputType(facts, 'import', 'In')}[], options?: CallOptions): Promise<readonly ImportOutcome[]>`,
  }
}
