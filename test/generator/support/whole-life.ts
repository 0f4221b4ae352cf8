import type { JsonObject } from '../../../src/generator/json.js'
import { parseText } from '../../../src/generator/load.js'
import { annotate, rootAnnotation } from './acme.js'

/** A vendor in OpenAPI 3.0 whose operations are unlike those of any vendor in `specs`. */
const document = `
openapi: 3.0.3
info: { title: Acme, version: 1.0.0 }
servers: [{ url: 'https://api.acme.example' }]
paths:
  /keys:
    post:
      operationId: create
      requestBody: { required: true, content: { application/json: { schema: { $ref: '#/components/schemas/Create' } } } }
      responses: { '201': { description: Made., content: { application/json: { schema: { $ref: '#/components/schemas/Made' } } } } }
    get:
      operationId: list
      parameters: [{ name: all, in: query, schema: { type: boolean } }, { name: holder, in: query, schema: { type: string } }]
      responses:
        '200':
          description: All.
          content: { application/json: { schema: { type: object, properties: { keys: { type: array, nullable: true, items: { $ref: '#/components/schemas/Key' } } } } } }
  /keys/{key}:
    parameters: [{ $ref: '#/components/parameters/key' }]
    get:
      operationId: get
      responses: { '200': { description: One., content: { application/json: { schema: { $ref: '#/components/schemas/One' } } } } }
    put:
      operationId: update
      requestBody: { required: true, content: { application/json: { schema: { $ref: '#/components/schemas/Change' } } } }
      responses: { '200': { description: One., content: { application/json: { schema: { $ref: '#/components/schemas/One' } } } } }
    delete:
      operationId: end
      requestBody: { required: true, content: { application/json: { schema: { type: object, properties: { later: { type: boolean } } } } } }
      responses: { '202': { description: Gone. } }
  /check:
    post:
      operationId: check
      requestBody: { required: true, content: { application/json: { schema: { $ref: '#/components/schemas/Check' } } } }
      responses:
        '200':
          description: A verdict.
          content: { application/json: { schema: { type: object, required: [good], properties: { good: { type: boolean }, key: { $ref: '#/components/schemas/Key' } } } } }
components:
  parameters:
    key: { name: key, in: path, required: true, schema: { type: string, pattern: '^k' } }
  schemas:
    Create:
      type: object
      required: [label]
      properties: { label: { type: string }, data: { type: object }, limits: { $ref: '#/components/schemas/Limits' } }
    Change:
      type: object
      properties:
        label: { type: string, nullable: true }
        data: { type: object, nullable: true }
        until: { type: string, nullable: true }
        live: { type: boolean, nullable: true }
        limits: { $ref: '#/components/schemas/Limits' }
    Limits: { type: object, required: [most], properties: { most: { type: integer } } }
    Check:
      type: object
      required: [token]
      properties:
        token: { type: string, maxLength: 9 }
        needs: { type: object, required: [price], properties: { price: { type: integer }, rights: { type: string } } }
    Made:
      type: object
      required: [key, token]
      properties: { key: { $ref: '#/components/schemas/Key' }, token: { type: string } }
    One: { type: object, required: [key], properties: { key: { $ref: '#/components/schemas/Key' } } }
    Key:
      type: object
      required: [id]
      properties:
        id: { type: string }
        label: { type: string }
        data: { type: object }
        until: { type: string }
        live: { type: boolean }
        holder: { type: object, required: [id], properties: { id: { type: string } } }
`

const body = (name: string): string => `$.components.schemas.${name}.properties`

/** Several annotations at once. */
function annotateAll(target: string, annotations: Readonly<Record<string, JsonObject>>): JsonObject {
  const update = Object.fromEntries(
    Object.entries(annotations).map(([name, annotation]) => [name, { 'x-keymux': annotation }]),
  )
  return { target, update }
}

export const wholeLife: JsonObject = parseText(document, 'acme/openapi.yaml')

export const wholeLifeOverlay: JsonObject = {
  overlay: '1.0.0',
  actions: [
    annotate('$', {
      ...rootAnnotation,
      keep: ['/keys', '/keys/*', '/check'],
      options: {
        team: {
          env: 'ACME_TEAM',
          required: false,
          description: 'Whose.',
          note: 'Ask.',
          'default-for': 'owner',
        },
      },
      replicaLag: '250ms',
      emulates: ['rotate'],
    }),
    annotate("$.paths['/keys'].post", { operation: 'create', effect: 'acts' }),
    annotate("$.paths['/keys'].get", {
      operation: 'list',
      effect: 'reads',
      set: { all: true },
      filters: ['state'],
    }),
    annotate("$.paths['/keys/{key}'].get", { operation: 'get', effect: 'reads' }),
    annotate("$.paths['/keys/{key}'].put", { operation: 'update', effect: 'settles' }),
    annotate("$.paths['/keys/{key}'].delete", [
      { operation: 'revoke', effect: 'settles', set: { later: true } },
      { operation: 'delete', effect: 'settles' },
    ]),
    annotate("$.paths['/check'].post", { operation: 'verify', effect: 'acts' }),
    annotate('$.components.parameters.key', { field: 'id' }),
    annotate("$.paths['/keys'].get.parameters[?@.name == 'holder']", { field: 'owner' }),
    annotate("$.paths['/keys'].get.responses['200']..properties.keys", { field: 'keys' }),
    annotateAll(body('Create'), { label: { field: 'name' }, data: { field: 'metadata' } }),
    annotateAll(body('Change'), {
      label: { field: 'name' },
      data: { field: 'metadata' },
      until: { field: 'expiresAt', codec: 'rfc3339' },
      live: { field: 'enabled', notNull: true },
    }),
    annotateAll(body('Check'), { token: { field: 'secret' } }),
    annotateAll(`${body('Check')}.needs.properties`, {
      price: { field: 'cost' },
      rights: { field: 'scopes', join: '+', pattern: '^[a-z]+$' },
    }),
    annotateAll(body('Made'), { token: { field: 'secret', prefix: '^t_' } }),
    annotateAll(body('Key'), {
      id: { field: 'id' },
      label: { field: 'name' },
      data: { field: 'metadata' },
      until: { field: 'expiresAt', codec: 'rfc3339', state: { past: 'expired' } },
      live: { state: { true: 'active', false: 'disabled' } },
    }),
    annotate(`${body('Key')}.holder.properties.id`, { field: 'owner' }),
    annotate("$.paths['/check'].post.responses['200']..properties.good", { field: 'valid' }),
  ],
}
