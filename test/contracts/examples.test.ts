import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import { describe, expect, it } from 'vitest'
import { isJsonObject } from '../../src/generator/json.js'
import { loadDocument } from '../../src/generator/load.js'
import type { JsonObject, JsonValue } from '../../src/generator/json.js'

const VENDORS = ['unkey', 'clerk', 'factify', 'flow']

/** Secrets that the vendors themselves print in public documents. */
const PUBLISHED = [
  'prod_2cGKbMxRjIzhCxo1IdjH3arELti7Sdyc8w6XYbvtcyuBowPT',
  'sk_1234abcdef5678',
  'sk_1234abcdef',
  'sk_test_abc123def456',
  'ak_XXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXX',
  'ffy_prod_01h2xcejqtf2nbrexx3vqjhp41KJ8f3mNpQrStUvWxYz0123456789ABCDEFGHIJKLmNo',
  'flow_ada2ad2a_1234567890abcdef',
]

/** What starts as a vendor's secret and goes on for long enough to be one; Clerk's ids share `ak_` with its secrets. */
const SECRETS = [
  /\b(unkey|sk|pk|prod|test|live|dev)_(?!(test|live)_)\w{16,}/,
  /\b[sp]k_(test|live)_\w{16,}/,
  /\bak_(?![0-9a-f]{32}\b)[\w/+=-]{16,}/,
  /\bffy_(prod|test)_\w{12,}/,
  /\bflow_\w{12,}/,
  /\beyJ[\w-]+\.[\w-]+\.[\w-]+/,
  /\b(ghp|gho|xox[abp]|AKIA|AIza|whsec|mt)[_-]?\w{16,}/,
]

/** Fields that hold a whole secret, whatever it looks like. */
const SECRET_FIELDS = new Set(['plaintext', 'secret', 'apiKey', 'api_key', 'jwt', 'key'])

interface Example {
  pointer: string
  schema: string
  value: JsonValue
}

/** Every example of a document with the pointer of the schema it must meet. */
function examplesIn(node: JsonValue, pointer = '', isMap = false): Example[] {
  if (typeof node !== 'object' || node === null) return []
  const children = Object.entries(node).filter(
    ([key]) => isMap || !/^(examples?|default|enum|const)$/.test(key),
  )
  const below = children.flatMap(([key, child]) =>
    examplesIn(
      child,
      `${pointer}/${escape(key)}`,
      !isMap && /^(properties|patternProperties|schemas)$/.test(key),
    ),
  )
  return isMap || Array.isArray(node) ? below : [...ownExamples(node, pointer), ...below]
}

function ownExamples(node: JsonObject, pointer: string): Example[] {
  const schema = node['schema'] === undefined ? pointer : `${pointer}/schema`
  const listed = isJsonObject(node['examples'])
    ? Object.entries(node['examples']).map(([key, item]) => ({
        key,
        value: isJsonObject(item) ? item['value'] : item,
      }))
    : Object.entries(node['examples'] ?? []).map(([key, value]) => ({ key, value }))
  return [{ key: '', value: node['example'] }, ...listed].flatMap(({ key, value }) => {
    if (value === undefined) return []
    const at = key === '' ? `${pointer}/example` : `${pointer}/examples/${escape(key)}`
    return [{ pointer: at, schema, value }]
  })
}

function escape(key: string): string {
  return key.replaceAll('~', '~0').replaceAll('/', '~1')
}

function problemsOf(document: JsonObject): string[] {
  const ajv = new Ajv2020({ strict: false, allErrors: true })
  addFormats.default(ajv)
  // Unkey's word for a status; no registry has it.
  ajv.addFormat('int', true)
  ajv.addSchema(document, 'contract')
  return examplesIn(document).flatMap(({ pointer, schema, value }) => {
    const validate = ajv.compile({ $ref: `contract#${encodeURI(schema)}` })
    return validate(value) ? [] : [`${pointer}: ${ajv.errorsText(validate.errors)}`]
  })
}

function suspectsIn(value: JsonValue, field = ''): string[] {
  if (typeof value === 'string') return isSuspect(value, field) ? [`${field}: ${value}`] : []
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, child]) =>
    suspectsIn(child, Array.isArray(value) ? field : key),
  )
}

function isSuspect(text: string, field: string): boolean {
  const rest = PUBLISHED.reduce((left, fake) => left.replaceAll(fake, ''), text).replaceAll(/\w*FAKE\w*/g, '')
  return SECRETS.some((pattern) => pattern.test(rest)) || (SECRET_FIELDS.has(field) && rest !== '')
}

function fieldOf(pointer: string): string {
  return /\/properties\/([^/]+)\/examples?(\/\d+)?$/.exec(pointer)?.[1] ?? ''
}

describe.each(VENDORS)('the examples of %s', (vendor) => {
  it('meet their schemas', async () => {
    const document = await loadDocument(`specs/${vendor}/openapi.yaml`)
    expect(examplesIn(document).length).toBeGreaterThan(10)
    expect(problemsOf(document)).toEqual([])
  })

  it('hold no secret but those that were published as fakes', async () => {
    const examples = examplesIn(await loadDocument(`specs/${vendor}/openapi.yaml`))
    expect(examples.flatMap(({ pointer, value }) => suspectsIn(value, fieldOf(pointer)))).toEqual([])
  })
})

describe('these checks', () => {
  const schema = { type: 'object', properties: { key: { type: 'string', minLength: 3, example: 'ab' } } }

  it('see an example that breaks its schema, at a field and at a media type', () => {
    const media = { schema, examples: { bad: { value: { key: 1 } } } }
    expect(problemsOf({ paths: { '/a': { 'application/json': media } } })).toEqual([
      '/paths/~1a/application~1json/examples/bad: data/key must be string',
      '/paths/~1a/application~1json/schema/properties/key/example: data must NOT have fewer than 3 characters',
    ])
  })

  it.each(['unkey_', 'sk_live_', 'ak_', 'ffy_prod_', 'flow_'])(
    'see a secret that starts with %s',
    (prefix) => {
      expect(suspectsIn({ note: [prefix + 'a1B2'.repeat(9)] })).toHaveLength(1)
    },
  )

  it('see a secret by its field', () => {
    expect(suspectsIn({ secret: 'anything' })).toEqual(['secret: anything'])
  })
})
