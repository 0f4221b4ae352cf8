import { isJsonObject, type JsonObject, type JsonValue } from '../json.js'
import { entries } from '../model.js'
import type { FoundOperation } from '../operations-in.js'
import { resolve } from '../references.js'
import { typeOf } from '../schema-facts.js'
import { stepsOf } from './exchanges.js'
import type { Guess } from './guess-field.js'
import type { Options } from './options.js'
import { pathOf } from './places.js'
import type { Proposal } from './proposal.js'
import { bare, type Likely } from './words.js'

const ofList: Readonly<Record<string, string>> = {
  cursor: 'cursor',
  after: 'cursor',
  startingafter: 'cursor',
  pagetoken: 'cursor',
  nexttoken: 'cursor',
  limit: 'pageSize',
  pagesize: 'pageSize',
  perpage: 'pageSize',
  size: 'pageSize',
  maxresults: 'pageSize',
  offset: 'offset',
  skip: 'offset',
  externalid: 'owner',
  ownerid: 'owner',
  userid: 'owner',
  subject: 'owner',
}

/** Annotates what stands in path, query and headers. */
export function proposeParameters(
  document: JsonObject,
  kind: Likely,
  found: FoundOperation,
  options: Options,
  proposal: Proposal,
): void {
  const last = [...found.path.matchAll(/\{([^}]+)\}/g)].at(-1)?.[1]
  for (const { parameter, target } of parametersOf(document, found)) {
    const name = String(parameter['name'])
    const field = kind === 'list' ? ofList[bare(name)] : undefined
    const isId = kind !== 'create' && kind !== 'list' && name === last
    if (parameter['in'] === 'path')
      proposal.annotate(target, isId ? { annotation: { field: 'id' } } : asOption(name, parameter, options))
    else if (parameter['in'] === 'query' && field !== undefined && isTaken(parameter))
      proposal.annotate(target, { annotation: { field } })
    else if (parameter['required'] === true && parameter['in'] === 'header')
      addHeader(name, parameter, options, proposal)
    else if (parameter['required'] === true && parameter['in'] === 'query')
      proposal.annotate(target, asOption(name, parameter, options))
  }
}

/** Numbers of pages and lists of values are not read by any of these words. */
function isTaken(parameter: JsonObject): boolean {
  const schema = parameter['schema']
  return !isJsonObject(schema) || typeOf(schema) !== 'array'
}

function asOption(name: string, parameter: JsonObject, options: Options): Guess {
  options.add(name, parameter)
  return options.guess(name)
}

function addHeader(name: string, parameter: JsonObject, options: Options, proposal: Proposal): void {
  if (/^(authorization|content-type|accept|idempotency-key)$/i.test(name)) return
  const schema = isJsonObject(parameter['schema']) ? parameter['schema'] : {}
  const known = [
    schema['default'],
    schema['const'],
    firstOf(schema['enum']),
    parameter['example'],
    schema['example'],
  ]
  const value = known.find((each) => typeof each === 'string')
  options.addHeader(name, parameter, value)
  if (value === undefined) proposal.ask(`The header ${name} is required: what does it hold?`)
}

function firstOf(value: JsonValue | undefined): JsonValue | undefined {
  return Array.isArray(value) ? value[0] : undefined
}

interface Found {
  readonly parameter: JsonObject
  readonly target: string
}

/** Each parameter of an operation, where it is written: in the operation, the path or the components. */
function parametersOf(document: JsonObject, found: FoundOperation): Found[] {
  const item = entries(document['paths']).find(([path]) => path === found.path)?.[1]
  const shared = isJsonObject(item) ? placed(document, item['parameters'], ['paths', found.path]) : []
  return [...shared, ...placed(document, found.operation['parameters'], stepsOf(found))]
}

function placed(document: JsonObject, list: JsonValue | undefined, at: readonly string[]): Found[] {
  return (Array.isArray(list) ? list : []).map((node) => {
    const parameter = resolve(document, node)
    const reference = isJsonObject(node) ? node['$ref'] : undefined
    const target =
      typeof reference === 'string'
        ? pathOf(reference.replace(/^#\//, '').split('/'))
        : `${pathOf(at)}.parameters[?@.name == '${String(parameter['name'])}']`
    return { parameter, target }
  })
}
