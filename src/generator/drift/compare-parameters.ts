import { isJsonObject } from '../json.js'
import { difference, under } from './drift.js'
import type { JsonObject, JsonValue } from '../json.js'
import type { CompareSchemas } from './compare-schema.js'
import type { Drift } from './drift.js'

/** Both lists are resolved and in the order path item, operation: the later one of a name replaces the earlier. */
export function compareParameters(
  ours: readonly JsonObject[],
  theirs: readonly JsonObject[],
  compare: CompareSchemas,
): Drift[] {
  const [our, their] = [byName(ours), byName(theirs)]
  const known = [...our].flatMap(([name, parameter]) => {
    const other = their.get(name)
    if (other === undefined) return difference(` ${name}`, 'absent', need(parameter), undefined)
    return under(` ${name}`, compareOne(parameter, other, compare))
  })
  const added = [...their].filter(([name]) => !our.has(name))
  return [
    ...known,
    ...added.flatMap(([name, parameter]) =>
      difference(` ${name}`, isRequired(parameter) ? 'required' : 'new', undefined, need(parameter)),
    ),
  ]
}

function compareOne(ours: JsonObject, theirs: JsonObject, compare: CompareSchemas): Drift[] {
  return [
    ...difference('', 'required', isRequired(ours), isRequired(theirs)),
    ...difference('', 'style', serialisation(ours), serialisation(theirs)),
    ...compare(schemaOf(ours), schemaOf(theirs)),
  ]
}

function byName(parameters: readonly JsonObject[]): ReadonlyMap<string, JsonObject> {
  return new Map(parameters.map((parameter) => [nameOf(parameter), parameter]))
}

function nameOf(parameter: JsonObject): string {
  const name = String(parameter['name'])
  return `${String(parameter['in'])} ${parameter['in'] === 'header' ? name.toLowerCase() : name}`
}

function isRequired(parameter: JsonObject): boolean {
  return parameter['in'] === 'path' || parameter['required'] === true
}

function need(parameter: JsonObject): string {
  return isRequired(parameter) ? 'required parameter' : 'optional parameter'
}

/** How a value is written into the request; OpenAPI's defaults depend on where the parameter stands. */
function serialisation(parameter: JsonObject): string {
  if (isJsonObject(parameter['content'])) return Object.keys(parameter['content']).join()
  const inForm = parameter['in'] === 'query' || parameter['in'] === 'cookie'
  const style = parameter['style'] ?? (inForm ? 'form' : 'simple')
  return `${String(style)}, explode ${String(parameter['explode'] ?? style === 'form')}`
}

function schemaOf(parameter: JsonObject): JsonValue[] {
  const content = isJsonObject(parameter['content']) ? Object.values(parameter['content'])[0] : undefined
  const schema = parameter['schema'] ?? (isJsonObject(content) ? content['schema'] : undefined)
  return schema === undefined ? [] : [schema]
}
