import { isJsonObject } from '../json.js'
import { operationComparer } from './compare-operation.js'
import { difference, under } from './drift.js'
import { listOf } from './parts.js'
import { resolve } from './resolve.js'
import type { JsonObject } from '../json.js'
import type { Drift } from './drift.js'

const methods = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace']

/** What the vendor's document says otherwise than our contract, in the operations that ours has. */
export function compareContracts(ours: JsonObject, theirs: JsonObject): Drift[] {
  const compare = operationComparer(ours, theirs)
  const [ourPaths, theirPaths] = [pathsOf(ours), pathsOf(theirs)]
  const operations = [...ourPaths].flatMap(([path, pathItem]) =>
    methods.flatMap((method) => {
      const name = `${method.toUpperCase()} ${path}`
      const operation = pathItem[method]
      if (!isJsonObject(operation)) return []
      const theirItem = theirPaths.get(path)
      const theirOperation = theirItem?.[method]
      if (theirItem === undefined || !isJsonObject(theirOperation))
        return difference(name, 'absent', 'operation', undefined)
      return under(name, compare({ pathItem, operation }, { pathItem: theirItem, operation: theirOperation }))
    }),
  )
  return [...compareServers(ours, theirs), ...operations]
}

/** A vendor may run more servers than the ones we use. */
function compareServers(ours: JsonObject, theirs: JsonObject): Drift[] {
  const theirUrls = serversOf(theirs)
  return serversOf(ours)
    .filter((url) => !theirUrls.includes(url))
    .flatMap((url) => difference(`servers ${url}`, 'absent', url, theirUrls))
}

function serversOf(document: JsonObject): string[] {
  return listOf(document['servers']).flatMap((server) => {
    const url = isJsonObject(server) ? server['url'] : undefined
    return typeof url === 'string' ? [url.replace(/\/$/, '')] : []
  })
}

function pathsOf(document: JsonObject): ReadonlyMap<string, JsonObject> {
  const paths = isJsonObject(document['paths']) ? Object.entries(document['paths']) : []
  return new Map(
    paths.flatMap(([path, item]): [string, JsonObject][] => {
      const resolved = resolve(document, item)
      return resolved === undefined ? [] : [[path, resolved]]
    }),
  )
}
