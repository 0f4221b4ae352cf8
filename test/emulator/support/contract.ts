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
  /** What the document finds wrong with a request body; empty if nothing. */
  requestFaults(method: string, path: string, body: unknown): readonly string[]
  /** What the document finds wrong with an answer; one for a status that it does not list is held to its error schema. */
  responseFaults(method: string, path: string, status: number, body: unknown): readonly string[]
}

const root = fileURLToPath(new URL('../../../', import.meta.url))

// The vendors' own documents lie beside the repository where they may; ours say the same of the key operations.
const upstream: Readonly<Partial<Record<Vendor, string>>> = {
  unkey: '../shared/upstream/unkey.openapi.yaml',
  clerk: '../shared/upstream/clerk.openapi.yaml',
  factify: '../shared/upstream/factify.openapi.json',
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
  return {
    source,
    requestFaults: (method, path, body) =>
      faults(`${operation(method, path)}/requestBody/content/application~1json/schema`, body),
    responseFaults(method, path, status, body) {
      const responses = `${operation(method, path)}/responses`
      const listed = [status, `${Math.floor(status / 100)}XX`]
        .map((key) => `${responses}/${key}`)
        .find((pointer) => at(document, pointer) !== undefined)
      if (listed !== undefined) return faults(schemaOf(document, listed), body)
      const general = errorSchemas[vendor].find((pointer) => at(document, pointer) !== undefined)
      return general === undefined ? [`${source} describes no ${status}`] : faults(general, body)
    },
  }
}

function operation(method: string, path: string): string {
  return `/paths/${escaped(path)}/${method.toLowerCase()}`
}

/** The schema of a response, which may be a reference to a shared one. Its content type is for the tests to check. */
function schemaOf(document: Json, pointer: string): string {
  const response = at(document, pointer) as Json
  const target = typeof response['$ref'] === 'string' ? response['$ref'].slice(1) : pointer
  const [type = ''] = Object.keys(at(document, `${target}/content`) as Json)
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
