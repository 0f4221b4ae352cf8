/** A kind of component; a path item has no place among the components of OpenAPI 3.0 and is put where it is referred to. */
export type Kind =
  | 'schemas'
  | 'parameters'
  | 'responses'
  | 'requestBodies'
  | 'headers'
  | 'examples'
  | 'links'
  | 'callbacks'
  | 'pathItems'

const schemaHolders = new Set([
  'properties',
  'patternProperties',
  '$defs',
  'definitions',
  'dependentSchemas',
  'schemas',
  'allOf',
  'oneOf',
  'anyOf',
  'prefixItems',
])
const schemas = new Set([
  'schema',
  'itemSchema',
  'items',
  'additionalProperties',
  'not',
  'if',
  'then',
  'else',
  'contains',
  'propertyNames',
])
const holders: Readonly<Record<string, Kind>> = {
  parameters: 'parameters',
  responses: 'responses',
  requestBodies: 'requestBodies',
  headers: 'headers',
  examples: 'examples',
  links: 'links',
  callbacks: 'callbacks',
  paths: 'pathItems',
  webhooks: 'pathItems',
  pathItems: 'pathItems',
}

/** What a `$ref` stands for, told from the two names above it. */
export function kindAt(steps: readonly string[]): Kind {
  const [holder = '', name = ''] = steps.slice(-2)
  if (schemaHolders.has(holder)) return 'schemas'
  if (name === 'requestBody') return 'requestBodies'
  if (schemas.has(name)) return 'schemas'
  return holders[holder] ?? 'schemas'
}

/** Below these stands a vendor's own data, in which `$ref` is a word like any other. */
export function isData(name: string, holder: string | undefined): boolean {
  if (holder === 'properties') return false
  return (
    name === 'example' ||
    name === 'default' ||
    name === 'const' ||
    name === 'enum' ||
    (name === 'value' && holder !== undefined)
  )
}
