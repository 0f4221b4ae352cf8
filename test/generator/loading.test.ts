import { afterEach, describe, expect, it } from 'vitest'
import type { JsonObject, JsonValue } from '../../src/generator/json.js'
import { loadContract } from '../../src/generator/document/load-contract.js'
import { Texts } from '../../src/generator/document/texts.js'
import { SpecFolder } from './support/files.js'

const folders: SpecFolder[] = []

afterEach(() => folders.splice(0).forEach((folder) => folder.remove()))

function folderOf(files: Readonly<Record<string, JsonValue>>): SpecFolder {
  const folder = new SpecFolder().write(files)
  folders.push(folder)
  return folder
}

async function load(
  files: Readonly<Record<string, JsonValue>>,
  cut: { keep?: string[]; beside?: JsonValue } = {},
): Promise<JsonObject> {
  const [first = ''] = Object.keys(files)
  return (await loadContract(folderOf(files).path(first), new Texts(), cut)).document
}

const overlay = `overlay: 1.0.0
info: { title: Acme as keymux sees it, version: 1.0.0 }
actions:
  - target: $
    update:
      x-keymux:
        vendor: Acme
        keep: [/keys]
        credential: { option: token, env: ACME_TOKEN, description: The token. }
        errors: { message: [/message] }
  - target: $.paths['/keys'].post
    update: { x-keymux: { operation: create, effect: acts } }
  - target: $.components.schemas.Create.properties.label
    update: { x-keymux: { field: name } }
  - target: $.components.schemas.Created.properties
    update:
      id: { x-keymux: { field: id } }
      token: { x-keymux: { field: secret } }
`

const schemas = {
  Create: { type: 'object', required: ['label'], properties: { label: { type: 'string' } } },
  Created: {
    type: 'object',
    required: ['id', 'token'],
    properties: { id: { type: 'string' }, token: { type: 'string' } },
  },
}

function body(name: string): JsonObject {
  return { content: { 'application/json': { schema: { $ref: `#/components/schemas/${name}` } } } }
}

function openapi(version: string): JsonObject {
  return {
    openapi: version,
    info: { title: 'Acme', version: '1' },
    servers: [{ url: 'https://api.acme.example/v1' }],
    paths: {
      '/keys': {
        post: {
          operationId: 'createKey',
          requestBody: { required: true, ...body('Create') },
          responses: { '200': { description: 'Made.', ...body('Created') } },
        },
      },
    },
    components: { schemas },
  }
}

const swagger: JsonObject = {
  swagger: '2.0',
  info: { title: 'Acme', version: '1' },
  host: 'api.acme.example',
  basePath: '/v1',
  schemes: ['https'],
  consumes: ['application/json'],
  produces: ['application/json'],
  paths: {
    '/keys': {
      post: {
        operationId: 'createKey',
        parameters: [{ in: 'body', name: 'body', required: true, schema: { $ref: '#/definitions/Create' } }],
        responses: { '200': { description: 'Made.', schema: { $ref: '#/definitions/Created' } } },
      },
    },
  },
  definitions: schemas,
}

function withoutBanner(text: string | undefined): string {
  return (text ?? '').split('\n').slice(1).join('\n')
}

describe('a client is generated from', () => {
  const files = ['acme.yaml', 'acme.json']
  const documents: [string, JsonObject][] = [
    ['OpenAPI 3.0', openapi('3.0.3')],
    ['OpenAPI 3.1', openapi('3.1.0')],
    ['OpenAPI 3.2', openapi('3.2.0')],
    ['Swagger 2.0', swagger],
  ]
  it.each(files.flatMap((file) => documents.map(([name, document]) => ({ file, name, document }))))(
    '$name in $file, and it is the same client',
    async ({ file, document }) => {
      const folder = folderOf({ [file]: document, 'acme.overlay.yaml': overlay })
      const generated = await folder.generate(file)
      const expected = await folderOf({
        'acme.yaml': openapi('3.1.0'),
        'acme.overlay.yaml': overlay,
      }).generate()
      for (const name of Object.keys(expected))
        expect(withoutBanner(generated[name])).toBe(withoutBanner(expected[name]))
    },
  )
})

describe('a document of several files', () => {
  const main = {
    openapi: '3.1.0',
    info: { title: 'Acme', version: '1' },
    paths: {
      '/keys': { $ref: 'paths/keys.yaml' },
      '/else': { get: { responses: { '200': { $ref: 'missing.yaml#/nothing' } } } },
    },
    components: { schemas: { Own: { type: 'string' }, Name: { type: 'number' } } },
  }
  const keys = {
    parameters: [{ $ref: '../shared.json#/parameters/Trace' }],
    post: {
      requestBody: { $ref: '../shared.json#/bodies/Create' },
      responses: {
        '200': {
          description: 'Made.',
          content: { 'application/json': { schema: { $ref: '../shared.json#/schemas/Key' } } },
        },
      },
    },
  }
  const shared = {
    parameters: { Trace: { name: 'trace', in: 'query', schema: { $ref: '#/schemas/Name' } } },
    bodies: {
      Create: { content: { 'application/json': { schema: { $ref: 'main.yaml#/components/schemas/Own' } } } },
    },
    schemas: {
      Name: { type: 'string' },
      Key: {
        type: 'object',
        properties: {
          parent: { $ref: '#/schemas/Key' },
          name: { $ref: '#/schemas/Name' },
          $ref: { type: 'string' },
        },
        example: { $ref: 'https://acme.example/no-reference' },
      },
    },
  }
  const files = { 'main.yaml': main, 'paths/keys.yaml': keys, 'shared.json': shared }

  it('becomes one, under the names that things have, and only what is used is read', async () => {
    const document = await load(files, { keep: ['/keys'] })
    expect(document['paths']).toEqual({
      '/keys': {
        parameters: [{ $ref: '#/components/parameters/Trace' }],
        post: {
          requestBody: { $ref: '#/components/requestBodies/Create' },
          responses: {
            '200': {
              description: 'Made.',
              content: { 'application/json': { schema: { $ref: '#/components/schemas/Key' } } },
            },
          },
        },
      },
    })
    expect(document['components']).toEqual({
      schemas: {
        Own: { type: 'string' },
        // The document has a Name of its own.
        Name2: { type: 'string' },
        Key: {
          type: 'object',
          properties: {
            parent: { $ref: '#/components/schemas/Key' },
            name: { $ref: '#/components/schemas/Name2' },
            $ref: { type: 'string' },
          },
          example: { $ref: 'https://acme.example/no-reference' },
        },
      },
      parameters: { Trace: { name: 'trace', in: 'query', schema: { $ref: '#/components/schemas/Name2' } } },
      requestBodies: {
        Create: { content: { 'application/json': { schema: { $ref: '#/components/schemas/Own' } } } },
      },
    })
  })

  it('keeps the name that the document itself gives to what stands elsewhere', async () => {
    const document = await load({
      'main.yaml': {
        ...main,
        paths: { '/keys': { get: { responses: { '200': { $ref: '#/components/responses/Made' } } } } },
        components: { responses: { Made: { $ref: './made.yaml' } } },
      },
      'made.yaml': { description: 'Made.' },
    })
    expect(document['components']).toEqual({ responses: { Made: { description: 'Made.' } } })
  })

  it('keeps what an overlay refers to', async () => {
    const document = await load(
      { 'main.yaml': main },
      { keep: ['/none'], beside: { update: { $ref: '#/components/schemas/Own' } } },
    )
    expect(document['components']).toEqual({ schemas: { Own: { type: 'string' } } })
  })
})

describe('a document of several megabytes', () => {
  it('is cut before anything of it is followed, copied or converted', async () => {
    const paths = Object.fromEntries(
      Array.from({ length: 4000 }, (_, index): [string, JsonObject] => [
        `/else/${index}`,
        { get: { description: 'x'.repeat(1000), responses: { '200': { $ref: `missing-${index}.yaml` } } } },
      ]),
    )
    const document = openapi('3.1.0')
    Object.assign(document['paths'] as JsonObject, paths)
    const loaded = await load({ 'acme.json': document }, { keep: ['/keys'] })
    expect(Object.keys(loaded['paths'] as JsonObject)).toEqual(['/keys'])
  })
})
