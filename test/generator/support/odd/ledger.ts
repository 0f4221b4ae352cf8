import { parseText } from '../../../../src/generator/load.js'
import type { OddVendor } from './odd-vendor.js'

/**
 * Secrets of a public and a secret key, a user name and a password to be let in, pages by their numbers, errors in plain text, and
 * a verification that answers null for what it does not accept.
 */
export const ledger: OddVendor = {
  id: 'ledger',
  document: parseText(
    `
openapi: 3.1.0
info: { title: Ledger, version: 1.0.0 }
servers: [{ url: 'https://ledger.example' }]
paths:
  /access:
    post:
      operationId: open
      requestBody:
        required: true
        content:
          application/json:
            schema:
              type: object
              required: [title]
              properties: { title: { type: string, minLength: 1, maxLength: 60 }, closes: { type: integer } }
      responses:
        '201': { description: Opened., content: { application/json: { schema: { $ref: '#/components/schemas/Opened' } } } }
        default: { description: Trouble., content: { text/plain: { schema: { type: string } } } }
    get:
      operationId: entries
      parameters:
        - { name: page, in: query, schema: { type: integer, minimum: 1 } }
        - { name: per_page, in: query, schema: { type: integer, minimum: 1, maximum: 20 } }
      responses:
        '200':
          description: A page.
          content:
            application/json:
              schema:
                type: object
                required: [entries, count]
                properties:
                  entries: { type: array, items: { $ref: '#/components/schemas/Entry' } }
                  count: { type: integer }
  /access/{entry}:
    parameters: [{ name: entry, in: path, required: true, schema: { type: string, pattern: '^acc_[a-z0-9]{10}$' } }]
    get:
      operationId: entry
      responses: { '200': { description: One., content: { application/json: { schema: { $ref: '#/components/schemas/Entry' } } } } }
    delete: { operationId: close, responses: { '204': { description: Closed. } } }
  /check:
    post:
      operationId: check
      requestBody:
        required: true
        content:
          application/json:
            schema:
              type: object
              required: [public_key, secret_key]
              properties: { public_key: { type: string }, secret_key: { type: string } }
      responses:
        '200': { description: The entry or null., content: { application/json: { schema: { oneOf: [{ $ref: '#/components/schemas/Entry' }, { type: 'null' }] } } } }
components:
  schemas:
    Entry:
      type: object
      required: [id, title, opened, closes]
      properties:
        id: { type: string }
        title: { type: string }
        opened: { type: integer }
        closes: { type: [integer, 'null'] }
    Opened:
      allOf:
        - { $ref: '#/components/schemas/Entry' }
        - type: object
          required: [public_key, secret_key]
          properties:
            public_key: { type: string, pattern: '^pk-ledger-[a-z0-9]{16}$' }
            secret_key: { type: string, pattern: '^sk-ledger-[a-zA-Z0-9]{32}$' }
`,
    'ledger.yaml',
  ),
  overlay: parseText(
    `
overlay: 1.0.0
actions:
  - target: $
    update:
      x-keymux:
        vendor: Ledger
        keep: [/access, /access/*, /check]
        credential:
          option: secretKey
          env: LEDGER_SECRET_KEY
          scheme: Basic
          description: The secret key of your account.
          user: { option: publicKey, env: LEDGER_PUBLIC_KEY, description: Its public key. }
        errors: { text: true }
        emulates: [rotate]
  - { target: "$.paths['/access'].post", update: { x-keymux: { operation: create, effect: acts } } }
  - { target: "$.paths['/access'].get", update: { x-keymux: { operation: list, effect: reads } } }
  - { target: "$.paths['/access/{entry}'].get", update: { x-keymux: { operation: get, effect: reads } } }
  - target: $.paths['/access/{entry}'].delete
    update: { x-keymux: [{ operation: revoke, effect: settles }, { operation: delete, effect: settles }] }
  - { target: "$.paths['/check'].post", update: { x-keymux: { operation: verify, effect: reads, whenNull: not_found } } }
  - { target: "$.paths..parameters[?@.name == 'entry']", update: { x-keymux: { field: id } } }
  - { target: "$.paths..parameters[?@.name == 'page']", update: { x-keymux: { field: page } } }
  - { target: "$.paths..parameters[?@.name == 'per_page']", update: { x-keymux: { field: pageSize } } }
  - target: $.paths['/access'].post.requestBody..properties
    update:
      title: { x-keymux: { field: name } }
      closes: { x-keymux: { field: expiresAt, codec: epoch-seconds } }
  - target: $.paths['/access'].get.responses..properties
    update: { entries: { x-keymux: { field: keys } }, count: { x-keymux: { field: total } } }
  - target: $.paths['/check'].post.requestBody..properties
    update:
      public_key: { x-keymux: { field: publicPart } }
      secret_key: { x-keymux: { field: secret, pair: {} } }
  - target: $.components.schemas.Entry.properties
    update:
      id: { x-keymux: { field: id } }
      title: { x-keymux: { field: name } }
      opened: { x-keymux: { field: createdAt, codec: epoch-seconds } }
      closes: { x-keymux: { field: expiresAt, codec: epoch-seconds, state: { past: expired } } }
  - target: $.components.schemas.Opened.allOf[1].properties
    update:
      public_key: { x-keymux: { field: publicPart } }
      secret_key: { x-keymux: { field: secret, pair: {}, prefix: '^pk-ledger-' } }
`,
    'ledger.overlay.yaml',
  ),
}
