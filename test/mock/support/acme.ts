import { createEmulator, type Emulator, type EmulatorOptions } from 'keymux/emulator'
import { fromOverlay } from 'keymux/mock'
import { parseText } from '../../../src/generator/load.js'

/** A vendor unlike any in `specs`: a named header, a version header, cursors, a numeric status and a flag by PATCH. */
export const acmeText = `
openapi: 3.0.3
info: { title: Acme, version: 1.0.0 }
servers:
  - url: 'https://{region}.acme.example/v1'
    variables: { region: { default: api } }
paths:
  /keys:
    parameters: [{ $ref: '#/components/parameters/version' }]
    post:
      operationId: createKey
      requestBody: { required: true, content: { application/json: { schema: { $ref: '#/components/schemas/Create' } } } }
      responses:
        '201': { description: Made., content: { application/json: { schema: { $ref: '#/components/schemas/Made' } } } }
        '422': { description: Wrong., content: { application/json: { schema: { $ref: '#/components/schemas/Problem' } } } }
        default: { description: Trouble., content: { application/json: { schema: { $ref: '#/components/schemas/Problem' } } } }
    get:
      operationId: listKeys
      parameters:
        - { name: team, in: query, required: true, schema: { type: string } }
        - { name: limit, in: query, schema: { type: integer, minimum: 1, maximum: 50, default: 3 } }
        - { name: after, in: query, schema: { type: string } }
        - { name: holder, in: query, schema: { type: string } }
      responses:
        '200':
          description: A page.
          content:
            application/json:
              schema:
                type: object
                required: [keys, page]
                properties:
                  keys: { type: array, items: { $ref: '#/components/schemas/Key' } }
                  page:
                    type: object
                    required: [next, more]
                    properties: { next: { type: string, nullable: true }, more: { type: boolean } }
        default: { description: Trouble., content: { application/json: { schema: { $ref: '#/components/schemas/Problem' } } } }
  /keys/{key}:
    parameters: [{ name: key, in: path, required: true, schema: { type: string, pattern: '^k_[a-z0-9]{12}$' } }]
    get:
      operationId: getKey
      responses: { '200': { description: One., content: { application/json: { schema: { $ref: '#/components/schemas/Key' } } } } }
    patch:
      operationId: changeKey
      requestBody: { required: true, content: { application/json: { schema: { $ref: '#/components/schemas/Change' } } } }
      responses: { '200': { description: One., content: { application/json: { schema: { $ref: '#/components/schemas/Key' } } } } }
    delete:
      operationId: endKey
      responses: { '204': { description: Gone. } }
  /keys/{key}/revoke:
    post:
      operationId: revokeKey
      parameters: [{ name: key, in: path, required: true, schema: { type: string } }]
      responses: { '200': { description: One., content: { application/json: { schema: { $ref: '#/components/schemas/Key' } } } } }
  /keys/verify:
    post:
      operationId: verifyKey
      requestBody: { required: true, content: { application/json: { schema: { type: object, required: [token], properties: { token: { type: string } } } } } }
      responses:
        '200':
          description: A verdict.
          content: { application/json: { schema: { type: object, required: [verdict], properties: { verdict: { type: string, enum: [fine, dead, unknown] }, key: { $ref: '#/components/schemas/Key' } } } } }
  /usage:
    get: { operationId: usage, responses: { '200': { description: Numbers. } } }
components:
  parameters:
    version: { name: Acme-Version, in: header, required: true, schema: { type: string, enum: ['2026-01-01'] } }
  schemas:
    Limits: { type: object, additionalProperties: false, required: [perDay], properties: { perDay: { type: integer, minimum: 1 } } }
    Create:
      type: object
      required: [label, team]
      properties:
        label: { type: string, minLength: 2, maxLength: 40 }
        team: { type: string, pattern: '^team_[0-9]{6}$' }
        holder: { type: string }
        until: { type: string, format: date-time }
        limits: { $ref: '#/components/schemas/Limits' }
        region: { type: string, enum: [eu, us] }
    Change:
      type: object
      properties: { label: { type: string }, paused: { type: boolean }, until: { type: string, nullable: true } }
    Made:
      type: object
      required: [key, token]
      properties:
        key: { $ref: '#/components/schemas/Key' }
        token: { type: string, example: acme_live_5Kf2mQ8sVx1Zt7Wb3Rn9Lp4Jd6Hc0Ya }
    Key:
      type: object
      required: [id, label, made, status, tags, limits, quota]
      properties:
        id: { type: string }
        label: { type: string }
        holder: { type: string }
        made: { type: integer }
        changed: { type: integer, nullable: true }
        until: { type: string, format: date-time }
        paused: { type: boolean }
        ended: { type: string, format: date-time }
        status: { type: string, enum: [ok, odd] }
        tags: { type: array, minItems: 1, items: { type: string, format: uuid } }
        limits: { allOf: [{ $ref: '#/components/schemas/Limits' }] }
        quota: { type: object, required: [left], properties: { left: { type: number, minimum: 5 }, note: { type: string } } }
    Problem:
      type: object
      required: [status, title, trace]
      properties:
        status: { type: integer }
        title: { type: string }
        trace: { type: string }
        kind: { type: string }
        faults: { type: array, items: { type: object, properties: { where: { type: string }, why: { type: string } } } }
`

export const acmeOverlayText = `
overlay: 1.0.0
actions:
  - target: $
    update:
      x-keymux:
        vendor: Acme
        keep: [/keys, /keys/*, /usage]
        credential: { option: token, env: ACME_TOKEN, header: X-Acme-Key, scheme: Key, description: 'A key, \`acme_admin_…\`.' }
        options: { team: { env: ACME_TEAM, description: The team. } }
        requestId: { body: [/trace], header: X-Trace }
        rateLimit: { limit: X-Limit, remaining: X-Left, reset: X-Reset, unit: seconds-from-now }
        errors:
          code: [/kind]
          message: [/title]
          issues: { at: /faults, path: /where, message: /why }
          codes: { no_such_*: not_found, who_are_you: unauthorized, bad_input: invalid_request, slow_down: rate_limited }
  - { target: "$.paths['/keys'].post", update: { x-keymux: { operation: create, effect: acts } } }
  - { target: "$.paths['/keys'].get", update: { x-keymux: { operation: list, effect: reads } } }
  - { target: "$.paths['/keys/{key}'].get", update: { x-keymux: { operation: get, effect: reads } } }
  - { target: "$.paths['/keys/{key}'].patch", update: { x-keymux: { operation: update, effect: settles } } }
  - { target: "$.paths['/keys/{key}'].delete", update: { x-keymux: { operation: delete, effect: settles } } }
  - { target: "$.paths['/keys/{key}/revoke'].post", update: { x-keymux: { operation: revoke, effect: settles } } }
  - { target: "$.paths['/keys/verify'].post", update: { x-keymux: { operation: verify, effect: reads } } }
  - { target: "$.paths..parameters[?@.name == 'key']", update: { x-keymux: { field: id } } }
  - { target: "$.paths['/keys'].get.parameters[?@.name == 'team']", update: { x-keymux: { option: team } } }
  - { target: "$.paths['/keys'].get.parameters[?@.name == 'limit']", update: { x-keymux: { field: pageSize } } }
  - { target: "$.paths['/keys'].get.parameters[?@.name == 'after']", update: { x-keymux: { field: cursor } } }
  - { target: "$.paths['/keys'].get.parameters[?@.name == 'holder']", update: { x-keymux: { field: owner } } }
  - { target: "$.paths['/keys'].get.responses['200']..properties.keys", update: { x-keymux: { field: keys } } }
  - target: $.paths['/keys'].get.responses['200']..properties.page.properties
    update: { next: { x-keymux: { field: cursor } }, more: { x-keymux: { field: more } } }
  - target: $.components.schemas.Create.properties
    update:
      label: { x-keymux: { field: name } }
      team: { x-keymux: { option: team } }
      holder: { x-keymux: { field: owner } }
      until: { x-keymux: { field: expiresAt, codec: rfc3339 } }
  - target: $.components.schemas.Change.properties
    update:
      label: { x-keymux: { field: name } }
      paused: { x-keymux: { field: enabled, state: { 'true': disabled, 'false': active } } }
      until: { x-keymux: { field: expiresAt, codec: rfc3339 } }
  - target: $.components.schemas.Made.properties
    update: { token: { x-keymux: { field: secret, prefix: '^acme_(live|test)_' } } }
  - target: $.components.schemas.Key.properties
    update:
      id: { x-keymux: { field: id } }
      label: { x-keymux: { field: name } }
      holder: { x-keymux: { field: owner } }
      made: { x-keymux: { field: createdAt, codec: epoch-milliseconds } }
      changed: { x-keymux: { field: updatedAt, codec: epoch-milliseconds } }
      until: { x-keymux: { field: expiresAt, codec: rfc3339, state: { past: expired } } }
      paused: { x-keymux: { state: { 'true': disabled, 'false': active } } }
      ended: { x-keymux: { field: revokedAt, codec: rfc3339, state: { present: revoked } } }
  - target: $.paths['/keys/verify'].post.requestBody..properties.token
    update: { x-keymux: { field: secret } }
  - target: $.paths['/keys/verify'].post.responses['200']..properties.verdict
    update: { x-keymux: { reasons: { fine: valid, dead: expired, unknown: not_found } } }
`

export const acmeDocument: object = parseText(acmeText, 'acme.yaml')
export const acmeOverlay: object = parseText(acmeOverlayText, 'acme.overlay.yaml')

/** What a request is made of: `GET` unless there is a body. */
export interface Ask {
  readonly method?: string
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string | undefined>>
}

/** What came of it. */
export interface Answer {
  readonly status: number
  readonly headers: Headers
  readonly body: Readonly<Record<string, unknown>>
}

/** A mock of Acme, and requests to it as somebody who is let in. */
export function acme(options: Pick<EmulatorOptions, 'seed' | 'now'> = { seed: 1 }): {
  readonly emulator: Emulator<'acme'>
  readonly team: string
  readonly token: string
  ask(path: string, request?: Ask): Promise<Answer>
} {
  const mock = fromOverlay(acmeDocument, acmeOverlay, { id: 'acme' })
  const emulator = createEmulator({ ...options, vendors: [mock] })
  const { team = '', token = '' } = emulator.credentials.acme
  return {
    emulator,
    team,
    token,
    async ask(path, { body, method = body === undefined ? 'GET' : 'POST', headers = {} } = {}) {
      const all = { 'x-acme-key': `Key ${token}`, 'acme-version': '2026-01-01', ...headers }
      const given = Object.entries(all).filter(
        (header): header is [string, string] => header[1] !== undefined,
      )
      const response = await emulator.fetch(`https://api.acme.example/v1${path}`, {
        method,
        headers: given,
        ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      })
      const text = await response.text()
      return { status: response.status, headers: response.headers, body: text === '' ? {} : JSON.parse(text) }
    },
  }
}
