import { parseText } from '../../../../src/generator/load.js'
import type { OddVendor } from './odd-vendor.js'

/**
 * Ids that are pieces of a path; a request that holds itself; one of two fields for an expiry; a revocation that lets the key
 * expire after no time; a cursor in a header; one model for requests and answers.
 */
export const trellis: OddVendor = {
  id: 'trellis',
  document: parseText(
    `
openapi: 3.1.0
info: { title: Trellis, version: 1.0.0 }
servers: [{ url: 'https://trellis.example/v2' }]
paths:
  /keys:
    post:
      operationId: plant
      requestBody: { required: true, content: { application/json: { schema: { $ref: '#/components/schemas/Key' } } } }
      responses: { '200': { description: Planted., content: { application/json: { schema: { $ref: '#/components/schemas/Key' } } } } }
    get:
      operationId: all
      parameters:
        - { name: max, in: query, schema: { type: integer, minimum: 1, maximum: 25 } }
        - { name: token, in: query, schema: { type: string } }
      responses:
        '200':
          description: Keys.
          headers: { X-Next-Token: { schema: { type: string } } }
          content: { application/json: { schema: { type: object, required: [keys], properties: { keys: { type: array, items: { $ref: '#/components/schemas/Key' } } } } } }
  /{name}:
    parameters: [{ name: name, in: path, required: true, schema: { type: string, pattern: '^projects/[a-z0-9]+/keys/[a-z0-9]+$' } }]
    get:
      operationId: one
      responses: { '200': { description: One., content: { application/json: { schema: { $ref: '#/components/schemas/Key' } } } } }
  /{name}/expire:
    parameters: [{ name: name, in: path, required: true, schema: { type: string } }]
    post:
      operationId: wither
      requestBody: { required: true, content: { application/json: { schema: { type: object, required: [delaySeconds], properties: { delaySeconds: { type: integer, minimum: 0 } } } } } }
      responses: { '200': { description: Withers., content: { application/json: { schema: { $ref: '#/components/schemas/Key' } } } } }
components:
  schemas:
    Key:
      type: object
      required: [name, title, created]
      properties:
        name: { type: string, readOnly: true, pattern: '^projects/[a-z]{6}/keys/[a-z0-9]{12}$' }
        title: { type: string, maxLength: 80 }
        secret: { type: string, readOnly: true, minLength: 30 }
        created: { type: string, format: date-time, readOnly: true }
        expires: { type: string, format: date-time }
        neverExpires: { type: boolean }
        ttl: { type: string, writeOnly: true }
        allow: { $ref: '#/components/schemas/Rule' }
    Rule:
      type: object
      additionalProperties: false
      properties:
        path: { type: string, minLength: 1 }
        any: { type: array, items: { $ref: '#/components/schemas/Rule' } }
        not: { $ref: '#/components/schemas/Rule' }
`,
    'trellis.yaml',
  ),
  overlay: parseText(
    `
overlay: 1.0.0
actions:
  - target: $
    update:
      x-keymux:
        vendor: Trellis
        keep: [/keys, '/{name}', '/{name}/expire']
        credential: { option: token, env: TRELLIS_TOKEN, description: 'A token, \`tt_…\`.' }
        errors: { code: [/error/status], message: [/error/message], codes: { NOT_FOUND: not_found } }
        emulates: [rotate]
        ownFields: { allow: copied }
  - { target: "$.paths['/keys'].post", update: { x-keymux: { operation: create, effect: acts } } }
  - { target: "$.paths['/keys'].get", update: { x-keymux: { operation: list, effect: reads } } }
  - { target: "$.paths['/{name}'].get", update: { x-keymux: { operation: get, effect: reads } } }
  - target: $.paths['/{name}/expire'].post
    update:
      x-keymux:
        - { operation: revoke, effect: settles, ends: expired, set: { delaySeconds: 0 } }
        - { operation: update, effect: settles }
  - { target: "$.paths..parameters[?@.name == 'name']", update: { x-keymux: { field: id, steps: true } } }
  - { target: "$.paths..parameters[?@.name == 'max']", update: { x-keymux: { field: pageSize } } }
  - { target: "$.paths..parameters[?@.name == 'token']", update: { x-keymux: { field: cursor } } }
  - { target: "$..headers['X-Next-Token']", update: { x-keymux: { field: cursor } } }
  - { target: $.paths..properties.keys, update: { x-keymux: { field: keys } } }
  - target: $.paths['/{name}/expire'].post.requestBody..delaySeconds
    update: { x-keymux: { field: expiresAt, codec: seconds-from-now } }
  - target: $.components.schemas.Key.properties
    update:
      name: { x-keymux: { field: id } }
      title: { x-keymux: { field: name } }
      secret: { x-keymux: { field: secret } }
      created: { x-keymux: { field: createdAt, codec: rfc3339 } }
      expires: { x-keymux: { field: expiresAt, codec: rfc3339, state: { past: expired } } }
      neverExpires: { x-keymux: { without: expiresAt } }
      ttl: { x-keymux: { omit: true } }
`,
    'trellis.overlay.yaml',
  ),
}
