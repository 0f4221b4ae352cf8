import { describe, expect, it } from 'vitest'
import type { JsonObject, JsonValue } from '../../src/generator/json.js'
import { annotate, at, faultOf, rootAnnotation, schemas, type Change } from './support/acme.js'

type Case = [what: string, change: Change, line: string]

const text = { type: 'string' } as const
const overlay = 'GenerationError: acme/overlay.yaml: '

interface Added {
  readonly path?: string
  readonly method?: string
  readonly body?: JsonObject
  readonly answer?: JsonObject
  readonly parameters?: JsonValue[]
  readonly means: JsonValue
  readonly root?: Readonly<Record<string, JsonValue>>
}

function content(schema: JsonObject): JsonObject {
  return { content: { 'application/json': { schema } } }
}

/** One more operation of Acme's. */
function added({
  path = '/more',
  method = 'post',
  body,
  answer = {},
  parameters = [],
  means,
  root = {},
}: Added): Change {
  return {
    document: (parsed) => {
      at(parsed, 'paths')[path] = {
        [method]: {
          operationId: 'more',
          parameters,
          ...(body && { requestBody: content({ type: 'object', ...body }) }),
          responses: { '200': { description: 'Done.', ...content({ type: 'object', ...answer }) } },
        },
      }
    },
    overlay: {
      root: annotate('$', { ...rootAnnotation, keep: ['/keys', path], ...root }),
      more: annotate(`$.paths['${path}'].${method}`, means),
    },
  }
}

const field = (schema: JsonObject, annotation: JsonValue): JsonObject => ({
  ...schema,
  'x-keymux': annotation,
})
const id = field(text, { field: 'id' })
const reads = (operation: string): JsonObject => ({ operation, effect: 'reads' })

const operations: Case[] = [
  [
    'an unknown effect',
    added({ means: { operation: 'get', effect: 'reads twice' } }),
    'POST /more: x-keymux.effect: is unknown: one of reads, settles, spends, acts is',
  ],
  [
    'an operation that is there twice',
    added({
      body: { properties: { id } },
      answer: { properties: { id } },
      means: [reads('get'), reads('get')],
    }),
    'POST /more: claims to be get, which POST /more is already',
  ],
  [
    'an operation that is native and emulated',
    added({
      body: { properties: { id } },
      answer: { properties: { id } },
      means: reads('get'),
      root: { emulates: ['get'] },
    }),
    '$: x-keymux.emulates: get is POST /more',
  ],
  [
    'a filter of what is no list',
    added({ means: { ...reads('get'), filters: ['state'] } }),
    'POST /more: x-keymux: filters is for list',
  ],
  [
    'a get whose answer has no id',
    added({ body: { properties: { id } }, means: reads('get') }),
    'POST /more 200: no field is the id',
  ],
  ['a list without keys', added({ means: reads('list') }), 'POST /more 200: no field is the keys'],
  [
    'a list of keys without an id',
    added({
      answer: { properties: { all: field({ type: 'array', items: { type: 'object' } }, { field: 'keys' }) } },
      means: reads('list'),
    }),
    'POST /more 200.all[]: no field is the id',
  ],
  [
    'an import that does not say which keys were there before',
    added({
      answer: {
        properties: {
          new: field(
            { type: 'array', items: { properties: { id, hash: field(text, { field: 'hash' }) } } },
            { field: 'imported' },
          ),
        },
      },
      means: { operation: 'import', effect: 'acts' },
    }),
    'POST /more 200: no field is the existing',
  ],
  [
    'a replica lag that is no duration',
    { overlay: { root: annotate('$', { ...rootAnnotation, replicaLag: 'some' }) } },
    '$: x-keymux.replicaLag: must be a duration such as 3s',
  ],
]

const requests: Case[] = [
  [
    'a value for what is not there',
    added({ means: { ...reads('get'), set: { all: true } }, answer: { properties: { id } } }),
    'POST /more request: x-keymux.set: there is no all',
  ],
  [
    'a value of the wrong type',
    added({ body: { properties: { all: text } }, means: { ...reads('get'), set: { all: true } } }),
    'POST /more request.all: does not take true',
  ],
  [
    'a value that is not among those allowed',
    added({
      body: { properties: { all: { ...text, enum: ['yes'] } } },
      means: { ...reads('get'), set: { all: 'no' } },
    }),
    'POST /more request.all: does not take "no"',
  ],
  [
    'a value for what has a meaning',
    added({ body: { properties: { id } }, means: { ...reads('get'), set: { id: 'key_1' } } }),
    'POST /more request.id: is set and has a meaning',
  ],
  [
    'a required parameter without a meaning',
    added({
      path: '/more/{place}',
      method: 'get',
      parameters: [{ name: 'place', in: 'path', required: true, schema: text }],
      means: reads('get'),
    }),
    "GET /more/{place} request.place: is required, has no meaning, and get takes no fields of the vendor's own",
  ],
  [
    'a required field without a meaning',
    added({ body: { required: ['why'], properties: { id, why: text } }, means: reads('delete') }),
    "POST /more request.why: is required, has no meaning, and delete takes no fields of the vendor's own",
  ],
  [
    'an object of which one part has a meaning and another has none',
    added({
      body: {
        properties: {
          price: { type: 'object', properties: { cost: field(text, { field: 'cost' }), unit: text } },
        },
      },
      means: { operation: 'verify', effect: 'acts' },
    }),
    'POST /more request.price.unit: has no meaning, unlike its neighbours',
  ],
  [
    'a meaning twice, once in an object',
    added({
      body: {
        properties: {
          cost: field({ type: 'number' }, { field: 'cost' }),
          price: { type: 'object', properties: { cost: field({ type: 'number' }, { field: 'cost' }) } },
        },
      },
      means: { operation: 'verify', effect: 'acts' },
    }),
    'POST /more request: cost and cost both claim to be cost',
  ],
  [
    'scopes joined without a pattern',
    added({
      body: { properties: { may: field(text, { field: 'scopes', join: ' ' }) } },
      means: reads('verify'),
    }),
    'POST /more request.may: x-keymux: join needs a pattern of its entries',
  ],
  [
    'a joined name',
    added({ body: { properties: { who: field(text, { field: 'id', join: ' ' }) } }, means: reads('get') }),
    'POST /more request.who: x-keymux: join is for scopes',
  ],
  [
    'a null that is neither here nor in a property',
    added({ body: { properties: { id, why: field(text, { notNull: false }) } }, means: reads('get') }),
    'POST /more request.why: x-keymux.notNull: must be true or a list of names',
  ],
  [
    'a prefix to ask for',
    added({ body: { properties: { id: field(text, { field: 'id', prefix: '^k' }) } }, means: reads('get') }),
    'POST /more request.id: x-keymux: prefix is for the secret',
  ],
]

const answers: Case[] = [
  [
    'what only a caller says',
    added({ answer: { properties: { why: field(text, { field: 'reason' }) } }, means: reads('get') }),
    'POST /more 200.why: x-keymux: reason is not something that an answer tells',
  ],
  [
    'reasons of a name',
    added({
      answer: { properties: { code: field(text, { field: 'name', reasons: { OK: 'valid' } }) } },
      means: reads('get'),
    }),
    'POST /more 200.code: x-keymux: reasons is for a code',
  ],
  [
    'a reason that there is not',
    added({
      answer: { properties: { code: field(text, { reasons: { OK: 'fine' } }) } },
      means: reads('get'),
    }),
    'POST /more 200.code: x-keymux.reasons.OK: is unknown: one of valid, not_found, expired, revoked, disabled, insufficient_scopes, rate_limited, usage_exceeded, forbidden is',
  ],
  [
    'a meaning in what is not read',
    added({
      body: { properties: { id } },
      answer: { properties: { id: structuredClone(id) } },
      means: { operation: 'delete', effect: 'settles' },
    }),
    "$.paths['/more'].post.responses['200'].content['application/json'].schema.properties.id: nothing reads its x-keymux",
  ],
]

const options: Case[] = [
  [
    'an option that is not required and cannot come from the environment',
    {
      overlay: {
        root: annotate('$', {
          ...rootAnnotation,
          options: { region: { required: false, description: 'Where.' } },
        }),
      },
    },
    '$: x-keymux.options.region: required is for an option with env and without a header',
  ],
  [
    'a note on a required option',
    {
      document: (parsed) => {
        at(schemas(parsed), 'Create', 'properties')['region'] = field(text, { option: 'region' })
      },
      overlay: {
        root: annotate('$', {
          ...rootAnnotation,
          options: { region: { env: 'ACME_REGION', note: 'Ask.', description: 'Where.' } },
        }),
      },
    },
    '$: x-keymux.options.region: note is for an option that is not required',
  ],
]

describe('a generation ends with one line that names file, place and reason for', () => {
  it.each([...operations, ...requests, ...answers, ...options])('%s', async (_, change, line) => {
    expect(await faultOf(change)).toBe(overlay + line)
  })
})
