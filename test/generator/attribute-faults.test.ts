import { describe, expect, it } from 'vitest'
import type { JsonObject, JsonValue } from '../../src/generator/json.js'
import { annotate, at, faultOf, rootAnnotation, schemas, type Change } from './support/acme.js'

type Case = [what: string, change: Change, line: string]

const create = '$.components.schemas.Create.properties'
const created = '$.components.schemas.Created.properties'
const created200 = 'POST /keys 200'

function field(target: string, annotation: JsonValue): Change {
  return { overlay: { more: annotate(target, annotation) } }
}

/** What Acme's answer may also hold. */
function answered(schema: JsonValue, annotation: JsonValue): Change {
  return {
    document: (parsed) => {
      at(schemas(parsed), 'Created', 'properties')['extra'] = schema
    },
    ...field(`${created}.extra`, annotation),
  }
}

/** A credential of Acme that says this as well. */
function credential(more: JsonObject): Change {
  return {
    overlay: {
      root: annotate('$', {
        ...rootAnnotation,
        credential: { option: 'token', env: 'ACME_TOKEN', description: 'The token.', ...more },
      }),
    },
  }
}

const pairs: Case[] = [
  [
    'a pair without its first part',
    { overlay: { token: annotate(`${created}.token`, { field: 'secret', pair: {} }) } },
    `${created200}: no field is the publicPart that the secret is a pair with`,
  ],
  [
    'a first part of no pair',
    answered({ type: 'string' }, { field: 'publicPart' }),
    `${created200}: publicPart is a part of nothing: say \`pair\` of the secret`,
  ],
  [
    'a pair that is no secret',
    answered({ type: 'string' }, { field: 'hint', pair: {} }),
    `${created200}.extra: x-keymux: pair is for the secret`,
  ],
  [
    'an encoding that nobody knows',
    answered({ type: 'string' }, { field: 'hint', pair: { encoded: 'hex' } }),
    `${created200}.extra: x-keymux.pair.encoded: is unknown: one of base64 is`,
  ],
  [
    'something hidden that means something',
    answered({ type: 'string' }, { field: 'hint', hidden: true }),
    `${created200}.extra: x-keymux: hidden is for a field without another meaning`,
  ],
  [
    'a hidden field of a request',
    field(`${create}.region`, { hidden: true }),
    'POST /keys request.region: x-keymux: nothing reads hidden here',
  ],
  [
    'a name that is cut out of a URL',
    answered({ type: 'string' }, { field: 'name', after: '/keys/' }),
    `${created200}.extra: x-keymux: after is for the id`,
  ],
]

const credentials: Case[] = [
  [
    'a user without the scheme that has one',
    credential({ user: 'api' }),
    '$: x-keymux.credential: user is for the scheme Basic',
  ],
  [
    'a user with a colon',
    credential({ scheme: 'Basic', user: 'a:b' }),
    '$: x-keymux.credential.user: must be a text without a colon, or an option',
  ],
  [
    'a further credential without a header',
    credential({ beside: [{ option: 'app', env: 'ACME_APP', description: 'The app.' }] }),
    '$: x-keymux.credential.beside.0.header: is missing',
  ],
  [
    'two credentials of one name',
    credential({ beside: [{ option: 'token', env: 'ACME_APP', header: 'X-App', description: 'The app.' }] }),
    '$: x-keymux: two options are called token',
  ],
  [
    'two credentials in one header',
    credential({
      beside: [{ option: 'app', env: 'ACME_APP', header: 'authorization', description: 'The app.' }],
    }),
    '$: x-keymux.credential: two credentials are in the header authorization',
  ],
]

const sent: Case[] = [
  [
    'steps of a body',
    field(`${create}.region`, { field: 'owner', steps: true }),
    'POST /keys request.region: x-keymux: steps is for the id',
  ],
  [
    'a first page of no pages',
    field(`${create}.region`, { field: 'owner', first: 0 }),
    'POST /keys request.region: x-keymux: first is for the page',
  ],
  [
    'the last id in a name',
    field(`${create}.region`, { field: 'owner', lastId: true }),
    'POST /keys request.region: x-keymux: lastId is for the cursor',
  ],
  [
    'what is never sent and means something',
    field(`${create}.region`, { field: 'owner', omit: true }),
    'POST /keys request.region: x-keymux: omit and without are for a field that nobody gives',
  ],
  [
    'what is never sent and sent sometimes',
    field(`${create}.region`, { omit: true, without: 'expiresAt' }),
    'POST /keys request.region: x-keymux: omit and without cannot both be',
  ],
  [
    'a flag for what nobody gives',
    field(`${create}.region`, { without: 'createdBy' }),
    'POST /keys request.region: x-keymux: createdBy is not something that a caller of create gives',
  ],
  [
    'what is required and never sent',
    { overlay: { label: annotate(`${create}.label`, { omit: true }) } },
    'POST /keys request.label: is required, and would not always be sent',
  ],
  [
    'a whole answer that is null and no verification',
    {
      overlay: {
        operation: annotate("$.paths['/keys'].post", {
          operation: 'create',
          effect: 'acts',
          whenNull: 'not_found',
        }),
      },
    },
    'POST /keys: x-keymux: whenNull is for verify',
  ],
  [
    'the word of an end in an answer to a create',
    answered({ type: 'boolean' }, { field: 'done' }),
    `${created200}: x-keymux: done is for an answer to revoke or delete that tells of no key`,
  ],
  [
    'a cursor in a header of a create',
    {
      document: (parsed) => {
        at(parsed, 'paths', '/keys', 'post', 'responses', '200')['headers'] = {
          Link: { schema: { type: 'string' } },
        }
      },
      ...field("$.paths['/keys'].post.responses['200'].headers.Link", {
        field: 'cursor',
        parameter: 'after',
      }),
    },
    `${created200} header Link: x-keymux: a header can tell the cursor and the total of a list`,
  ],
]

describe('a generation ends with one line for a misuse of', () => {
  it.each([...pairs, ...credentials, ...sent])('%s', async (_, change, line) => {
    expect(await faultOf(change)).toBe(`GenerationError: acme/overlay.yaml: ${line}`)
  })
})
