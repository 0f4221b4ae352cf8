import { emitClientType } from './emit-client-type.js'
import { emitImports, type Home } from './emit-imports.js'
import { emitReplacing } from './emit-replacing.js'
import {
  can,
  endedType,
  factoryFacts,
  inputType,
  listsByOwner,
  looksUp,
  makingSource,
  needsOwner,
  prepared,
  publicTypes,
  recordType,
  type FactoryFacts,
} from './factory-facts.js'
import { asked, answered, namesOf, type VendorModel } from './model.js'
import { otherCredentials } from './root-annotation.js'
import { banner, longDocstring, literal, quoted, upperFirst } from './source-text.js'

/** Where the factory finds what else is generated for its vendor. */
const places = {
  repository: (id: string) => ({
    adapter: `../../generated/${id}/adapter.js`,
    paths: `../../generated/${id}/paths.js`,
  }),
  package: () => ({ adapter: './adapter.js', paths: './paths.js' }),
} as const satisfies Record<Home, (id: string) => { adapter: string; paths: string }>

/**
 * `index.ts`: the public factory of a vendor for which nothing needs to be written by hand. What the vendor can do is there;
 * a get that scans the list and a rotation by create and revoke are there where the overlay says `emulates`.
 */
export function emitFactory(model: VendorModel, home: Home): string {
  const facts = factoryFacts(model)
  const { adapter, paths } = places[home](model.id)
  const types = publicTypes(facts)
  const code = [
    emitOptionsType(facts),
    emitClientType(facts),
    emitFunction(facts),
    emitReplacing(facts).functions,
  ]
    .filter((part) => part !== '')
    .join('\n')
  const imports = emitImports(code, home, {
    [adapter]: adapterNames(facts, types),
    [paths]: ['type paths'],
  })
  return `${banner(model.sources, home)}
${imports}
export type { ${types.join(', ')} } from '${adapter}'
export type { paths } from '${paths}'

${code}`
}

/** What the adapter exports: its types, and the functions that prepare calls. */
function adapterNames({ model, generic }: FactoryFacts, types: readonly string[]): string[] {
  const { vendor } = model.root
  const functions = [...model.operations.keys()].map((name) => `prepare${upperFirst(name)}`).toSorted()
  const options = generic ? [`type ${vendor}Options as GeneratedOptions`] : []
  return [
    'bindOptions',
    'capabilities',
    'optionNames',
    ...functions,
    'profile',
    ...options,
    ...types.map((name) => `type ${name}`),
  ]
}

function emitOptionsType({ model, generic }: FactoryFacts): string {
  if (!generic) return ''
  return `/** What \`${model.id}()\` takes. */
export interface ${model.root.vendor}Options<In extends object = object, Out extends object = Metadata> extends GeneratedOptions {
  /** A Standard Schema (Zod, Valibot, …) that types and checks the metadata of this client's keys. */
  readonly metadataSchema?: MetadataSchema<In, Out> | undefined
}
`
}

function emitFunction(facts: FactoryFacts): string {
  const { model, generic } = facts
  const { id, root } = model
  const types = generic ? '<In extends object = object, Out extends object = Metadata>' : ''
  const of = generic ? '<In, Out>' : ''
  const needed = [
    ...(root.baseUrl === undefined ? [] : ['baseUrl']),
    root.credential.option,
    ...otherCredentials(root).map(({ option }) => option),
    ...Object.entries(root.options).flatMap(([name, each]) =>
      each.required && each.env !== undefined ? [name] : [],
    ),
  ].map((name) => `\`${name}\``)
  const listed = needed.length === 1 ? needed[0] : `${needed.slice(0, -1).join(', ')} or ${needed.at(-1)}`
  const about = `Makes a client of ${root.vendor}.

Throws a \`KeymuxError\` with code \`configuration\` when ${listed} is neither given nor in the environment, or the credential would stand in a browser page and \`dangerouslyAllowBrowser\` is not set.`
  const given = [root.credential, ...otherCredentials(root)]
    .map(({ option, env }) => `${option}: process.env.${env}`)
    .join(', ')
  return `${longDocstring(about, `const keys = ${id}({ ${given} })`, '')}export function ${id}${types}(options: ${root.vendor}Options${of} = {}): ${root.vendor}Client${of} {
${emitBody(facts)}}
`
}

function emitBody(facts: FactoryFacts): string {
  const { model, generic, hasBound } = facts
  const { root } = model
  const own = generic ? "[...optionNames, 'metadataSchema']" : 'optionNames'
  const hasHeaders = Object.values(root.options).some(({ header }) => header !== undefined)
  const sent = [
    'profile',
    `options.${root.credential.option}`,
    'options',
    ...(hasHeaders ? ['bound.headers'] : []),
  ]
  const schema = generic ? 'checkedSchema(profile, options.metadataSchema)' : 'undefined'
  const replacing = emitReplacing(facts)
  return `  checkOptionNames(profile, options, ${own})
${hasBound ? '  const bound = bindOptions(options)\n' : ''}  const sender = new Sender(${sent.join(', ')})
  const context = clientContext(sender, ${schema}, capabilities, checkedMarker(profile, options.marker))
${emitGet(facts)}${emitEnd(facts, 'revoke')}${model.operations.has('delete') ? emitEnd(facts, 'delete') : ''}${emitMaking(facts)}${replacing.before}  return defineClient<${root.vendor}Client${generic ? '<In, Out>' : ''}>(sender, capabilities, {
${methods(facts, replacing.method)
  .map((line) => `    ${line},\n`)
  .join('')}  })
`
}

function emitGet(facts: FactoryFacts): string {
  const { model, out } = facts
  const call = model.operations.has('get')
    ? `getKey(context, id, ${prepared(facts, 'get', 'id')}, more)`
    : `findKey(context, id, ${prepared(facts, 'list', '{}')}, more)`
  return `  const get = async (id: string, more?: CallOptions): Promise<KeyResult<${out}, ${recordType(facts, 'get')}>> =>
    ${call}
`
}

/**
 * A second revocation is no error: by the vendor's own code for a key that is gone, by its record where that says so, or else
 * by its list, in which the key is not.
 */
function emitEnd(facts: FactoryFacts, operation: 'revoke' | 'delete'): string {
  const { model, out } = facts
  const isRevoke = operation === 'revoke'
  const { ends } = model.operations.get(operation) ?? {}
  const gone = goneCodes(model)
  const ended = [
    ...(gone.length === 0 ? [] : [`goneCodes: ${literal(gone)}`]),
    ...(isRevoke && looksUp(facts) ? ['lookUp: async () => get(id, more)'] : []),
    ...(ends === undefined ? [] : [`endedState: ${ends}State`]),
    ...faultIn(model, operation),
  ]
  const options = isRevoke ? 'RevokeOptions' : 'CallOptions'
  const given = isRevoke ? ['id', 'more ?? {}'] : ['id']
  const rest = ended.length === 0 ? '' : `, { ${ended.join(', ')} }`
  const name = isRevoke ? 'revoke' : 'remove'
  const keepsRecord = isRevoke && looksUp(facts)
  const call = `endKey(context, id, ${prepared(facts, operation, ...given)}, more${rest})`
  const source =
    gone.length > 0 || keepsRecord || needsOwner(model.operations.get('list'))
      ? call
      : `endListedKey(context, id, ${prepared(facts, 'list', '{}')}, more, async () => ${call})`
  return `  const ${name} = async (id: string, more?: ${options}): Promise<EndKeyResult<${out}, ${endedType(facts, operation)}>> =>
    ${source}
`
}

/** Where the answer to the end of a key has a flag that may say that it is not. */
function faultIn({ operations }: VendorModel, operation: 'revoke' | 'delete'): string[] {
  const done = answered(operations.get(operation)?.answer ?? [], 'done')
  if (done === undefined) return []
  const path = [...namesOf(done.parents), done.name].map(quoted)
  return [`faultIn: (body) => notDone(body, ${path.join(', ')})`]
}

/** The vendor's own codes for a key that is not there. */
function goneCodes({ root }: VendorModel): string[] {
  return Object.entries(root.errors.codes).flatMap(([code, ours]) =>
    ours === 'not_found' && !code.includes('*') ? [code] : [],
  )
}

/** How a key is made, found again after a create that was not answered, and ended. */
function emitMaking(facts: FactoryFacts): string {
  const { model } = facts
  const input = inputType(facts, 'create', 'object')
  const byOwner = listsByOwner(facts)
  // A revoked key may keep its name, which the create that follows could then not have.
  const ending = model.root.uniqueNames && model.operations.has('delete') ? 'revoke: remove' : 'revoke'
  const type = `Making<${input}, ${recordType(facts, 'create')}>`
  return `  const ${byOwner ? `makingFor = ({ owner }: ${input}): ${type} => (` : `making: ${type} = `}{
    prepare: (input) => ${prepared(facts, 'create', 'input')},
    list: () => ${prepared(facts, 'list', byOwner ? '{ owner }' : '{}')},
${model.operations.has('recover') ? `    recover: (id) => ${prepared(facts, 'recover', 'id')},\n` : ''}    ${ending},
  }${byOwner ? ')' : ''}
`
}

function methods(facts: FactoryFacts, rotate: string): string[] {
  const { model, out } = facts
  const { operations } = model
  const list = `listKeys(context, ${prepared(facts, 'list', 'query')}, query, more)`
  const lists = operations.get('list')
  const isByLastId = lists !== undefined && asked(lists, 'cursor')?.annotation?.lastId === true
  const listed = isByLastId ? `heldBack<${out}, ${recordType(facts, 'list')}>(${list})` : list
  const verify = `verify: async (secret, more = {}) => {
      const text = presentedSecret(context, secret)
      return verifyKey(context, text, ${prepared(facts, 'verify', 'text', 'more')}, more)
    }`
  const imports = `import: async (keys, more) =>
      importKeys(context, keys, (hashed) => ${prepared(facts, 'import', 'hashed')}, () => ${prepared(facts, 'list', '{}')}, more)`
  return [
    `create: (input, more) => createMarkedKey(context, input, ${makingSource(facts)}, more)`,
    'get',
    `list: (query = {}, more) => ${listed}`,
    ...(operations.has('update')
      ? [
          `update: async (id, patch, more) => updateKey(context, id, ${prepared(facts, 'update', 'id', 'patch')}, more, patch)`,
        ]
      : []),
    'revoke',
    ...(operations.has('delete') ? ['delete: remove'] : []),
    ...(operations.has('verify') ? [verify] : []),
    ...(can(facts, 'rotate') ? [rotate] : []),
    ...(operations.has('recover')
      ? [`recover: async (id, more) => recoverSecret(context, id, ${prepared(facts, 'recover', 'id')}, more)`]
      : []),
    ...(operations.has('import') ? [imports] : []),
  ]
}
