import { operations, type Operation } from '../core/operation.js'
import { annotationKey } from './annotations.js'
import { GenerationError } from './generation-error.js'
import { isJsonObject, type JsonObject } from './json.js'
import type { Contract, OperationModel, Sources, VendorModel } from './model.js'
import { operationsIn } from './operations-in.js'
import { readOperation } from './read-operation.js'
import { sharedAnnotations } from './shared-annotations.js'
import { sharedSchemas } from './shared-schemas.js'
import { rootAnnotation, type RootAnnotation } from './root-annotation.js'

/** What the annotated document means. Ends the generation where that is not clear. */
export function buildModel(id: string, document: JsonObject, sources: Sources): VendorModel {
  const root = rootAnnotation(sources.overlay, document[annotationKey])
  const found = findOperations({ document, sources, shared: sharedAnnotations(document) })
  const create = found.get('create')
  if (create === undefined) {
    const fix =
      'Annotate the one that makes a key: `x-keymux: { operation: create, effect: acts }`. `keymux generate --init` proposes one.'
    throw new GenerationError(sources.overlay, '$.paths', 'no operation is create', fix)
  }
  refuseEmulated(root, found, sources)
  return {
    document,
    sources,
    id,
    root,
    serverUrl: root.baseUrl === undefined ? serverUrl(document, sources) : null,
    create,
    operations: new Map(operations.flatMap((name) => [...found].filter(([each]) => each === name))),
    shared: sharedSchemas(document, [...found.values()]),
  }
}

function serverUrl(document: JsonObject, sources: Sources): string {
  const servers = document['servers']
  const first = Array.isArray(servers) ? servers[0] : undefined
  const url = isJsonObject(first) ? first['url'] : undefined
  if (typeof url !== 'string') throw new GenerationError(sources.document, '$.servers', 'names no URL')
  return url
}

function findOperations(contract: Contract): Map<Operation, OperationModel> {
  const all = operationsIn(contract.document).flatMap((found) => {
    const annotation = found.operation[annotationKey]
    return annotation === undefined ? [] : readOperation(contract, found, annotation)
  })
  const found = new Map<Operation, OperationModel>()
  for (const each of all) {
    const first = found.get(each.operation)
    if (first !== undefined) {
      const reason = `claims to be ${each.operation}, which ${first.method} ${first.path} is already`
      throw new GenerationError(contract.sources.overlay, `${each.method} ${each.path}`, reason)
    }
    found.set(each.operation, each)
  }
  return found
}

function refuseEmulated(
  { emulates }: RootAnnotation,
  found: ReadonlyMap<Operation, OperationModel>,
  { overlay }: Sources,
): void {
  const native = emulates.map((name) => found.get(name)).find((each) => each !== undefined)
  if (native === undefined) return
  const reason = `${annotationKey}.emulates: ${native.operation} is ${native.method} ${native.path}`
  throw new GenerationError(overlay, '$', reason)
}
