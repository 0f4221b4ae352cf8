import type { JsonObject } from '../../../src/generator/json.js'
import { parseText } from '../../../src/generator/load.js'

/**
 * A vendor unlike those in `specs`: numbers as ids, one model of a key for requests and answers,
 * moments in seconds and lengths of time as text, the URL of the next page, a switch for a revocation, and errors that say
 * nothing.
 */
export const depot: JsonObject = parseText(
  `
openapi: 3.0.3
info: { title: Depot, version: 1.0.0 }
servers: [{ url: 'https://depot.example/api' }]
paths:
  /{yard}/keys:
    parameters: [{ name: yard, in: path, required: true, schema: { type: string } }]
    post:
      operationId: make
      requestBody: { required: true, content: { application/json: { schema: { $ref: '#/components/schemas/Key' } } } }
      responses: { '201': { description: Made., content: { application/json: { schema: { $ref: '#/components/schemas/Key' } } } } }
    get:
      operationId: list
      parameters:
        - { name: from, in: query, schema: { type: string } }
        - { name: size, in: query, schema: { type: integer, minimum: 1, maximum: 50 } }
      responses:
        '200':
          description: Some.
          content:
            application/json:
              schema:
                type: object
                required: [items, links]
                properties:
                  items: { type: array, items: { $ref: '#/components/schemas/Key' } }
                  links: { type: object, required: [next], properties: { next: { type: string, nullable: true } } }
  /{yard}/keys/{number}:
    parameters:
      - { name: yard, in: path, required: true, schema: { type: string } }
      - { name: number, in: path, required: true, schema: { type: integer } }
    patch:
      operationId: change
      requestBody: { required: true, content: { application/json: { schema: { type: object, properties: { off: { type: boolean }, note: { type: string } } } } } }
      responses: { '200': { description: Changed., content: { application/json: { schema: { $ref: '#/components/schemas/Key' } } } } }
components:
  schemas:
    Key:
      type: object
      required: [number, label, off]
      properties:
        number: { type: integer, readOnly: true }
        label: { type: string }
        note: { type: string }
        lasts: { type: string, writeOnly: true }
        until: { readOnly: true, oneOf: [{ type: integer }, { type: 'null' }] }
        token: { type: string, readOnly: true }
        off: { type: boolean, readOnly: true }
`,
  'depot.yaml',
)

export const depotOverlay: JsonObject = parseText(
  `
overlay: 1.0.0
info: { title: Depot as keymux sees it, version: 1.0.0 }
actions:
  - target: $
    update:
      x-keymux:
        vendor: Depot
        keep: [/*]
        credential: { option: pass, env: DEPOT_PASS, header: X-Pass, scheme: '', description: The pass. }
        options: { yard: { env: DEPOT_YARD, description: Whose yard. } }
        errors: {}
        emulates: [get, rotate]
  - target: $.paths['/{yard}/keys'].post
    update: { x-keymux: { operation: create, effect: acts } }
  - target: $.paths['/{yard}/keys'].get
    update: { x-keymux: { operation: list, effect: reads } }
  - target: $.paths['/{yard}/keys/{number}'].patch
    update:
      x-keymux: [{ operation: revoke, effect: settles, ends: disabled, set: { 'off': true } }, { operation: update, effect: settles }]
  - target: $.paths..parameters[?@.name == 'yard']
    update: { x-keymux: { option: yard } }
  - target: $.paths..parameters[?@.name == 'number']
    update: { x-keymux: { field: id } }
  - target: $.paths..parameters[?@.name == 'from']
    update: { x-keymux: { field: cursor } }
  - target: $.paths..parameters[?@.name == 'size']
    update: { x-keymux: { field: pageSize } }
  - target: $.paths..properties.items
    update: { x-keymux: { field: keys } }
  - target: $.paths..properties.next
    update: { x-keymux: { field: cursor, parameter: from } }
  - target: $.paths['/{yard}/keys/{number}'].patch.requestBody.content['application/json'].schema.properties
    update:
      'off': { x-keymux: { field: enabled, inverted: true } }
      note: { x-keymux: { field: description } }
  - target: $.components.schemas.Key.properties
    update:
      number: { x-keymux: { field: id } }
      label: { x-keymux: { field: name, also: [title], note: Keep it short. } }
      note: { x-keymux: { field: description } }
      lasts: { x-keymux: { field: expiresAt, codec: duration-from-now } }
      until: { x-keymux: { field: expiresAt, codec: epoch-seconds, state: { past: expired } } }
      token: { x-keymux: { field: secret } }
      'off': { x-keymux: { state: { 'true': disabled, 'false': active } } }
`,
  'depot.overlay.yaml',
)
