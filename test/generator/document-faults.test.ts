import { describe, expect, it } from 'vitest'
import { at, faultOf, schemas, type Change } from './support/acme.js'

type Case = [what: string, change: Change, line: string]

const documents: Case[] = [
  [
    'a dangling $ref',
    {
      document: (parsed) => {
        at(schemas(parsed), 'Create', 'properties')['plan'] = { $ref: '#/components/schemas/Plan' }
      },
    },
    '#/components/schemas/Create/properties/plan: $ref #/components/schemas/Plan leads nowhere',
  ],
  [
    'a $ref to another file',
    {
      document: (parsed) => {
        at(schemas(parsed), 'Create', 'properties')['a/b'] = { $ref: 'plans.yaml#/Plan' }
      },
    },
    '#/components/schemas/Create/properties/a~1b: $ref plans.yaml#/Plan is not in this document',
  ],
  [
    'a $ref that leads to itself',
    {
      document: (parsed) => {
        schemas(parsed)['Plan'] = { $ref: '#/components/schemas/Tier' }
        schemas(parsed)['Tier'] = { $ref: '#/components/schemas/Plan' }
        at(schemas(parsed), 'Create', 'properties')['plan'] = { $ref: '#/components/schemas/Plan' }
      },
    },
    '#/components/schemas/Create/properties/plan: $ref #/components/schemas/Plan leads in a circle',
  ],
  [
    'a list that holds itself in a request body',
    {
      document: (parsed) => {
        schemas(parsed)['Lists'] = { type: 'array', items: { $ref: '#/components/schemas/Lists' } }
        at(schemas(parsed), 'Create', 'properties')['lists'] = { $ref: '#/components/schemas/Lists' }
      },
    },
    'POST /keys request.lists[]: a request body that holds itself otherwise than by a component which is an object cannot be checked',
  ],
  [
    'a broken pattern',
    {
      document: (parsed) => {
        at(schemas(parsed), 'Create', 'properties', 'label')['pattern'] = '[a-z'
      },
    },
    'POST /keys request.label: [a-z is no regular expression',
  ],
  [
    'a type that cannot be checked',
    {
      document: (parsed) => {
        at(schemas(parsed), 'Create', 'properties', 'label')['type'] = 'file'
      },
    },
    'request field name: a value of type file cannot be checked',
  ],
  [
    'no server',
    {
      document: (parsed) => {
        parsed['servers'] = []
      },
    },
    '$.servers: names no URL',
  ],
  [
    'an operation that never succeeds',
    {
      document: (parsed) => {
        at(parsed, 'paths', '/keys', 'post')['responses'] = { '404': { description: 'Gone.' } }
      },
    },
    'POST /keys: has no answer for a success',
  ],
]

describe('a generation ends with one line that names the document, the place and the reason for', () => {
  it.each(documents)('%s', async (_, change, line) => {
    expect(await faultOf(change)).toBe(`GenerationError: acme/openapi.yaml: ${line}`)
  })
})
