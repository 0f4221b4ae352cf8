import { describe, expect, it } from 'vitest'
import { buildModel } from '../../src/generator/build-model.js'
import { keepPaths } from '../../src/generator/keep.js'
import { parseText } from '../../src/generator/load.js'
import { mergeSchemas } from '../../src/generator/merge-schemas.js'
import { applyOverlay } from '../../src/generator/overlay.js'
import { resolve, throughReferences } from '../../src/generator/references.js'
import { acmeDocument, acmeOverlay, sources } from './support/acme.js'

const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` })

describe('keep', () => {
  const document = {
    paths: {
      '/keys': { get: ref('A') },
      '/keys/{id}': { get: {} },
      '/else': { get: ref('D') },
      '/keysets': {},
    },
    components: {
      schemas: { A: { items: ref('B') }, B: { items: ref('A') }, C: {}, D: {} },
      securitySchemes: { bearer: {} },
    },
  }

  it('keeps the paths that fit a pattern, and of the components what these reach', () => {
    const kept = keepPaths(document, ['/keys', '/keys/*'])
    expect(Object.keys(kept['paths'] ?? {})).toEqual(['/keys', '/keys/{id}'])
    expect(kept['components']).toEqual({
      schemas: { A: document.components.schemas.A, B: document.components.schemas.B },
      securitySchemes: { bearer: {} },
    })
  })

  it('takes every character but the star as itself', () => {
    const paths = { '/v2/keys.create': {}, '/v2/keysXcreate': {}, '/v2/(a+b)': {} }
    expect(keepPaths({ paths }, ['/v2/keys.*', '/v2/(a+b)'])['paths']).toEqual({
      '/v2/keys.create': {},
      '/v2/(a+b)': {},
    })
  })
})

describe('references', () => {
  const document = {
    components: {
      schemas: {
        Base: { type: 'object', required: ['id'], properties: { id: { type: 'string', maxLength: 9 } } },
        Alias: ref('Base'),
        More: { allOf: [ref('Base'), { required: ['b'], properties: { id: { minLength: 2 }, b: {} } }] },
        Self: { type: 'object', properties: { parent: ref('Self') }, allOf: [ref('Self')] },
      },
    },
  }

  it('are followed to the end, with what stands beside them on top', () => {
    expect(resolve(document, { ...ref('Alias'), description: 'here' })).toEqual({
      ...document.components.schemas.Base,
      description: 'here',
    })
  })

  it('are followed into allOf, which is put together', () => {
    const resolved = resolve(document, ref('More'))
    expect(resolved).toMatchObject({ type: 'object', required: ['id', 'b'] })
    const { id } = resolved['properties'] as Record<string, object>
    expect(resolve(document, id as never)).toEqual({ type: 'string', maxLength: 9, minLength: 2 })
  })

  it('end where a schema is a part of itself', () => {
    expect(resolve(document, ref('Self'))).toMatchObject({ type: 'object' })
    expect([...throughReferences(document, ref('More'))]).toEqual([
      '#/components/schemas/More',
      '#/components/schemas/Base',
    ])
  })

  it.each([
    [{ maxLength: 5 }, { maxLength: 9 }, { maxLength: 5 }],
    [{ minimum: 1 }, { minimum: 3 }, { minimum: 3 }],
    [{ description: 'a' }, { description: 'b' }, { description: 'b' }],
    [{ required: ['a'] }, { required: ['a', 'b'] }, { required: ['a', 'b'] }],
    [{ nullable: false }, { nullable: true }, { nullable: true }],
  ])('%j and %j together are %j', (first, second, both) => {
    expect(mergeSchemas(first, second)).toEqual(both)
  })
})

describe('the model', () => {
  it('tells what each field means', () => {
    const annotated = applyOverlay(acmeDocument(), acmeOverlay(), sources.overlay)
    const { create, serverUrl } = buildModel('acme', annotated, sources)
    expect(serverUrl).toBe('https://api.acme.example')
    expect(create).toMatchObject({ operationId: 'keys.create', method: 'POST', path: '/keys', status: '200' })
    expect(
      create.request.map(({ name, required, annotation }) => [name, required, annotation?.field]),
    ).toEqual([
      ['label', true, 'name'],
      ['region', false, undefined],
    ])
    expect(create.answer.map(({ name, presence }) => [name, presence])).toEqual([
      ['id', 'required'],
      ['token', 'required'],
    ])
  })
})

describe('a document that is no document', () => {
  it.each([
    ['a: [1, 2', 'acme.yaml:1:9: Flow sequence in block collection must be sufficiently indented'],
    ['a: 1\na: 2', 'acme.yaml:2:1: Map keys must be unique'],
    ['{"a": }}', 'acme.yaml:1:8: Unexpected'],
    ['- 1', 'acme.yaml:1:1: the document is not an object'],
    ['', 'acme.yaml:1:1: the document is not an object'],
  ])('ends with one line for %j', (text, line) => {
    const fault = faultOf(text)
    expect(fault.slice(0, line.length)).toBe(line)
    expect(fault).not.toContain('\n')
  })
})

function faultOf(text: string): string {
  try {
    parseText(text, 'acme.yaml')
    return 'no fault'
  } catch (error) {
    return error instanceof Error ? error.message : 'no Error'
  }
}
