import { describe, expect, it } from 'vitest'
import { isJsonObject, type JsonObject, type JsonValue } from '../../src/generator/json.js'
import { applyOverlay } from '../../src/generator/overlay.js'

const document: JsonObject = {
  info: { title: 'Shop', tags: ['a'] },
  paths: {
    '/one': { get: { operationId: 'one', deprecated: true, parameters: [{ name: 'id', in: 'path' }] } },
    '/two': { get: { operationId: 'two', parameters: [{ name: 'id', in: 'query' }, { name: 'limit' }] } },
  },
}

function apply(...actions: JsonObject[]): JsonObject {
  return applyOverlay(document, { overlay: '1.0.0', actions }, 'overlay.yaml')
}

/** What stands at a place of the result. */
function read(result: JsonObject, ...path: string[]): JsonValue | undefined {
  return path.reduce<JsonValue | undefined>(
    (node, step) => (Array.isArray(node) ? node[Number(step)] : isJsonObject(node) ? node[step] : undefined),
    result,
  )
}

describe('an overlay', () => {
  it('leaves the document as it was', () => {
    const before = structuredClone(document)
    apply({ target: '$.info', update: { title: 'Other' } })
    expect(document).toEqual(before)
  })

  it('merges an update into what is there, field by field and down to the leaves', () => {
    const result = apply({ target: '$', update: { info: { title: 'Other', contact: { name: 'Me' } } } })
    expect(result['info']).toEqual({ title: 'Other', tags: ['a'], contact: { name: 'Me' } })
  })

  it('appends a list to a list', () => {
    expect(read(apply({ target: '$.info', update: { tags: ['b', 'c'] } }), 'info', 'tags')).toEqual(
      'abc'.split(''),
    )
  })

  it('appends an update of a list as one entry', () => {
    const result = apply({ target: "$.paths['/one'].get.parameters", update: { name: 'more' } })
    expect(read(result, 'paths', '/one', 'get', 'parameters', '1')).toEqual({ name: 'more' })
  })

  it('does to every match what it says, and shares nothing between them', () => {
    const result = apply(
      { target: '$.paths.*.get', update: { 'x-cost': { units: 1 } } },
      { target: "$.paths['/two'].get['x-cost']", update: { units: 2 } },
    )
    expect(read(result, 'paths', '/one', 'get', 'x-cost')).toEqual({ units: 1 })
    expect(read(result, 'paths', '/two', 'get', 'x-cost')).toEqual({ units: 2 })
  })

  it('removes fields and entries, several of one list at once', () => {
    const result = apply(
      { target: "$.paths['/two'].get.parameters[*]", remove: true },
      { target: '$.info.title', remove: true },
    )
    expect(read(result, 'paths', '/two', 'get', 'parameters')).toEqual([])
    expect(result['info']).toEqual({ tags: ['a'] })
  })

  it('takes a removal for one where both are said, as the specification does', () => {
    expect(apply({ target: '$.info.title', remove: true, update: {} })['info']).toEqual({ tags: ['a'] })
  })

  it('follows filters', () => {
    const result = apply({
      target: '$.paths.*.get.parameters[?(@.name == "id")]',
      update: { required: true },
    })
    expect(read(result, 'paths', '/two', 'get', 'parameters', '1')).toEqual({ name: 'limit' })
    const found = apply({ target: '$..parameters[?@.in == "path"]', update: { required: true } })
    expect(read(found, 'paths', '/one', 'get', 'parameters', '0')).toMatchObject({ required: true })
    expect(read(found, 'paths', '/two', 'get', 'parameters', '0')).toEqual({ name: 'id', in: 'query' })
  })

  it('lets a later action build on an earlier one', () => {
    const result = apply(
      { target: '$.info', update: { extra: {} } },
      { target: '$.info.extra', update: { seen: true } },
    )
    expect(read(result, 'info', 'extra')).toEqual({ seen: true })
  })

  it.each([
    [{ overlay: '2.0.0', actions: [] }, 'overlay.yaml: overlay: must be 1.0.0'],
    [{ overlay: '1.0.0' }, 'overlay.yaml: actions: must be a list'],
    [
      { overlay: '1.0.0', actions: [{ target: '$.info.title', update: { a: 1 } }] },
      'overlay.yaml: actions[0] $.info.title: cannot be updated this way',
    ],
  ])('ends with one line for %j', (overlay, line) => {
    expect(() => applyOverlay(document, overlay, 'overlay.yaml')).toThrow(line)
  })
})
