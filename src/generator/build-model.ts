import { annotationKey, rootAnnotation } from './annotations.js'
import { GenerationError } from './generation-error.js'
import { isJsonObject, type JsonObject } from './json.js'
import type { Contract, OperationModel, Sources, VendorModel } from './model.js'
import { operationsIn } from './operations-in.js'
import { readOperation } from './read-operation.js'

/** What the annotated document means. Ends the generation where that is not clear. */
export function buildModel(id: string, document: JsonObject, sources: Sources): VendorModel {
  const root = rootAnnotation(sources.overlay, document[annotationKey])
  const operations = findOperations({ document, sources })
  const [create, second] = operations.filter(({ operation }) => operation === 'create')
  if (create === undefined) throw new GenerationError(sources.overlay, '$.paths', 'no operation is create')
  if (second !== undefined) {
    const first = `${create.method} ${create.path}`
    const reason = `claims to be create, which ${first} is already`
    throw new GenerationError(sources.overlay, `${second.method} ${second.path}`, reason)
  }
  return {
    document,
    sources,
    id,
    root,
    serverUrl: root.baseUrl === undefined ? serverUrl(document, sources) : null,
    create,
  }
}

function serverUrl(document: JsonObject, sources: Sources): string {
  const servers = document['servers']
  const first = Array.isArray(servers) ? servers[0] : undefined
  const url = isJsonObject(first) ? first['url'] : undefined
  if (typeof url !== 'string') throw new GenerationError(sources.document, '$.servers', 'names no URL')
  return url
}

function findOperations(contract: Contract): OperationModel[] {
  return operationsIn(contract.document).flatMap((found) => {
    const annotation = found.operation[annotationKey]
    return annotation === undefined ? [] : [readOperation(contract, found, annotation)]
  })
}
