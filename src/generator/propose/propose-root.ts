import type { Operation } from '../../core/operation.js'
import { isJsonObject, type JsonObject, type JsonValue } from '../json.js'
import { entries, names } from '../model.js'
import type { FoundOperation } from '../operations-in.js'
import { resolve } from '../references.js'
import { wordsOf } from '../words-of.js'
import { meaningOfCode } from '../code-meaning.js'
import { failuresOf } from './exchanges.js'
import type { Options } from './options.js'
import type { Proposal } from './proposal.js'
import type { Likely } from './words.js'

/** What is said of the vendor as a whole. */
export function rootOf(
  document: JsonObject,
  vendor: string,
  operations: ReadonlyMap<Likely, FoundOperation>,
  options: Options,
  proposal: Proposal,
): JsonObject {
  const env = wordsOf(vendor).join('_').toUpperCase()
  const servers = document['servers']
  const first = Array.isArray(servers) && isJsonObject(servers[0]) ? String(servers[0]['url'] ?? '') : ''
  if (!/^https?:\/\/[^{]+$/.test(first))
    proposal.ask(`No public server stands in the document: ${env}_BASE_URL will have to name one.`)
  const emulates: Operation[] = []
  if (operations.has('list') && !operations.has('get')) emulates.push('get')
  if (!operations.has('rotate') && (operations.has('revoke') || operations.has('delete')))
    emulates.push('rotate')
  const given = options.toJson()
  return {
    vendor,
    keep: [...new Set([...operations.values()].map(({ path }) => path))],
    ...(/^https?:\/\/[^{]+$/.test(first) ? {} : { baseUrl: { env: `${env}_BASE_URL` } }),
    credential: credentialOf(document, operations, env, proposal),
    ...(given === undefined ? {} : { options: given }),
    errors: errorsOf(document, operations, proposal),
    ...(emulates.length === 0 ? {} : { emulates }),
  }
}

function credentialOf(
  document: JsonObject,
  operations: ReadonlyMap<Likely, FoundOperation>,
  env: string,
  proposal: Proposal,
): JsonObject {
  const create = operations.get('create')?.operation
  const demanded = create?.['security'] ?? document['security']
  const wanted = Array.isArray(demanded)
    ? demanded.flatMap((each) => entries(each).map(([name]) => name))
    : []
  const components = isJsonObject(document['components']) ? document['components'] : {}
  const schemes = entries(components['securitySchemes']).map(([name, node]) => ({
    name,
    scheme: resolve(document, node),
  }))
  const usable = schemes.filter(({ scheme }) => isUsable(scheme))
  const chosen = usable.find(({ name }) => wanted.includes(name)) ?? usable[0]
  const given = { option: 'apiKey', env: `${env}_API_KEY` }
  if (chosen === undefined) {
    proposal.ask(
      'How are calls authorised? No scheme of the document is a bearer token or a header; proposed is a bearer token.',
    )
    return { ...given, description: 'The credential that may manage keys.' }
  }
  const { scheme } = chosen
  const description =
    String(scheme['description'] ?? 'The credential that may manage keys.').split('\n')[0] ?? ''
  if (usable.length > 1) proposal.ask(`Which credential may manage keys? Proposed is ${chosen.name}.`)
  return scheme['type'] === 'apiKey'
    ? { ...given, header: String(scheme['name']), scheme: '', description }
    : { ...given, description }
}

function isUsable(scheme: JsonObject): boolean {
  if (scheme['type'] === 'apiKey') return scheme['in'] === 'header'
  return (
    scheme['type'] === 'oauth2' || (scheme['type'] === 'http' && /^bearer$/i.test(String(scheme['scheme'])))
  )
}

const messageNames = [
  'message',
  'detail',
  'title',
  'error_description',
  'errorMessage',
  'error',
  'msg',
  'long_message',
]
const codeNames = ['code', 'error_code', 'errorCode', 'type', 'error']

function errorsOf(
  document: JsonObject,
  operations: ReadonlyMap<Likely, FoundOperation>,
  proposal: Proposal,
): JsonObject {
  const failures = [...operations.values()].flatMap((found) => failuresOf(document, found))
  const texts = failures.flatMap((failure) => textsIn(document, failure, ''))
  const message = pointersTo(texts, messageNames)
  const code = pointersTo(texts, codeNames).filter((pointer) => !message.includes(pointer))
  if (message.length === 0)
    proposal.ask(
      'Where does an error say what is wrong? No field of its document is called message, detail or the like.',
    )
  const values = texts
    .filter(({ pointer }) => code.includes(pointer))
    .flatMap(({ schema }) => names(schema['enum']))
  const codes = Object.fromEntries(
    [...new Set(values)].flatMap((value) => {
      const meant = meaningOfCode(value)
      if (meant === undefined)
        proposal.ask(`The error code ${value}: what is it in keymux' words? Without them its status decides.`)
      return meant === undefined ? [] : [[value, meant]]
    }),
  )
  return {
    ...(message.length === 0 ? {} : { message }),
    ...(code.length === 0 ? {} : { code }),
    ...(Object.keys(codes).length === 0 ? {} : { codes }),
  }
}

interface Text {
  readonly pointer: string
  readonly name: string
  readonly schema: JsonObject
}

function textsIn(document: JsonObject, node: JsonValue | undefined, at: string): Text[] {
  if (at.split('/').length > 4) return []
  const schema = resolve(document, node)
  const list = isJsonObject(schema['items']) ? textsIn(document, schema['items'], `${at}/0`) : []
  const inner = entries(schema['properties']).flatMap(([name, property]) => {
    const resolved = resolve(document, property)
    const type = resolved['type']
    const here =
      type === 'string' || names(type).includes('string')
        ? [{ pointer: `${at}/${name}`, name, schema: resolved }]
        : []
    return [...here, ...textsIn(document, resolved, `${at}/${name}`)]
  })
  return [...list, ...inner]
}

/** Those of the likeliest name, and after them the next: what one error does not say another may. */
function pointersTo(texts: readonly Text[], wanted: readonly string[]): string[] {
  const found = wanted.flatMap((name) =>
    texts.filter((text) => text.name === name).map(({ pointer }) => pointer),
  )
  return [...new Set(found)].slice(0, 2)
}
