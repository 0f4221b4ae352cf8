import { describe, expect, it } from 'vitest'
import type { JsonValue } from '../../src/generator/json.js'
import { annotate, at, faultOf, rootAnnotation, schemas, type Change } from './support/acme.js'

type Case = [what: string, change: Change, line: string]

const create = '$.components.schemas.Create.properties'
const created = '$.components.schemas.Created.properties'
const overlay = 'GenerationError: acme/overlay.yaml: '

function root(changes: Readonly<Record<string, JsonValue>>): Readonly<Record<string, JsonValue>> {
  return { root: annotate('$', { ...rootAnnotation, ...changes }) }
}

const field = (target: string, annotation: JsonValue): Change => ({
  overlay: { more: annotate(target, annotation) },
})

const targets: Case[] = [
  [
    'a target that selects nothing',
    field(`${create}.title`, { field: 'description' }),
    `actions[5] ${create}.title: selects nothing in the document`,
  ],
  [
    'an update that makes up a property to annotate',
    { overlay: { more: { target: create, update: { title: { 'x-keymux': { field: 'description' } } } } } },
    `actions[5] ${create}.title: annotates a field that is not there`,
  ],
  [
    'an update that makes up a property deeper down',
    {
      overlay: {
        more: {
          target: `${create}.label`,
          update: { properties: { title: { 'x-keymux': { field: 'description' } } } },
        },
      },
    },
    `actions[5] ${create}.label.properties.title: annotates a field that is not there`,
  ],
  [
    'a second annotation of one place',
    field(`${create}.label`, { field: 'owner' }),
    `actions[5] ${create}.label: has an x-keymux already`,
  ],
  [
    'an invalid JSONPath',
    field('$.components[', { field: 'name' }),
    `actions[5] $.components[: is no JSONPath: `,
  ],
  [
    'an action that does nothing',
    { overlay: { more: { target: `${create}.label` } } },
    `actions[5] ${create}.label: neither updates nor removes`,
  ],
  [
    'a typo in an action',
    { overlay: { more: { target: `${create}.label`, updates: {} } } },
    `actions[5] ${create}.label: does not know updates`,
  ],
  ['an action without a target', { overlay: { more: { update: {} } } }, 'actions[5]: has no target'],
]

const words: Case[] = [
  [
    'an unknown meaning',
    field(`${create}.region`, { field: 'place' }),
    'POST /keys request.region: x-keymux.field: is unknown: one of id, secret, publicPart, prefix, name, owner, metadata, scopes, description, hint, enabled, expiresAt, createdAt, updatedAt, lastUsedAt, revokedAt, revocationReason, createdBy, reason, overlap, cost, text, pageSize, cursor, offset, page, keys, hash, more, total, valid, done, imported, existing is',
  ],
  [
    'an unknown codec',
    field(`${create}.region`, { field: 'expiresAt', codec: 'epoch-days' }),
    'POST /keys request.region: x-keymux.codec: is unknown: one of epoch-milliseconds, epoch-seconds, duration-from-now, seconds-from-now, rfc3339 is',
  ],
  [
    'a typo in an annotation',
    field(`${create}.region`, { feild: 'owner' }),
    'POST /keys request.region: x-keymux: does not know feild',
  ],
  [
    'a typo in the annotation of the root',
    { overlay: root({ optoins: {} }) },
    '$: x-keymux: does not know optoins',
  ],
  [
    'a typo in the annotation of an operation',
    { overlay: { operation: annotate("$.paths['/keys'].post", { operation: 'make', effect: 'acts' }) } },
    'POST /keys: x-keymux.operation: is unknown: one of create, get, list, update, revoke, delete, verify, rotate, recover, import is',
  ],
  [
    'a limit that is no duration',
    field(`${create}.region`, { field: 'expiresAt', codec: 'rfc3339', within: 'a year' }),
    'POST /keys request.region: x-keymux.within: must be a duration such as 365d',
  ],
  [
    'a size that is none',
    field(`${create}.region`, { field: 'metadata', mostBytes: 0.5 }),
    'POST /keys request.region: x-keymux.mostBytes: ',
  ],
  [
    'a prefix that is no pattern',
    { overlay: { token: annotate(`${created}.token`, { field: 'secret', prefix: '(' }) } },
    'POST /keys 200.token: x-keymux.prefix: must be a regular expression',
  ],
]

const meanings: Case[] = [
  [
    'two request fields of one meaning',
    field(`${create}.region`, { field: 'name' }),
    'POST /keys request: label and region both claim to be name',
  ],
  [
    'two fields of an answer of one meaning',
    {
      document: (parsed) => {
        at(schemas(parsed), 'Created', 'properties')['again'] = { type: 'object', properties: { key: {} } }
      },
      ...field(`${created}.again.properties.key`, { field: 'id' }),
    },
    'POST /keys 200: id and again.key both claim to be id',
  ],
  ['an answer without an id', { overlay: { id: null } }, 'POST /keys 200: no field is the id'],
  ['an answer without a secret', { overlay: { token: null } }, 'POST /keys 200: no field is the secret'],
  ['no create', { overlay: { operation: null } }, '$.paths: no operation is create'],
  [
    'two creates',
    {
      document: (parsed) => {
        const { post } = at(parsed, 'paths', '/keys')
        at(parsed, 'paths')['/old-keys'] = structuredClone({ post: post ?? null })
      },
      overlay: {
        ...root({ keep: ['/keys', '/old-keys'] }),
        more: annotate("$.paths['/old-keys'].post", { operation: 'create', effect: 'acts' }),
      },
    },
    'POST /old-keys: claims to be create, which POST /keys is already',
  ],
  [
    'an option that nobody declared',
    field(`${create}.region`, { option: 'region' }),
    'POST /keys request.region: there is no option region',
  ],
  [
    'a meaning that nobody asks for',
    field(`${create}.region`, { field: 'createdBy' }),
    'POST /keys request.region: x-keymux: createdBy is not something that a caller of create gives',
  ],
  [
    'a moment without a codec',
    field(`${create}.region`, { field: 'expiresAt' }),
    'POST /keys request.region: x-keymux: expiresAt needs a codec',
  ],
  [
    'a codec that cannot be read',
    {
      document: (parsed) => {
        at(schemas(parsed), 'Created', 'properties')['ttl'] = { type: 'number' }
      },
      ...field(`${created}.ttl`, { field: 'expiresAt', codec: 'seconds-from-now' }),
    },
    'POST /keys 200.ttl: x-keymux: seconds-from-now cannot be read from an answer',
  ],
]

const created200 = 'POST /keys 200'

/** What Acme's answer may also hold. */
function answered(schema: JsonValue, annotation: JsonValue): Change {
  return {
    document: (parsed) => {
      at(schemas(parsed), 'Created', 'properties')['extra'] = schema
    },
    ...field(`${created}.extra`, annotation),
  }
}

const states: Case[] = [
  [
    'a flag that is present',
    answered({ type: 'boolean' }, { state: { present: 'revoked' } }),
    `${created200}.extra: x-keymux: the states present and past are for a moment`,
  ],
  [
    'enabled that is present',
    answered({ type: 'boolean' }, { field: 'enabled', state: { present: 'active' } }),
    `${created200}.extra: x-keymux: the states present and past are for a moment`,
  ],
  [
    'a moment that is true',
    answered(
      { type: 'string' },
      { field: 'revokedAt', codec: 'rfc3339', state: { present: 'revoked', true: 'revoked' } },
    ),
    `${created200}.extra: x-keymux: the states true and false are for a flag`,
  ],
  [
    'a state of a request that is not enabled',
    field(`${create}.region`, { field: 'owner', state: { true: 'active' } }),
    'POST /keys request.region: x-keymux: state is for enabled',
  ],
  [
    'a state of a request that is present',
    field(`${create}.region`, { field: 'enabled', state: { present: 'active' } }),
    'POST /keys request.region: x-keymux: the states present and past are for a moment of an answer',
  ],
]

const unread: Case[] = [
  ...[{}, { header: 'Acme-Region', env: 'ACME_REGION' }].map((others): Case => [
    `the default of an option with ${Object.keys(others).join(' and ') || 'no header'}`,
    { overlay: root({ options: { region: { ...others, default: 'eu', description: 'Where.' } } }) },
    '$: x-keymux.options.region: default is for an option with a header and without env',
  ]),
  [
    'an annotation of a schema that no annotated operation uses',
    {
      document: (parsed) => {
        schemas(parsed)['Other'] = { type: 'object', properties: { 'a-b': { type: 'string' } } }
      },
      ...field("$.components.schemas.Other.properties['a-b']", { field: 'name' }),
    },
    "$.components.schemas.Other.properties['a-b']: nothing reads its x-keymux",
  ],
  [
    'an annotation inside a field of a request',
    {
      document: (parsed) => {
        at(schemas(parsed), 'Create', 'properties')['more'] = {
          type: 'array',
          items: { type: 'object', properties: { owner: { type: 'string' } } },
        }
      },
      ...field(`${create}.more.items.properties.owner`, { field: 'owner' }),
    },
    `${create}.more.items.properties.owner: nothing reads its x-keymux`,
  ],
  [
    'an annotation in a path that is not kept',
    {
      document: (parsed) => {
        at(parsed, 'paths')['/else'] = structuredClone(at(parsed, 'paths', '/keys'))
      },
      ...field("$.paths['/else'].post", { operation: 'create', effect: 'acts' }),
    },
    "$.paths['/else'].post: nothing reads its x-keymux",
  ],
  [
    'a part of an annotation that has no place there',
    { overlay: { label: annotate(`${create}.label`, { field: 'name', also: ['LABEL'] }) } },
    'POST /keys request.label: x-keymux: nothing reads also here',
  ],
  [
    'a size of what is no metadata',
    field(`${create}.region`, { option: 'region', mostBytes: 10 }),
    'POST /keys request.region: x-keymux: mostBytes is for the metadata',
  ],
  [
    'a note on what no caller gives',
    field(`${create}.region`, { option: 'region', note: 'Where.' }),
    'POST /keys request.region: x-keymux: note is for a field',
  ],
  [
    'an option that fills nothing',
    { overlay: root({ options: { region: { env: 'ACME_REGION', description: 'Where.' } } }) },
    '$: x-keymux.options.region: no field is filled from it',
  ],
]

describe('a generation ends with one line that names file, place and reason for', () => {
  it.each([...targets, ...words, ...meanings, ...states, ...unread])('%s', async (_, change, line) => {
    const fault = await faultOf(change)
    // What the JSONPath library says of its own is not ours to fix.
    expect(line.endsWith(': ') ? fault.slice(0, overlay.length + line.length) : fault).toBe(overlay + line)
    expect(fault).not.toContain('\n')
  })
})

it('ends well without any of these', async () => {
  expect(await faultOf({})).toBe('no fault')
})
