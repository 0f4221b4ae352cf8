import { parseText } from '../../../src/generator/load.js'
import type { JsonObject } from '../../../src/generator/json.js'
import { annotate, rootAnnotation } from './acme.js'

/** A document in OpenAPI 3.0 with all that makes generated code hard to get right. */
const document = `
openapi: 3.0.3
info: { title: Acme, version: 1.0.0 }
servers: [{ url: 'https://api.acme.example' }]
paths:
  /keys:
    post:
      operationId: keys.create
      requestBody:
        content:
          application/json:
            schema:
              allOf:
                - { $ref: '#/components/schemas/Named' }
                - type: object
                  required: [plan, holder]
                  properties:
                    plan: { type: integer, enum: [1, 2] }
                    region: { type: string, nullable: true, maxLength: 2, description: "Ends a comment: */ and\\nquotes: 'a' \`b\` \\"c\\"" }
                    weight: { type: number, minimum: 0, exclusiveMinimum: true }
                    tier: { allOf: [{ $ref: '#/components/schemas/Tier' }], nullable: true }
                    motto: { type: string, pattern: "^\\\\p{L}.$" }
                    seconds: { type: integer, minimum: 1 }
                    'a-b': { type: boolean }
                    holder: { type: string, maxLength: 3 }
                    start: { type: string }
                    live: { type: boolean }
      responses:
        2XX:
          description: Created.
          content: { application/json: { schema: { $ref: '#/components/schemas/Created' } } }
components:
  schemas:
    Named:
      type: object
      required: [name]
      additionalProperties: false
      properties: { name: { type: string, maxLength: 9 } }
    Tier: { type: string, minLength: 2 }
    Created:
      type: object
      required: [default, secret, count]
      properties:
        default: { allOf: [{ $ref: '#/components/schemas/Record' }] }
        secret:
          type: object
          required: [value]
          properties: { value: { type: string }, shown: { type: integer } }
        count: { type: integer }
    Record:
      type: object
      required: [id, kind, owner]
      properties:
        id: { type: string }
        kind: { type: string }
        owner: { type: string, nullable: true }
        ends: { type: string, format: date-time }
        start: { type: string }
        live: { type: boolean }
        parent: { $ref: '#/components/schemas/Record' }
        children: { type: array, items: { $ref: '#/components/schemas/Record' } }
`

const request = '$.paths["/keys"].post.requestBody..properties'
const record = '$.components.schemas.Record.properties'

export const oldDialect: JsonObject = parseText(document, 'acme/openapi.yaml')

export const oldOverlay: JsonObject = {
  overlay: '1.0.0',
  actions: [
    annotate('$', {
      ...rootAnnotation,
      options: {
        // The words are names of imports, which a description must not bring in.
        apiVersion: { header: 'Acme-Version', description: 'Metadata, textAfter, copyJson.' },
        workspace: { 'default-for': 'owner', description: 'Whose keys.' },
        team: { header: 'Acme-Team', env: 'ACME_TEAM', description: 'Whose. */ Not code.' },
      },
      requestId: { header: 'X-Request-Id' },
      errors: {
        code: ['/~1code/~01'],
        message: ['/message'],
        codes: { 'no*': 'not_found', '*gone': 'not_found' },
      },
      advice: { conflict: `It's "taken": \\ choose another.` },
    }),
    annotate('$.paths["/keys"].post', { operation: 'create', effect: 'acts' }),
    annotate('$.components.schemas.Named.properties.name', { field: 'name' }),
    annotate(`${request}.seconds`, { field: 'expiresAt', codec: 'seconds-from-now' }),
    annotate(`${request}.holder`, { field: 'owner' }),
    // Asked for and answered: nothing needs to be told from what was sent.
    annotate(`${request}.start`, { field: 'prefix', separator: '_' }),
    annotate(`${request}.live`, { field: 'enabled', state: { true: 'active', false: 'disabled' } }),
    annotate(`${record}.start`, { field: 'prefix' }),
    annotate(`${record}.live`, { field: 'enabled', state: { true: 'active', false: 'disabled' } }),
    annotate(`${record}.id`, { field: 'id' }),
    annotate(`${record}.owner`, { field: 'owner' }),
    annotate(`${record}.ends`, { field: 'expiresAt', codec: 'rfc3339' }),
    annotate('$.components.schemas.Created.properties.secret.properties.value', { field: 'secret' }),
  ],
}
