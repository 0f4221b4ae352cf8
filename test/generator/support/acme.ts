import { generate, type GeneratedFiles } from '../../../src/generator/generate.js'
import type { JsonObject, JsonValue } from '../../../src/generator/json.js'
import { parseText } from '../../../src/generator/load.js'

/** A vendor that is as small as one can be: every test changes what it is about. */
export const sources = { document: 'acme/openapi.yaml', overlay: 'acme/overlay.yaml' } as const

const document = `
openapi: 3.1.0
info: { title: Acme, version: 1.0.0 }
servers: [{ url: 'https://api.acme.example' }]
paths:
  /keys:
    post:
      operationId: keys.create
      requestBody:
        required: true
        content: { application/json: { schema: { $ref: '#/components/schemas/Create' } } }
      responses:
        '200':
          description: Created.
          content: { application/json: { schema: { $ref: '#/components/schemas/Created' } } }
components:
  schemas:
    Create:
      type: object
      required: [label]
      additionalProperties: false
      properties:
        label: { type: string, minLength: 2, maxLength: 20 }
        region: { type: string, enum: [eu, us] }
    Created:
      type: object
      required: [id, token]
      properties:
        id: { type: string }
        token: { type: string }
`

/** The document, changed in place where a test wants it. */
export function acmeDocument(change: (document: JsonObject) => void = () => {}): JsonObject {
  const parsed = parseText(document, sources.document)
  change(parsed)
  return parsed
}

export const rootAnnotation: JsonObject = {
  vendor: 'Acme',
  keep: ['/keys'],
  credential: { option: 'token', env: 'ACME_TOKEN', description: 'The token.' },
  errors: { message: ['/message'] },
}

/** An action that annotates one place. */
export function annotate(target: string, annotation: JsonValue): JsonObject {
  return { target, update: { 'x-keymux': annotation } }
}

const create = '$.components.schemas.Create.properties'
const created = '$.components.schemas.Created.properties'

/** Each thing that Acme's overlay says, so that a test can leave out or replace one. */
export function acmeActions(changes: Readonly<Record<string, JsonValue | undefined>> = {}): JsonObject {
  return {
    root: annotate('$', rootAnnotation),
    operation: annotate("$.paths['/keys'].post", { operation: 'create', effect: 'acts' }),
    label: annotate(`${create}.label`, { field: 'name' }),
    id: annotate(`${created}.id`, { field: 'id' }),
    token: annotate(`${created}.token`, { field: 'secret' }),
    ...Object.fromEntries(Object.entries(changes).filter(([, change]) => change !== undefined)),
  } as JsonObject
}

/** An overlay of these actions; a name set to null leaves its action out. */
export function acmeOverlay(changes: Readonly<Record<string, JsonValue>> = {}): JsonObject {
  const actions = Object.values(acmeActions(changes)).filter((action) => action !== null)
  return { overlay: '1.0.0', info: { title: 'Acme as keymux sees it', version: '1.0.0' }, actions }
}

export interface Change {
  readonly document?: (document: JsonObject) => void
  readonly overlay?: Readonly<Record<string, JsonValue>>
}

export function generateAcme(change: Change = {}): Promise<GeneratedFiles> {
  return generate('acme', acmeDocument(change.document), acmeOverlay(change.overlay), sources)
}

/** The one line that a generation ends with, or what it gave instead. */
export async function faultOf(change: Change): Promise<string> {
  return generateAcme(change).then(
    () => 'no fault',
    (error: unknown) => (error instanceof Error ? `${error.name}: ${error.message}` : 'no Error'),
  )
}

/** The object at a path of names, for a test to change. */
export function at(node: JsonValue | undefined, ...path: readonly string[]): JsonObject {
  const found = path.reduce<JsonValue | undefined>(
    (parent, name) => (typeof parent === 'object' && !Array.isArray(parent) ? parent?.[name] : undefined),
    node,
  )
  if (typeof found !== 'object' || found === null || Array.isArray(found)) throw new Error(path.join('.'))
  return found
}

export function schemas(parsed: JsonObject): JsonObject {
  return at(parsed, 'components', 'schemas')
}
