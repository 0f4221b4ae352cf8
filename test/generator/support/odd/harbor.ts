import { parseText } from '../../../../src/generator/load.js'
import type { OddVendor } from './odd-vendor.js'

/**
 * A secret that is an id and a password in base64, of which the answer has the password once more; two credentials in headers of
 * their own; a list that goes on in a `Link` header and counts in another; errors as problem+json.
 */
export const harbor: OddVendor = {
  id: 'harbor',
  document: parseText(
    `
openapi: 3.0.3
info: { title: Harbor, version: 1.0.0 }
servers: [{ url: 'https://harbor.example/v3' }]
paths:
  /robots:
    post:
      operationId: addRobot
      requestBody: { required: true, content: { application/json: { schema: { $ref: '#/components/schemas/NewRobot' } } } }
      responses:
        '201': { description: Added., content: { application/json: { schema: { $ref: '#/components/schemas/AddedRobot' } } } }
        '400': { $ref: '#/components/responses/Problem' }
        default: { $ref: '#/components/responses/Problem' }
    get:
      operationId: listRobots
      parameters:
        - { name: q, in: query, schema: { type: string } }
        - { name: size, in: query, schema: { type: integer, minimum: 1, maximum: 100 } }
        - { name: after, in: query, schema: { type: string } }
      responses:
        '200':
          description: Robots.
          headers:
            Link: { schema: { type: string } }
            X-Total-Count: { schema: { type: integer } }
          content: { application/json: { schema: { type: object, required: [robots], properties: { robots: { type: array, items: { $ref: '#/components/schemas/Robot' } } } } } }
  /robots/{robot}:
    parameters: [{ name: robot, in: path, required: true, schema: { type: string, format: uuid } }]
    get:
      operationId: robot
      responses: { '200': { description: One., content: { application/json: { schema: { $ref: '#/components/schemas/Robot' } } } } }
    patch:
      operationId: changeRobot
      requestBody: { required: true, content: { application/json: { schema: { type: object, properties: { name: { type: string }, note: { type: string, nullable: true }, disabled: { type: boolean } } } } } }
      responses: { '200': { description: One., content: { application/json: { schema: { $ref: '#/components/schemas/Robot' } } } } }
    delete: { operationId: removeRobot, responses: { '204': { description: Removed. } } }
components:
  responses:
    Problem:
      description: What is wrong.
      content:
        application/problem+json:
          schema:
            type: object
            required: [type, title, status]
            properties:
              type: { type: string, example: 'https://harbor.example/problems/bad-request' }
              title: { type: string }
              status: { type: integer }
              detail: { type: string }
              invalid: { type: array, items: { type: object, properties: { pointer: { type: string }, reason: { type: string } } } }
  schemas:
    NewRobot:
      type: object
      required: [name]
      properties:
        name: { type: string, maxLength: 50 }
        note: { type: string }
        seconds: { type: integer, minimum: 1 }
        labels: { type: object }
    Robot:
      type: object
      required: [id, name, created, disabled]
      properties:
        id: { type: string, format: uuid }
        name: { type: string }
        note: { type: string, nullable: true }
        labels: { type: object }
        created: { type: string, format: date-time }
        ends: { type: string, format: date-time, nullable: true }
        disabled: { type: boolean }
    AddedRobot:
      type: object
      required: [robot, password, authorization]
      properties:
        robot: { $ref: '#/components/schemas/Robot' }
        password: { type: string, minLength: 24 }
        authorization: { type: string }
`,
    'harbor.yaml',
  ),
  overlay: parseText(
    `
overlay: 1.0.0
actions:
  - target: $
    update:
      x-keymux:
        vendor: Harbor
        keep: [/robots, /robots/*]
        credential:
          option: appKey
          env: HARBOR_APP_KEY
          header: X-App-Key
          scheme: ''
          description: 'The key of your app, \`hk_…\`.'
          beside: [{ option: appId, env: HARBOR_APP_ID, header: X-App-Id, description: The id of your app. }]
        errors:
          code: [/type]
          codeAfter: /problems/
          message: [/detail, /title]
          issues: { at: /invalid, path: /pointer, message: /reason }
          codes: { no-such-robot: not_found, bad-request: invalid_request }
        emulates: [rotate]
  - { target: "$.paths['/robots'].post", update: { x-keymux: { operation: create, effect: acts } } }
  - { target: "$.paths['/robots'].get", update: { x-keymux: { operation: list, effect: reads } } }
  - { target: "$.paths['/robots/{robot}'].get", update: { x-keymux: { operation: get, effect: reads } } }
  - target: $.paths['/robots/{robot}'].patch
    update: { x-keymux: { operation: update, effect: settles } }
  - target: $.paths['/robots/{robot}'].delete
    update: { x-keymux: [{ operation: revoke, effect: settles }, { operation: delete, effect: settles }] }
  - { target: "$.paths..parameters[?@.name == 'robot']", update: { x-keymux: { field: id } } }
  - { target: "$.paths..parameters[?@.name == 'q']", update: { x-keymux: { field: text } } }
  - { target: "$.paths..parameters[?@.name == 'size']", update: { x-keymux: { field: pageSize } } }
  - { target: "$.paths..parameters[?@.name == 'after']", update: { x-keymux: { field: cursor } } }
  - target: $.paths['/robots'].get.responses['200'].headers
    update:
      Link: { x-keymux: { field: cursor, parameter: after } }
      X-Total-Count: { x-keymux: { field: total } }
  - { target: $..robots, update: { x-keymux: { field: keys } } }
  - target: $.paths['/robots/{robot}'].patch.requestBody..properties
    update:
      name: { x-keymux: { field: name } }
      note: { x-keymux: { field: description } }
      disabled: { x-keymux: { field: enabled, inverted: true } }
  - target: $.components.schemas.NewRobot.properties
    update:
      name: { x-keymux: { field: name } }
      note: { x-keymux: { field: description } }
      labels: { x-keymux: { field: metadata } }
      seconds: { x-keymux: { field: expiresAt, codec: seconds-from-now } }
  - target: $.components.schemas.Robot.properties
    update:
      id: { x-keymux: { field: id } }
      name: { x-keymux: { field: name } }
      note: { x-keymux: { field: description } }
      labels: { x-keymux: { field: metadata } }
      created: { x-keymux: { field: createdAt, codec: rfc3339 } }
      ends: { x-keymux: { field: expiresAt, codec: rfc3339, state: { past: expired } } }
      disabled: { x-keymux: { state: { 'true': disabled, 'false': active } } }
  - target: $.components.schemas.AddedRobot.properties
    update:
      password: { x-keymux: { field: secret, pair: { with: id, encoded: base64 } } }
      authorization: { x-keymux: { hidden: true } }
`,
    'harbor.overlay.yaml',
  ),
}
