import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import { parse } from 'yaml'

import type { Vendor } from '../../../src/emulator/index.js'

type Json = Record<string, unknown>

/** A vendor's OpenAPI document, to check what the emulator takes and gives. */
export interface Contract {
  /** The file it was read from, for the title of a test. */
  readonly source: string
  /** The path of the document that a path is an instance of; null if there is none that takes the method. */
  templateOf(method: string, path: string): string | null
  /** What the document finds wrong with a request body; empty if nothing. */
  requestFaults(method: string, template: string, body: unknown): readonly string[]
  /**
   * What the document finds wrong with an answer, short of what the vendor is known to do against it. One for a status
   * that it does not list is held to its error schema; a body where it describes none is a fault.
   */
  responseFaults(method: string, template: string, status: number, body: unknown): readonly string[]
}

const root = fileURLToPath(new URL('../../../', import.meta.url))

// The vendors' own documents lie beside the repository where they may; ours say the same of the key operations.
const upstream: Readonly<Partial<Record<Vendor, string>>> = {
  unkey: '../shared/upstream/unkey.openapi.yaml',
  clerk: '../shared/upstream/clerk.openapi.yaml',
  factify: '../shared/upstream/factify.openapi.json',
}

/** What the vendors answer against their own documents: the fault that ajv finds, and the fact behind it. */
const exceptions: Readonly<Record<Vendor, readonly { fault: RegExp; fact: string }[]>> = {
  unkey: [
    {
      fault: /ratelimits\/\d+\/reset must be <= 2592000000$/,
      fact: 'reset is a point in time, not a duration',
    },
    {
      fault: /ratelimits\/\d+\/id must (NOT have fewer than 8 characters|match pattern)/,
      fact: 'a rate limit that only the request has comes with an empty id',
    },
    { fault: /start must NOT have fewer than 1 characters$/, fact: 'an imported key has an empty start' },
    { fault: /migrateKeys \/data\/failed must be array$/, fact: 'failed is null where nothing failed' },
  ],
  clerk: [
    {
      fault: /subject must match pattern "\^\(user\|org\|mch\)_/,
      fact: 'a scim_ subject is taken, and not in the pattern of answers',
    },
  ],
  factify: [],
  flow: [],
}

/** What an answer has to fit whose status the operation does not list: the first that the document has. */
const errorSchemas: Readonly<Record<Vendor, readonly string[]>> = {
  unkey: ['/components/schemas/NotFoundErrorResponse'],
  // Clerk's own document lists fewer statuses than it has a shape for; ours has the shape of a 400 alone.
  clerk: [
    '/components/schemas/ClerkErrors',
    '/paths/~1api_keys/post/responses/400/content/application~1json/schema',
  ],
  factify: ['/components/schemas/ErrorResponse'],
  flow: ['/components/responses/Error/content/application~1json/schema'],
}

/** Reads a vendor's document: its own where it is at hand, else the one in `specs/`. */
export function contractOf(vendor: Vendor): Contract {
  const candidates = [upstream[vendor], `specs/${vendor}/openapi.yaml`]
  const source = candidates.find((file) => file !== undefined && existsSync(root + file))
  if (source === undefined) throw new Error(`There is no document of ${vendor}.`)
  const document = adjusted(vendor, parse(readFileSync(root + source, 'utf8')) as Json)
  const ajv = new Ajv2020({ strict: false, validateSchema: false, allErrors: true, logger: false })
  addFormats.default(ajv)
  ajv.addSchema(document, 'contract')

  const checks = new Map<string, ValidateFunction>()
  const faults = (pointer: string, body: unknown): readonly string[] => {
    const check = checks.get(pointer) ?? ajv.compile({ $ref: `contract#${pointer}` })
    checks.set(pointer, check)
    return check(body) ? [] : (check.errors ?? []).map((error) => `${error.instancePath} ${error.message}`)
  }
  const expected = ({ fault, path }: { fault: string; path: string }): boolean =>
    exceptions[vendor].some((exception) => exception.fault.test(`${path} ${fault}`))
  return {
    source,
    templateOf: (method, path) => templateOf(document, method, path),
    requestFaults: (method, path, body) =>
      faults(`${operation(method, path)}/requestBody/content/application~1json/schema`, body),
    responseFaults(method, path, status, body) {
      const responses = `${operation(method, path)}/responses`
      const listed = [status, `${Math.floor(status / 100)}XX`]
        .map((key) => `${responses}/${key}`)
        .find((pointer) => at(document, pointer) !== undefined)
      const schema =
        listed === undefined
          ? errorSchemas[vendor].find((pointer) => at(document, pointer) !== undefined)
          : schemaOf(document, listed)
      if (schema === null) return body === undefined ? [] : [`${source} describes no body of ${status}`]
      if (schema === undefined) return [`${source} describes no ${status}`]
      return faults(schema, body).filter((fault) => !expected({ fault, path }))
    },
  }
}

function templateOf(document: Json, method: string, path: string): string | null {
  const parts = path.split('?')[0]?.split('/') ?? []
  const found = Object.entries(document['paths'] as Record<string, Json>).filter(([template, item]) => {
    const names = template.split('/')
    return (
      method.toLowerCase() in item &&
      names.length === parts.length &&
      names.every((name, index) => name.startsWith('{') || name === parts[index])
    )
  })
  // A path that is named beats one that has a parameter in that place.
  return found.toSorted(([a], [b]) => a.split('{').length - b.split('{').length)[0]?.[0] ?? null
}

function operation(method: string, path: string): string {
  return `/paths/${escaped(path)}/${method.toLowerCase()}`
}

/**
 * The schema of a response, which may be a reference to a shared one; null if it has no body. Its content type is for
 * the tests to check.
 */
function schemaOf(document: Json, pointer: string): string | null {
  const response = at(document, pointer) as Json
  const target = typeof response['$ref'] === 'string' ? response['$ref'].slice(1) : pointer
  const content = at(document, `${target}/content`)
  if (content === undefined) return null
  const [type = ''] = Object.keys(content as Json)
  return `${target}/content/${escaped(type)}/schema`
}

function at(document: Json, pointer: string): unknown {
  return pointer
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
    .reduce<unknown>((node, part) => (node as Json | undefined)?.[part], document)
}

function escaped(part: string): string {
  return part.replaceAll('~', '~0').replaceAll('/', '~1')
}

function adjusted(vendor: Vendor, document: Json): Json {
  if (String(document['openapi']).startsWith('3.0')) return modern(document) as Json
  if (vendor === 'unkey') {
    // The document closes BaseError and then extends it in an allOf, by which no 400 could ever be valid.
    delete (at(document, '/components/schemas/BaseError') as Json)['additionalProperties']
  }
  return document
}

/** A node of OpenAPI 3.0 in the JSON Schema of 3.1: `nullable` and boolean exclusive bounds are gone there. */
function modern(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(modern)
  if (typeof node !== 'object' || node === null) return node
  const { nullable, exclusiveMinimum, ...rest } = node as Json
  const fields = Object.fromEntries(Object.entries(rest).map(([name, value]) => [name, modern(value)]))
  if (exclusiveMinimum === true) {
    fields['exclusiveMinimum'] = fields['minimum']
    delete fields['minimum']
  } else if (exclusiveMinimum !== undefined) fields['exclusiveMinimum'] = modern(exclusiveMinimum)
  if (nullable === true && typeof fields['type'] === 'string') fields['type'] = [fields['type'], 'null']
  return fields
}
