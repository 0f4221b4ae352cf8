import { isJsonObject } from '../generator/json.js'
import type { VendorModel } from '../generator/model.js'

/** The document's first server with its variables filled in; undefined where that is no address of its own. */
export function serverUrlOf({ document, serverUrl }: VendorModel): string | undefined {
  if (serverUrl === null) return undefined
  const servers = document['servers']
  const first = Array.isArray(servers) ? servers[0] : undefined
  const variables = isJsonObject(first) ? first['variables'] : undefined
  const url = serverUrl.replaceAll(/\{([^}]+)\}/g, (text, name: string) => {
    const variable = isJsonObject(variables) ? variables[name] : undefined
    return isJsonObject(variable) ? String(variable['default'] ?? text) : text
  })
  return URL.canParse(url) ? url : undefined
}
