import { afterEach, describe, expect, it } from 'vitest'
import { SpecFolder } from './support/files.js'

const document = `openapi: 3.1.0
info: { title: Acme, version: 1.0.0 }
servers: [{ url: 'https://api.acme.example' }]
paths:
  /keys:
    post:
      operationId: keys.create
      requestBody:
        required: true
        content:
          application/json:
            schema: { $ref: '#/components/schemas/Create' }
      responses:
        '200':
          description: Created.
          content:
            application/json:
              schema: { $ref: '#/components/schemas/Created' }
components:
  schemas:
    Create:
      type: object
      required: [label]
      properties:
        label: { type: string }
        region: { type: string }
    Created:
      type: object
      required: [id, token]
      properties:
        id: { type: string }
        token: { type: string }
        again: { type: string }
`

const overlay = `overlay: 1.0.0
info: { title: Acme as keymux sees it, version: 1.0.0 }
actions:
  - target: $
    update:
      x-keymux:
        vendor: Acme
        keep: [/keys]
        credential: { option: token, env: ACME_TOKEN, description: The token. }
        errors: { message: [/message] }
  - target: $.paths['/keys'].post
    update: { x-keymux: { operation: create, effect: acts } }
  - target: $.components.schemas.Create.properties.label
    update: { x-keymux: { field: name } }
  - target: $.components.schemas.Created.properties
    update:
      id: { x-keymux: { field: id } }
      token: { x-keymux: { field: secret } }
`

const folders: SpecFolder[] = []

afterEach(() => folders.splice(0).forEach((folder) => folder.remove()))

function folderOf(files: Readonly<Record<string, string>>): SpecFolder {
  const folder = new SpecFolder().write({ 'acme.yaml': document, 'acme.overlay.yaml': overlay, ...files })
  folders.push(folder)
  return folder
}

/** A text with one place of it changed. */
function changed(text: string, from: string, to: string): string {
  expect(text.split(from), `"${from}" stands once`).toHaveLength(2)
  return text.replace(from, () => to)
}

const inDocument = (from: string, to: string): Record<string, string> => ({
  'acme.yaml': changed(document, from, to),
})
const inOverlay = (from: string, to: string): Record<string, string> => ({
  'acme.overlay.yaml': changed(overlay, from, to),
})

describe('a broken document or overlay ends in one message and the smallest fix', () => {
  it('and what is whole in none', async () => {
    expect(await folderOf({}).fault()).toEqual([])
  })

  it.each<[what: string, files: () => Record<string, string>, lines: string[]]>([
    [
      'a dangling $ref',
      () => inDocument('region: { type: string }', "region: { $ref: '#/components/schemas/Creatte' }"),
      [
        'acme.yaml:26:9 (#/components/schemas/Create/properties/region): $ref #/components/schemas/Creatte leads nowhere',
        'Did you mean #/components/schemas/Create?',
      ],
    ],
    [
      'a target in what is cut off',
      () =>
        inDocument(
          "schema: { $ref: '#/components/schemas/Created' }",
          'schema: { type: object, properties: { id: { type: string } } }',
        ),
      [
        'acme.overlay.yaml:15:5 (#/actions/3): actions[3] $.components.schemas.Created.properties: selects nothing in the document',
        'The document has it, but no path that `keep` names leads to it.',
      ],
    ],
    [
      'a $ref to another host',
      () =>
        inDocument('region: { type: string }', 'region: { $ref: "https://acme.example/types.yaml#/Region" }'),
      [
        'acme.yaml:26:9 (#/components/schemas/Create/properties/region): $ref https://acme.example/types.yaml#/Region leads to another host, and nothing is fetched that was not asked for',
        'Save what it leads to in a file beside this one, and refer to that by its relative path.',
      ],
    ],
    [
      'a $ref to a file that is not there',
      () => inDocument('region: { type: string }', 'region: { $ref: "types.yaml#/Region" }'),
      [
        'acme.yaml:26:9 (#/components/schemas/Create/properties/region): $ref types.yaml#/Region leads to no file: there is no types.yaml',
        'Put the file there, or mend the path.',
      ],
    ],
    [
      'a fault in another file of the document',
      () => ({
        ...inDocument('region: { type: string }', 'region: { $ref: "types.yaml#/Region" }'),
        'types.yaml': 'Region:\n  type: object\n  properties:\n    name: { $ref: "#/Name" }\n',
      }),
      ['types.yaml:4:5 (#/Region/properties/name): $ref #/Name leads nowhere: types.yaml has no #/Name'],
    ],
    [
      'an unknown operation',
      () => inOverlay('operation: create', 'operation: crate'),
      [
        'acme.overlay.yaml:12:27 (#/actions/1/update/x-keymux/operation): POST /keys: x-keymux.operation: is unknown: one of create, get, list, update, revoke, delete, verify, rotate, recover, import is',
        'Did you mean create?',
      ],
    ],
    [
      'two secrets',
      () =>
        inOverlay(
          'token: { x-keymux: { field: secret } }',
          'token: { x-keymux: { field: secret } }\n      again: { x-keymux: { field: secret } }',
        ),
      [
        'acme.overlay.yaml:12:15 (#/actions/1/update/x-keymux): POST /keys 200: token and again both claim to be secret',
        'Take the annotation of one of them away.',
      ],
    ],
    [
      'an allOf that leads in a circle',
      () =>
        inDocument(
          '    Created:\n      type: object',
          "    Base: { allOf: [{ $ref: '#/components/schemas/Created' }] }\n    Created:\n      allOf: [{ $ref: '#/components/schemas/Base' }]\n      type: object",
        ),
      [
        'acme.yaml:18:15 (#/paths/~1keys/post/responses/200/content/application~1json/schema): $ref #/components/schemas/Created leads in a circle',
      ],
    ],
    [
      'a target that selects nothing',
      () => inOverlay('schemas.Create.properties.label', 'schemas.Create.properties.lable'),
      [
        'acme.overlay.yaml:13:5 (#/actions/2): actions[2] $.components.schemas.Create.properties.lable: selects nothing in the document',
        'Did you mean $.components.schemas.Create.properties.label?',
      ],
    ],
    [
      'no create',
      () => inOverlay('operation: create', 'operation: update'),
      [
        'acme.overlay.yaml:6:7 (#/actions/0/update/x-keymux): $.paths: no operation is create',
        'Annotate the one that makes a key: `x-keymux: { operation: create, effect: acts }`. `keymux generate --init` proposes one.',
      ],
    ],
    [
      'YAML that is none',
      () => inDocument('      required: [label]', '      required: [label'),
      ['acme.yaml:24:7: Flow sequence in block collection must be sufficiently indented and end with a ]'],
    ],
    [
      'an unknown attribute',
      () => inOverlay('{ field: name }', '{ feild: name }'),
      [
        'acme.overlay.yaml:14:27 (#/actions/2/update/x-keymux/feild): POST /keys request.label: x-keymux: does not know feild',
        'Did you mean field?',
      ],
    ],
    [
      'an unknown attribute of the credential',
      () => inOverlay('option: token,', 'options: token,'),
      [
        'acme.overlay.yaml:9:23 (#/actions/0/update/x-keymux/credential/options): $: x-keymux.credential: does not know options',
        'Did you mean option?',
      ],
    ],
    [
      'a document that is none of OpenAPI',
      () => ({ 'acme.yaml': 'name: acme\nversion: 1.0.0\n' }),
      [
        'acme.yaml:1:1 (#): is not an OpenAPI document: it says neither openapi nor swagger',
        'Give the document that begins with `openapi: 3.1.0` or the like.',
      ],
    ],
    [
      'a document of a version to come',
      () => inDocument('openapi: 3.1.0', 'openapi: 4.0.0'),
      [
        'acme.yaml:1:1 (#/openapi): version 4.0.0 is not understood',
        'OpenAPI 3.0, 3.1 and 3.2 are, and Swagger 2.0.',
      ],
    ],
    [
      'an overlay in the place of the document',
      () => ({ 'acme.yaml': overlay }),
      [
        'acme.yaml:1:1 (#/overlay): this is an overlay, not an OpenAPI document',
        'Give the document as --spec and this file as --overlay.',
      ],
    ],
  ])('%s', async (_, files, lines) => {
    expect(await folderOf(files()).fault()).toEqual(lines)
  })
})
