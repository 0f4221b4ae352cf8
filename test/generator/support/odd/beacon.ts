import { parseText } from '../../../../src/generator/load.js'
import type { OddVendor } from './odd-vendor.js'

/**
 * Ids that stand in no field of their own but in the URL of a key; a list that goes on behind the last id; deletions that say
 * `gone: false` with 200; errors without a body; a user name that is the same for everybody.
 */
export const beacon: OddVendor = {
  id: 'beacon',
  document: parseText(
    `
openapi: 3.0.3
info: { title: Beacon, version: 1.0.0 }
servers: [{ url: 'https://api.beacon.example' }]
paths:
  /v1/tokens:
    post:
      operationId: light
      requestBody: { required: true, content: { application/json: { schema: { type: object, required: [name], properties: { name: { type: string }, grants: { type: array, items: { type: string } } } } } } }
      responses: { '200': { description: Lit., content: { application/json: { schema: { $ref: '#/components/schemas/Lit' } } } } }
    get:
      operationId: tokens
      parameters:
        - { name: starting_after, in: query, schema: { type: string } }
        - { name: limit, in: query, schema: { type: integer, minimum: 1, maximum: 50, default: 10 } }
      responses:
        '200':
          description: Tokens.
          content:
            application/json:
              schema:
                type: object
                required: [data, has_more]
                properties: { data: { type: array, items: { $ref: '#/components/schemas/Token' } }, has_more: { type: boolean } }
  /v1/tokens/{token}:
    parameters: [{ name: token, in: path, required: true, schema: { type: string } }]
    get:
      operationId: token
      responses: { '200': { description: One., content: { application/json: { schema: { $ref: '#/components/schemas/Token' } } } } }
    delete:
      operationId: extinguish
      responses: { '200': { description: Gone or not., content: { application/json: { schema: { type: object, required: [gone], properties: { gone: { type: boolean } } } } } } }
components:
  schemas:
    Token:
      type: object
      required: [links, name]
      properties:
        links: { type: object, required: [self], properties: { self: { type: string, format: uri } } }
        name: { type: string }
        grants: { type: array, items: { type: string } }
    Lit:
      allOf:
        - { $ref: '#/components/schemas/Token' }
        - { type: object, required: [value], properties: { value: { type: string, minLength: 32 } } }
`,
    'beacon.yaml',
  ),
  overlay: parseText(
    `
overlay: 1.0.0
actions:
  - target: $
    update:
      x-keymux:
        vendor: Beacon
        keep: [/v1/*]
        credential: { option: apiKey, env: BEACON_API_KEY, scheme: Basic, user: api, description: 'A key, \`bk-…\`.' }
        errors: {}
        emulates: [rotate]
  - { target: "$.paths['/v1/tokens'].post", update: { x-keymux: { operation: create, effect: acts } } }
  - { target: "$.paths['/v1/tokens'].get", update: { x-keymux: { operation: list, effect: reads } } }
  - { target: "$.paths['/v1/tokens/{token}'].get", update: { x-keymux: { operation: get, effect: reads } } }
  - target: $.paths['/v1/tokens/{token}'].delete
    update: { x-keymux: [{ operation: revoke, effect: settles }, { operation: delete, effect: settles }] }
  - { target: "$.paths..parameters[?@.name == 'token']", update: { x-keymux: { field: id } } }
  - { target: "$.paths..parameters[?@.name == 'limit']", update: { x-keymux: { field: pageSize } } }
  - { target: "$.paths..parameters[?@.name == 'starting_after']", update: { x-keymux: { field: cursor, lastId: true } } }
  - { target: $.paths..properties.gone, update: { x-keymux: { field: done } } }
  - target: $.paths['/v1/tokens'].post.requestBody..properties
    update: { name: { x-keymux: { field: name } }, grants: { x-keymux: { field: scopes } } }
  - target: $.paths['/v1/tokens'].get.responses..properties
    update: { data: { x-keymux: { field: keys } }, has_more: { x-keymux: { field: more } } }
  - target: $.components.schemas.Token.properties
    update:
      name: { x-keymux: { field: name } }
      grants: { x-keymux: { field: scopes } }
      links: { properties: { self: { x-keymux: { field: id, after: /tokens/ } } } }
  - { target: $.components.schemas.Lit..value, update: { x-keymux: { field: secret } } }
`,
    'beacon.overlay.yaml',
  ),
}
