import { describe, expect, it } from 'vitest'
import { compareContracts } from '../../src/generator/drift/compare-contracts.js'
import { levelOf } from '../../src/generator/drift/level.js'
import { reportDrifts, summaryOf } from '../../src/generator/drift/report.js'
import { parseText } from '../../src/generator/load.js'

const CONTRACT = `
openapi: 3.1.0
servers: [{ url: https://api.example.com }]
paths:
  /keys/{id}:
    parameters:
      - { name: id, in: path, required: true, schema: { type: string, minLength: 3 } }
    post:
      parameters:
        - { name: limit, in: query, schema: { type: integer, maximum: 100 } }
      requestBody:
        required: true
        content:
          application/json:
            schema:
              type: object
              required: [name]
              additionalProperties: false
              properties:
                name: { type: string, maxLength: 255, pattern: ^a }
                mode: { type: string, enum: [live, test], default: live }
                tags: { type: array, maxItems: 5, items: { type: string } }
                note: { type: [string, 'null'] }
                expires: { type: integer, format: int64, exclusiveMinimum: 0 }
                meta: { type: object, additionalProperties: { type: string } }
                either: { oneOf: [{ type: string }, { type: integer }] }
      responses:
        '200':
          headers: { X-Left: { required: true, schema: { type: integer } } }
          content: { application/json: { schema: { $ref: '#/components/schemas/Key' } } }
        '400':
          content: { application/problem+json: { schema: { $ref: '#/components/schemas/BadRequest' } } }
components:
  schemas:
    Key:
      type: object
      required: [id]
      properties:
        id: { type: string }
        parent: { $ref: '#/components/schemas/Key' }
    Problem: { type: object, required: [title], properties: { title: { type: string } } }
    BadRequest:
      allOf:
        - $ref: '#/components/schemas/Problem'
        - { type: object, required: [errors], properties: { errors: { type: array, items: { type: string } } } }
`

const ours = parseText(CONTRACT, 'contract')
const POST = 'POST /keys/{id}'
const BODY = `${POST} request body`

/** Drifts as "kind path", found when one text of the contract reads otherwise at the vendor. */
function after(from: string, to: string): string[] {
  expect(CONTRACT.split(from), `"${from}" stands once`).toHaveLength(2)
  const theirs = parseText(CONTRACT.replace(from, to), 'vendor')
  return compareContracts(ours, theirs).map(({ kind, path }) => `${kind} ${path}`)
}

describe('one change at the vendor is found, and named by its place', () => {
  it.each([
    ['dropped field', "note: { type: [string, 'null'] }", '', [`absent ${BODY}.note`]],
    ['new optional field', 'note: {', 'more: {}\n                note: {', [`new ${BODY}.more`]],
    [
      'changed type',
      'items: { type: string } }\n                note',
      'items: { type: number } }\n                note',
      [`type ${BODY}.tags[]`],
    ],
    ['tighter length', 'maxLength: 255', 'maxLength: 64', [`limit ${BODY}.name maxLength`]],
    ['tighter list', 'maxItems: 5, ', 'maxItems: 4, ', [`limit ${BODY}.tags maxItems`]],
    [
      'added limit',
      'type: integer, maximum: 100',
      'type: integer, minimum: 1, maximum: 100',
      [`limit ${POST} query limit minimum`],
    ],
    ['dropped enum value', '[live, test]', '[live]', [`enum ${BODY}.mode`]],
    ['new enum value', '[live, test]', '[live, test, dev]', [`new ${BODY}.mode`]],
    ['other default', 'default: live', 'default: test', [`default ${BODY}.mode`]],
    ['no longer required', 'required: [name]', 'required: []', [`required ${BODY}.name`]],
    ['newly required', 'required: [name]', 'required: [name, mode]', [`required ${BODY}.mode`]],
    ['other pattern', 'pattern: ^a', 'pattern: ^b', [`pattern ${BODY}.name`]],
    ['no longer nullable', "type: [string, 'null']", 'type: string', [`nullable ${BODY}.note`]],
    ['other format', 'format: int64', 'format: int32', [`format ${BODY}.expires`]],
    ['body opened', 'additionalProperties: false', 'additionalProperties: true', [`closed ${BODY}`]],
    [
      'map of other values',
      'additionalProperties: { type: string }',
      'additionalProperties: { type: integer }',
      [`type ${BODY}.meta.*`],
    ],
    [
      'other alternative',
      'oneOf: [{ type: string }, { type: integer }]',
      'oneOf: [{ type: integer }, { type: boolean }]',
      [`type ${BODY}.either|0`],
    ],
    [
      'fewer alternatives',
      ', { type: integer }] }',
      ', { type: boolean }, { type: integer }] }',
      [`new ${BODY}.either|`],
    ],
    [
      'optional body',
      'requestBody:\n        required: true',
      'requestBody:\n        required: false',
      [`required ${BODY}`],
    ],
    ['renamed path', '/keys/{id}:', '/key/{id}:', [`absent ${POST}`]],
    ['other method', '    post:', '    put:', [`absent ${POST}`]],
    [
      'renamed parameter',
      'name: limit',
      'name: size',
      [`absent ${POST} query limit`, `new ${POST} query size`],
    ],
    ['limit of a path parameter', 'minLength: 3', 'minLength: 8', [`limit ${POST} path id minLength`]],
    ['dropped response', "'400':", "'404':", [`absent ${POST} response 400`, `new ${POST} response 404`]],
    [
      'renamed header',
      'X-Left',
      'X-Right',
      [`absent ${POST} response 200 header x-left`, `new ${POST} response 200 header x-right`],
    ],
    [
      'other media type',
      'application/problem+json',
      'text/html',
      [
        `absent ${POST} response 400 body (application/problem+json)`,
        `new ${POST} response 400 body (text/html)`,
      ],
    ],
    [
      'change inside allOf',
      'title: { type: string }',
      'title: { type: integer }',
      [`type ${POST} response 400 body (application/problem+json).title`],
    ],
    [
      'change inside a cycle',
      'id: { type: string }',
      'id: { type: integer }',
      [`type ${POST} response 200 body.id`],
    ],
    [
      'moved server',
      'https://api.example.com',
      'https://api.example.net',
      ['absent servers https://api.example.com'],
    ],
  ])('%s', (_, from, to, expected) => {
    expect(after(from, to)).toEqual(expected)
  })

  it('calls a new required field of a request a break, and one of an answer an addition', () => {
    expect(after('required: [name]', 'required: [name, more]')).toEqual([`required ${BODY}.more`])
    expect(after('id: { type: string }', 'id: { type: string }\n        more: {}')).toEqual([
      `new ${POST} response 200 body.more`,
    ])
  })
})

describe('what says the same is no drift', () => {
  it.each([
    ['3.0 nullable', "type: [string, 'null']", 'type: string, nullable: true'],
    [
      'null as an alternative',
      "{ type: [string, 'null'] }",
      "{ anyOf: [{ type: string }, { type: 'null' }] }",
    ],
    ['3.0 boolean exclusiveMinimum', 'exclusiveMinimum: 0', 'minimum: 0, exclusiveMinimum: true'],
    [
      'schema behind a reference',
      'title: { type: string } } }',
      'title: { $ref: "#/components/schemas/Title" } } }\n    Title: { type: string }',
    ],
    ['allOf of one', 'expires: { type: integer,', 'expires: { allOf: [{ type: integer }],'],
    [
      'alternatives in another order',
      '[{ type: string }, { type: integer }]',
      '[{ type: integer }, { type: string }]',
    ],
    ['enum in another order', '[live, test]', '[test, live]'],
    [
      'default type of other fields',
      'Problem: { type: object,',
      'Problem: { type: object, additionalProperties: true,',
    ],
    [
      'descriptions and extensions',
      'pattern: ^a',
      'pattern: ^a, description: Text, example: a, x-go-type: string',
    ],
    ['another operation', 'paths:', 'paths:\n  /other: { get: { responses: {} } }'],
  ])('%s', (_, from, to) => {
    expect(after(from, to)).toEqual([])
  })
})

describe('the report', () => {
  it('groups by operation and tells what many places share once', () => {
    const paths = ['GET /a request body.x maxLength', 'GET /a query y', 'GET /b request body.x maxLength']
    const drifts = paths.map((path) => ({ path, kind: 'limit' as const, ours: 1, theirs: undefined }))
    expect(reportDrifts(drifts)).toEqual([
      '',
      'GET /a',
      '  worth a look  limit     request body.x maxLength  ours: 1, theirs: – (and 1 more place alike)',
      '  worth a look  limit     query y                   ours: 1, theirs: –',
    ])
  })

  it('counts what each level has, the worst first', () => {
    const kinds = ['absent', 'new', 'new'] as const
    const drifts = kinds.map((kind) => ({ path: `${BODY}.x`, kind, ours: undefined, theirs: undefined }))
    expect(summaryOf(drifts)).toBe('1 breaking, 2 harmless')
    expect(summaryOf([])).toBe('')
  })
})

/** The levels of what is found, when one text of the contract reads otherwise at the vendor. */
function levelsAfter(from: string, to: string): string[] {
  expect(CONTRACT.split(from), `"${from}" stands once`).toHaveLength(2)
  return compareContracts(ours, parseText(CONTRACT.replace(from, to), 'vendor')).map(levelOf)
}

describe('the level of a difference', () => {
  it.each([
    ['an operation that went', '    post:', '    put:', ['breaking']],
    ['another server', 'https://api.example.com', 'https://api.example.net', ['breaking']],
    ['a field we send that went', "note: { type: [string, 'null'] }", '', ['breaking']],
    ['a field that must be sent from now on', 'required: [name]', 'required: [name, mode]', ['breaking']],
    ['a shorter text', 'maxLength: 255', 'maxLength: 64', ['breaking']],
    ['a longer text', 'maxLength: 255', 'maxLength: 300', ['worth-a-look']],
    ['a value that is not taken any more', '[live, test]', '[live]', ['breaking']],
    ['a value more that is taken', '[live, test]', '[live, test, dev]', ['harmless']],
    ['null that is not taken any more', "type: [string, 'null']", 'type: string', ['breaking']],
    ['another default', 'default: live', 'default: test', ['worth-a-look']],
    ['another pattern', 'pattern: ^a', 'pattern: ^b', ['breaking']],
    ['no pattern any more', 'pattern: ^a', '', ['worth-a-look']],
    ['a type of which ours is a part', 'expires: { type: integer', 'expires: { type: number', ['harmless']],
    ['a field that need not be sent', 'required: [name]', 'required: []', ['harmless']],
    [
      'another way to write a parameter',
      '{ name: limit, in: query,',
      '{ name: limit, in: query, explode: false,',
      ['breaking'],
    ],
    [
      'a field more in an answer',
      'id: { type: string }',
      'id: { type: string }\n        more: {}',
      ['harmless'],
    ],
    ['null in an answer', 'id: { type: string }', "id: { type: [string, 'null'] }", ['breaking']],
    ['a field that may be missing in an answer', 'required: [id]', 'required: []', ['breaking']],
    [
      'an optional field of an answer that went',
      'parent: { $ref:',
      'mother: { $ref:',
      ['worth-a-look', 'harmless'],
    ],
    ['a header of an answer that went', 'X-Left', 'X-Right', ['worth-a-look', 'worth-a-look']],
    ['another success', "'200':", "'201':", ['breaking', 'worth-a-look']],
    ['another failure', "'400':", "'404':", ['harmless', 'harmless']],
    ['another text in a failure', 'title: { type: string }', 'title: { type: integer }', ['worth-a-look']],
  ])('%s', (_, from, to, expected) => {
    expect(levelsAfter(from, to)).toEqual(expected)
  })
})
