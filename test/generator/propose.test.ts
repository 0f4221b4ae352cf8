import { existsSync } from 'node:fs'
import { afterAll, describe, expect, it } from 'vitest'
import { parseText } from '../../src/generator/load.js'
import { generateFromFiles } from '../../src/generator/generate-from-files.js'
import { proposeOverlay, type Proposed } from '../../src/generator/propose/propose.js'
import { SpecFolder } from './support/files.js'

const folder = new SpecFolder()
afterAll(() => folder.remove())

/** The operations that a proposal has found, as `kind METHOD /path`. */
function found({ operations }: Proposed): string[] {
  return operations.map(({ kind, method, path }) => `${kind} ${method} ${path}`)
}

/** What the annotations of a proposal say, by the name of what they stand on. */
function meanings({ text }: Proposed): Record<string, unknown> {
  const { actions } = parseText(text, 'proposal') as {
    actions: { target: string; update: Record<string, unknown> }[]
  }
  return Object.fromEntries(
    actions.flatMap(({ target, update }) =>
      Object.entries(update).map(([name, value]) => [
        name === 'x-keymux' ? target : `${target}.${name}`,
        name === 'x-keymux' ? value : (value as { 'x-keymux': unknown })['x-keymux'],
      ]),
    ),
  )
}

describe('a proposal for a vendor that nobody has described', () => {
  it('finds the operations, and says the same as the overlay by hand', async () => {
    const proposed = await proposeOverlay('docs/examples/acme/openapi.yaml', undefined)
    const tokens = '/projects/{project_id}/access-tokens'
    expect(found(proposed)).toEqual([
      `create POST ${tokens}`,
      `list GET ${tokens}`,
      `get GET ${tokens}/{token_id}`,
      `update PATCH ${tokens}/{token_id}`,
      `revoke DELETE ${tokens}/{token_id}`,
    ])
    expect(proposed.obstacle).toBeUndefined()
    expect(meanings(proposed)).toMatchObject({
      '$.components.schemas.NewAccessToken.properties.expires_at': { field: 'expiresAt', codec: 'rfc3339' },
      '$.components.schemas.NewAccessToken.properties.labels': { field: 'metadata' },
      '$.components.schemas.CreatedAccessToken.allOf[1].properties.token': { field: 'secret' },
      '$.components.schemas.AccessToken.properties.id': { field: 'id' },
      '$.components.schemas.AccessTokenChange.properties.disabled': { field: 'enabled', inverted: true },
    })
    expect(proposed.text).toContain('labels: { x-keymux: { field: metadata } } # guess: by its name, labels')
  })

  it('leads to a client without a word added', async () => {
    const files = folder.write({
      'overlay.yaml': (await proposeOverlay('docs/examples/acme/openapi.yaml', undefined)).text,
    })
    const sources = { document: 'docs/examples/acme/openapi.yaml', overlay: files.path('overlay.yaml') }
    const generated = await generateFromFiles({ id: 'acme', sources }, 'package')
    expect(Object.keys(generated)).toEqual(['adapter.ts', 'paths.ts', 'index.ts'])
    expect(generated['index.ts']).toMatch(/export function acme\b/)
  })

  it('reads Swagger 2.0, marks what only a person can know, and asks what nothing tells', async () => {
    const files = folder.write({
      'old.json': {
        swagger: '2.0',
        info: { title: 'The Old API', version: '1' },
        host: 'old.example',
        schemes: ['https'],
        securityDefinitions: { login: { type: 'basic' } },
        paths: {
          '/apikey/generate': {
            post: {
              operationId: 'generateApikey',
              parameters: [
                { name: 'X-Version', in: 'header', required: true, type: 'string' },
                {
                  name: 'body',
                  in: 'body',
                  required: true,
                  schema: {
                    type: 'object',
                    required: ['label', 'account'],
                    properties: {
                      label: { type: 'string' },
                      account: { type: 'string' },
                      ttl: { type: 'integer' },
                    },
                  },
                },
              ],
              responses: {
                200: {
                  description: 'Made.',
                  schema: {
                    type: 'object',
                    required: ['id', 'apikey'],
                    properties: {
                      id: { type: 'integer' },
                      apikey: { type: 'string' },
                      created: { type: 'integer' },
                    },
                  },
                },
              },
            },
          },
        },
      },
    })
    const proposed = await proposeOverlay(files.path('old.json'), undefined)
    expect(found(proposed)).toEqual(['create POST /apikey/generate'])
    expect(proposed.obstacle).toBeUndefined()
    expect(proposed.text).toContain('vendor: Old')
    expect(proposed.text).toMatch(/ttl: .*seconds-from-now.* # guess: is it in seconds\?/)
    expect(proposed.text).toMatch(/created: .*epoch-seconds.* # guess: seconds or milliseconds\?/)
    expect(proposed.open.join('\n')).toMatch(/How are calls authorised\?/)
    expect(proposed.open.join('\n')).toMatch(/header X-Version is required/)
    expect(proposed.open.join('\n')).toMatch(/No operation looks like list/)
    expect(proposed.open.join('\n')).toMatch(/No operation looks like revoke/)
  })

  it('leaves out an operation that it does not understand, and says why', async () => {
    const text = `
openapi: 3.1.0
info: { title: Half, version: '1' }
servers: [{ url: 'https://half.example' }]
paths:
  /keys:
    post: { responses: { '200': { description: Made., content: { application/json: { schema: { type: object, required: [id, secret], properties: { id: { type: string }, secret: { type: string } } } } } } } }
  /keys/{id}/rotate:
    post:
      parameters: [{ name: id, in: path, required: true, schema: { type: string } }]
      responses: { '204': { description: Rotated. } }
`
    const files = folder.write({ 'half.yaml': text })
    const proposed = await proposeOverlay(files.path('half.yaml'), undefined)
    expect(found(proposed)).toEqual(['create POST /keys'])
    expect(proposed.open[0]).toMatch(/^POST \/keys\/\{id\}\/rotate looks like rotate and is left out: /)
    expect(proposed.obstacle).toBeUndefined()
  })

  it('does not take a login or a webhook for a key, and says that there is none', async () => {
    const answer = `{ responses: { '200': { description: Ok., content: { application/json: { schema: { type: object, properties: { token: { type: string } } } } } } } }`
    const files = folder.write({
      'none.yaml': `openapi: 3.1.0\ninfo: { title: None, version: '1' }\npaths:\n  /login: { post: ${answer} }\n  /oauth/token: { post: ${answer} }\n  /webhooks/signing-secret: { post: ${answer} }\n`,
    })
    await expect(proposeOverlay(files.path('none.yaml'), undefined)).rejects.toThrow(
      /no operation that looks as if it made keys/,
    )
  })
})

const contracts = ['unkey', 'clerk', 'factify', 'flow', 'openrouter', 'workos']
const upstream = '../shared/upstream'

describe("the proposals for the vendors' own documents", () => {
  it.each(contracts)(
    '%s: a client could be generated from it, and the create is the right one',
    async (id) => {
      const proposed = await proposeOverlay(`specs/${id}/openapi.yaml`, undefined)
      expect(proposed.obstacle).toBeUndefined()
      const creates: Readonly<Record<string, string>> = {
        unkey: 'create POST /v2/keys.createKey',
        clerk: 'create POST /api_keys',
        factify: 'create POST /v1beta/api-keys',
        flow: 'create POST /api-keys',
        openrouter: 'create POST /keys',
        workos: 'create POST /organizations/{organizationId}/api_keys',
      }
      expect(found(proposed)[0]).toBe(creates[id])
      expect(found(proposed).map((line) => line.split(' ')[0])).toContain('revoke')
    },
  )

  it.skipIf(!existsSync(upstream))('of hundreds of operations as well', async () => {
    const proposed = await proposeOverlay(`${upstream}/clerk.openapi.yaml`, undefined)
    expect(found(proposed)).toContain('recover GET /api_keys/{apiKeyID}/secret')
    expect(proposed.obstacle).toBeUndefined()
  })
})
