import { parseText } from '../../../../src/generator/load.js'
import type { OddVendor } from './odd-vendor.js'

/**
 * A rotation of the vendor's own, with some time for the old key; a secret that it gives once more when asked; a search by POST,
 * whose pages count from 0; a user name without a password; a body with a `DELETE`.
 */
export const mill: OddVendor = {
  id: 'mill',
  document: parseText(
    `
openapi: 3.1.0
info: { title: Mill, version: 1.0.0 }
servers: [{ url: 'https://mill.example' }]
paths:
  /grants:
    post:
      operationId: grant
      requestBody: { required: true, content: { application/json: { schema: { type: object, required: [label, holder], properties: { label: { type: string }, holder: { type: string }, until: { type: integer } } } } } }
      responses: { '201': { description: Granted., content: { application/json: { schema: { $ref: '#/components/schemas/Granted' } } } } }
    delete:
      operationId: withdraw
      requestBody: { required: true, content: { application/json: { schema: { type: object, required: [grant], properties: { grant: { type: string }, why: { type: string } } } } } }
      responses: { '200': { description: Withdrawn., content: { application/json: { schema: { type: object, required: [ok], properties: { ok: { type: boolean } } } } } } }
  /grants/search:
    post:
      operationId: search
      requestBody:
        required: true
        content:
          application/json:
            schema:
              type: object
              properties: { holder: { type: string }, page: { type: integer, minimum: 0 }, size: { type: integer, minimum: 1, maximum: 40 } }
      responses:
        '200': { description: Grants., content: { application/json: { schema: { type: object, required: [grants], properties: { grants: { type: array, items: { $ref: '#/components/schemas/Grant' } } } } } } }
  /grants/{grant}:
    parameters: [{ name: grant, in: path, required: true, schema: { type: string } }]
    get:
      operationId: grantOf
      responses: { '200': { description: One., content: { application/json: { schema: { $ref: '#/components/schemas/Grant' } } } } }
  /grants/{grant}/secret:
    parameters: [{ name: grant, in: path, required: true, schema: { type: string } }]
    get:
      operationId: secretOf
      responses: { '200': { description: The secret., content: { application/json: { schema: { type: object, required: [user, password], properties: { user: { type: string }, password: { type: string } } } } } } }
  /grants/{grant}/turn:
    parameters: [{ name: grant, in: path, required: true, schema: { type: string } }]
    post:
      operationId: turn
      requestBody: { required: true, content: { application/json: { schema: { type: object, required: [grace], properties: { grace: { type: integer, minimum: 0 } } } } } }
      responses: { '201': { description: Turned., content: { application/json: { schema: { $ref: '#/components/schemas/Granted' } } } } }
components:
  schemas:
    Grant:
      type: object
      required: [grant, label, holder, granted]
      properties:
        grant: { type: string }
        label: { type: string }
        holder: { type: string }
        granted: { type: integer }
        until: { type: [integer, 'null'] }
        withdrawn: { type: boolean }
        parent: { oneOf: [{ $ref: '#/components/schemas/Grant' }, { type: 'null' }] }
    Granted:
      type: object
      required: [grant, secret]
      properties:
        grant: { $ref: '#/components/schemas/Grant' }
        secret: { type: object, required: [user, password], properties: { user: { type: string, minLength: 12 }, password: { type: string, minLength: 24 } } }
`,
    'mill.yaml',
  ),
  overlay: parseText(
    `
overlay: 1.0.0
actions:
  - target: $
    update:
      x-keymux:
        vendor: Mill
        keep: [/grants, /grants/*]
        credential: { option: key, env: MILL_KEY, scheme: Basic, description: 'A key, \`mk_…\`.' }
        errors: { code: [/fault], codes: { no_grant: not_found } }
  - { target: "$.paths['/grants'].post", update: { x-keymux: { operation: create, effect: acts } } }
  - { target: "$.paths['/grants'].delete", update: { x-keymux: { operation: revoke, effect: settles } } }
  - { target: "$.paths['/grants/search'].post", update: { x-keymux: { operation: list, effect: reads } } }
  - { target: "$.paths['/grants/{grant}'].get", update: { x-keymux: { operation: get, effect: reads } } }
  - { target: "$.paths['/grants/{grant}/secret'].get", update: { x-keymux: { operation: recover, effect: reads } } }
  - { target: "$.paths['/grants/{grant}/turn'].post", update: { x-keymux: { operation: rotate, effect: acts } } }
  - { target: "$.paths..parameters[?@.name == 'grant']", update: { x-keymux: { field: id } } }
  - target: $.paths['/grants'].post.requestBody..properties
    update:
      label: { x-keymux: { field: name } }
      holder: { x-keymux: { field: owner } }
      until: { x-keymux: { field: expiresAt, codec: epoch-milliseconds } }
  - target: $.paths['/grants'].delete.requestBody..properties
    update: { grant: { x-keymux: { field: id } }, why: { x-keymux: { field: reason } } }
  - { target: $.paths..properties.ok, update: { x-keymux: { field: done } } }
  - target: $.paths['/grants/search'].post.requestBody..properties
    update:
      holder: { x-keymux: { field: owner } }
      page: { x-keymux: { field: page, first: 0 } }
      size: { x-keymux: { field: pageSize } }
  - { target: $.paths..properties.grants, update: { x-keymux: { field: keys } } }
  - { target: $.paths..properties.grace, update: { x-keymux: { field: overlap } } }
  - target: $.components.schemas.Grant.properties
    update:
      grant: { x-keymux: { field: id } }
      label: { x-keymux: { field: name } }
      holder: { x-keymux: { field: owner } }
      granted: { x-keymux: { field: createdAt, codec: epoch-milliseconds } }
      until: { x-keymux: { field: expiresAt, codec: epoch-milliseconds, state: { past: expired } } }
      withdrawn: { x-keymux: { state: { 'true': revoked, 'false': active } } }
  - target: $.paths['/grants/{grant}/secret'].get.responses..properties
    update: { user: { x-keymux: { field: publicPart } }, password: { x-keymux: { field: secret, pair: { separator: ':' } } } }
  - target: $.components.schemas.Granted.properties.secret.properties
    update: { user: { x-keymux: { field: publicPart } }, password: { x-keymux: { field: secret, pair: { separator: ':' } } } }
`,
    'mill.overlay.yaml',
  ),
}
