import { expect, it } from 'vitest'
import { resolve } from '../../src/generator/drift/resolve.js'
import { isJsonObject } from '../../src/generator/json.js'
import { loadDocument } from '../../src/generator/load.js'
import type { JsonObject, JsonValue } from '../../src/generator/json.js'

// Flow publishes no document. These are the facts from its Go SDK (0.0.8) and its published reference of the create
// answer, written down apart from our contract. A field reads "type format", "?" when it may be missing, "|null" when
// it may be null, "|null?" where nothing on record says whether it may. Fields of one resource have two casings, on purpose.

type Fields = Record<string, string>

interface Fact {
  parameters: Fields
  body: Fields | null
  success: { status: string; body: Fields | null }
  /** The vendor's framework validates what has input. */
  validates: boolean
}

const KEY_ID = { 'path key_id': 'string uuid' }

const FACTS: Record<string, Fact> = {
  'GET /api-keys': {
    parameters: { 'query limit': 'integer ? = 10', 'query offset': 'integer ? = 0' },
    body: null,
    success: {
      status: '200',
      body: {
        apiKeys: 'array',
        'apiKeys[].id': 'string uuid',
        'apiKeys[].keyName': 'string',
        'apiKeys[].createdAt': 'string date-time',
        'apiKeys[].lastUsedAt': 'string date-time ? |null',
        pagination: 'object',
        'pagination.totalCount': 'integer',
        'pagination.limit': 'integer',
        'pagination.offset': 'integer',
      },
    },
    validates: true,
  },
  'POST /api-keys': {
    parameters: {},
    body: { keyName: 'string' },
    success: {
      status: '201',
      body: {
        id: 'string uuid',
        keyName: 'string',
        keyPrefix: 'string',
        apiKey: 'string',
        userId: 'string uuid',
        createdAt: 'string date-time',
        lastUsedAt: 'string date-time ? |null?',
      },
    },
    validates: true,
  },
  'PUT /api-keys/{key_id}': {
    parameters: KEY_ID,
    body: { key_name: 'string ? |null', is_active: 'boolean ? |null' },
    success: {
      status: '200',
      body: {
        id: 'string uuid',
        key_name: 'string ? |null',
        user_id: 'string uuid',
        key_prefix: 'string',
        created_at: 'string date-time',
        updated_at: 'string date-time',
        last_used_at: 'string date-time ? |null',
        is_active: 'boolean',
      },
    },
    validates: true,
  },
  'DELETE /api-keys/{key_id}': {
    parameters: KEY_ID,
    body: null,
    success: { status: '204', body: null },
    validates: true,
  },
  'POST /auth/sdk/login': {
    parameters: {},
    body: null,
    success: { status: '200', body: { jwt: 'string' } },
    validates: false,
  },
  'GET /users/me': {
    parameters: {},
    body: null,
    success: {
      status: '200',
      body: {
        id: 'string uuid',
        email: 'string ? |null?',
        first_name: 'string ? |null?',
        last_name: 'string ? |null?',
        username: 'string ? |null?',
        image_url: 'string ? |null?',
        org_id: 'string ? |null?',
        is_active: 'boolean ? = true',
        clerk_id: 'string ? |null?',
        created_at: 'string date-time',
        updated_at: 'string date-time',
      },
    },
    validates: false,
  },
}

const VALIDATION: Fields = {
  detail: 'array ?',
  'detail[].loc': 'array',
  'detail[].loc[]': 'string or integer',
  'detail[].msg': 'string',
  'detail[].type': 'string',
}

const contract = await loadDocument('specs/flow/openapi.yaml')

function at(node: JsonValue | undefined, ...keys: string[]): JsonObject | undefined {
  return keys.reduce<JsonObject | undefined>(
    (current, key) => resolve(contract, current?.[key]),
    resolve(contract, node),
  )
}

function phrase(schema: JsonObject, required: boolean): string {
  const types = [schema['type']].flat().filter((type) => type !== 'null')
  const alternatives = Array.isArray(schema['anyOf'])
    ? schema['anyOf'].filter(isJsonObject).map(({ type }) => type)
    : []
  const words = [alternatives.length > 0 ? alternatives.join(' or ') : types.join(), schema['format']]
  if (!required) words.push('?')
  if (Array.isArray(schema['type']) && schema['type'].includes('null')) words.push('|null')
  if (schema['default'] !== undefined) words.push(`= ${JSON.stringify(schema['default'])}`)
  return words.filter((word) => word !== undefined).join(' ')
}

function fieldsOf(node: JsonValue | undefined, path = ''): Fields {
  const schema = at(node)
  const properties = at(schema, 'properties') ?? {}
  const required = Array.isArray(schema?.['required']) ? schema['required'] : []
  const fields: Fields = {}
  for (const [name, value] of Object.entries(properties)) {
    const property = at(value) ?? {}
    const place = path === '' ? name : `${path}.${name}`
    fields[place] = phrase(property, required.includes(name))
    Object.assign(fields, fieldsOf(property, place))
  }
  const items = at(schema, 'items')
  if (items === undefined) return fields
  if (items['properties'] === undefined && items['anyOf'] !== undefined)
    fields[`${path}[]`] = phrase(items, true)
  return Object.assign(fields, fieldsOf(items, `${path}[]`))
}

function bodyOf(holder: JsonValue | undefined): Fields | null {
  const schema = at(holder, 'content', 'application/json', 'schema')
  return schema === undefined ? null : fieldsOf(schema)
}

/** What the contract says of one operation, in the words of the facts. */
function factOf(operation: JsonObject): Fact {
  const responses = at(operation, 'responses') ?? {}
  const statuses = Object.keys(responses).filter((status) => /^\d+$/.test(status))
  const successes = statuses.filter((status) => status.startsWith('2'))
  const parameters = Array.isArray(operation['parameters']) ? operation['parameters'] : []
  const entries = parameters.map((node): [string, string] => {
    const parameter = at(node) ?? {}
    return [
      `${String(parameter['in'])} ${String(parameter['name'])}`,
      phrase(at(parameter, 'schema') ?? {}, parameter['required'] === true),
    ]
  })
  return {
    parameters: Object.fromEntries(entries),
    body: bodyOf(operation['requestBody']),
    success: { status: successes.join(), body: bodyOf(responses[successes[0] ?? '']) },
    validates: statuses.length > successes.length,
  }
}

/** The facts with what they leave open filled in from the contract. */
function settled(fact: Fact | undefined, actual: Fact): Fact | undefined {
  const fields = Object.entries(fact?.success.body ?? {}).map(([name, words]) => {
    const choices = words.endsWith('|null?')
      ? [words.slice(0, -1), words.slice(0, -' |null?'.length)]
      : [words]
    return [name, choices.find((choice) => choice === actual.success.body?.[name]) ?? words]
  })
  if (!fact?.success.body) return fact
  return { ...fact, success: { ...fact.success, body: Object.fromEntries(fields) } }
}

function operations(): [string, JsonObject][] {
  return Object.entries(at(contract, 'paths') ?? {}).flatMap(([path, item]) =>
    Object.entries(at(item) ?? {}).map(([method, node]): [string, JsonObject] => [
      `${method.toUpperCase()} ${path}`,
      at(node) ?? {},
    ]),
  )
}

it('has the operations of the facts and no others', () => {
  expect(operations().map(([name]) => name)).toEqual(expect.arrayContaining(Object.keys(FACTS)))
  expect(operations()).toHaveLength(Object.keys(FACTS).length)
})

it.each(operations())('%s is as the facts say', (name, operation) => {
  const actual = factOf(operation)
  expect(actual).toEqual(settled(FACTS[name], actual))
})

it('takes a body wherever the facts have one', () => {
  const withBody = operations().filter(([name]) => FACTS[name]?.body)
  expect(withBody.map(([, operation]) => at(operation, 'requestBody')?.['required'])).toEqual([true, true])
})

it.each(operations().filter(([name]) => FACTS[name]?.validates))(
  '%s refuses with 422 and a list of problems',
  (_, operation) => {
    const refusals = Object.keys(at(operation, 'responses') ?? {}).filter((status) =>
      /^[345]\d\d$/.test(status),
    )
    expect(refusals).toEqual(['422'])
    expect(bodyOf(at(operation, 'responses', '422'))).toEqual(VALIDATION)
  },
)

it('knows no public host', () => {
  const urls = Array.isArray(contract['servers'])
    ? contract['servers'].map((server) => at(server)?.['url'])
    : []
  expect(urls).toEqual(['{baseUrl}'])
})
