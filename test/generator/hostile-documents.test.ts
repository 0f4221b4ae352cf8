import ts from 'typescript'
import { describe, expect, it } from 'vitest'
import { generate, type GeneratedFiles } from '../../src/generator/generate.js'
import type { Home } from '../../src/generator/emit-imports.js'
import { isJsonObject, type JsonObject, type JsonValue } from '../../src/generator/json.js'
import { acmeDocument, acmeOverlay, annotate, at, schemas, sources } from './support/acme.js'
import { depot, depotOverlay } from './support/depot.js'

/** What ends a template, a string, a comment and a line, and calls what is nowhere. */
const breakers = [
  '${evil()}',
  '`+evil()+`',
  "'+evil()+'",
  '"+evil()+"',
  "\\'+evil()+'",
  '*/evil()/*',
  '\nevil()\n',
]

/** Where the name `evil` is code in these files, or they are no TypeScript. */
function faultsIn(files: GeneratedFiles): string[] {
  return Object.entries(files).flatMap(([name, text]) => {
    const { diagnostics } = ts.transpileModule(text, { reportDiagnostics: true })
    const faults = (diagnostics ?? []).map(({ messageText }) => `${name}: ${String(messageText)}`)
    const visit = (node: ts.Node): void => {
      if (ts.isIdentifier(node) && node.text === 'evil') faults.push(`${name}: evil is code`)
      ts.forEachChild(node, visit)
    }
    visit(ts.createSourceFile(name, text, ts.ScriptTarget.Latest))
    return faults
  })
}

/** What a document and an overlay run, however much of them is hostile; those that are refused run nothing. */
async function faultsOf(
  document: JsonObject,
  overlay: JsonObject,
  breaker: string,
  home: Home,
): Promise<string[]> {
  const faults = new Set<string>()
  for (const form of hostileForms([document, overlay], breaker)) {
    const [hostile, read] = [form(document) as JsonObject, form(overlay) as JsonObject]
    const files = await generate('acme', hostile, read, sources, home).catch(() => ({}))
    for (const fault of faultsIn(files)) faults.add(fault)
  }
  return [...faults]
}

/** The same document or overlay with each text and each name in turn made hostile, also where the other speaks of it. */
function* hostileForms(node: JsonValue, breaker: string): Generator<(node: JsonValue) => JsonValue> {
  for (const text of textsIn(node)) {
    const swapped = `${text}${breaker}`
    yield (each) => swap(each, text, swapped)
  }
}

function textsIn(node: JsonValue): Set<string> {
  if (typeof node === 'string') return new Set([node])
  if (Array.isArray(node)) return new Set(node.flatMap((each) => [...textsIn(each)]))
  if (!isJsonObject(node)) return new Set()
  return new Set(Object.entries(node).flatMap(([name, value]) => [name, ...textsIn(value)]))
}

function swap(node: JsonValue, from: string, to: string): JsonValue {
  if (node === from) return to
  if (Array.isArray(node)) return node.map((each) => swap(each, from, to))
  if (!isJsonObject(node)) return node
  const entries = Object.entries(node).map(([name, value]) => [
    name === from ? to : name,
    name === 'target' && typeof value === 'string' ? inTarget(value, from, to) : swap(value, from, to),
  ])
  return Object.fromEntries(entries) as JsonObject
}

/** A JSONPath whose step is called otherwise. */
function inTarget(target: string, from: string, to: string): string {
  const step = `[${JSON.stringify(to)}]`
  const dotted = target.split(/(?=[.[])/).map((each) => (each === `.${from}` ? step : each))
  return dotted.join('').replaceAll(`['${from}']`, step).replaceAll(`["${from}"]`, step)
}

it('a document runs nothing, whichever of its texts is hostile', { timeout: 120_000 }, async () => {
  expect(await faultsOf(depot, depotOverlay, breakers.join(''), 'package')).toEqual([])
})

describe.each(breakers)('a document with %j in it', (breaker) => {
  it('runs nothing, whichever of its texts that is', { timeout: 60_000 }, async () => {
    expect(await faultsOf(acmeDocument(), acmeOverlay(), breaker, 'repository')).toEqual([])
  })

  it('runs nothing from a path, nor from the names of a vendor’s own fields', async () => {
    const path = `/keys/${breaker}`
    const document = acmeDocument((parsed) => {
      parsed['paths'] = { [`${path}/{org}`]: at(parsed, 'paths', '/keys') }
      at(parsed, 'paths', `${path}/{org}`)['parameters'] = [
        { name: 'org', in: 'path', required: true, schema: { type: 'string' } },
      ]
      at(schemas(parsed), 'Create', 'properties')['more'] = {
        type: 'object',
        required: ["o'clock"],
        properties: {
          "o'clock": {
            type: 'object',
            properties: { [breaker]: { type: 'string', pattern: `[${breaker}]` } },
          },
          list: { type: 'array', items: { type: 'object', properties: { [breaker]: { type: 'boolean' } } } },
        },
      }
    })
    const root = annotate('$', {
      vendor: 'Acme',
      keep: [`${path}/{org}`],
      credential: { option: 'token', env: 'ACME_TOKEN', description: breaker },
      options: { org: { env: 'ACME_ORG', description: breaker } },
      errors: { message: ['/message'], codes: { [breaker.replaceAll('*', '')]: 'not_found' } },
    })
    const where = `$.paths[${JSON.stringify(`${path}/{org}`)}]`
    const overlay = acmeOverlay({
      root,
      operation: annotate(`${where}.post`, { operation: 'create', effect: 'acts' }),
      org: annotate(`${where}.parameters[0]`, { option: 'org' }),
    })
    const files = await generate('acme', document, overlay, sources)
    expect(faultsIn(files)).toEqual([])
  })
})

describe('a prefix', () => {
  it('has a separator that runs nothing', async () => {
    const document = acmeDocument((parsed) => {
      at(schemas(parsed), 'Create', 'properties')['start'] = { type: 'string' }
    })
    const start = annotate('$.components.schemas.Create.properties.start', {
      field: 'prefix',
      separator: '`+evil()+`${evil()}',
    })
    const files = await generate('acme', document, acmeOverlay({ start }), sources)
    expect(files['adapter.ts']).toContain('evil')
    expect(faultsIn(files)).toEqual([])
  })
})

describe('an option', () => {
  it.each([
    ['option', 'token?: 1 } evil(); interface X { a'],
    ['env', 'ACME_TOKEN, } evil() {'],
    ['env', 'ACME */ evil() /*'],
    ['option', '__proto__'],
  ])('of the credential has a name that is a name: %s %j', async (field, name) => {
    const credential = { option: 'token', env: 'ACME_TOKEN', description: 'The token.', [field]: name }
    const root = annotate('$', { vendor: 'Acme', keep: ['/keys'], credential, errors: {} })
    const generated = generate('acme', acmeDocument(), acmeOverlay({ root }), sources)
    await expect(generated).rejects.toThrow(`x-keymux.credential.${field}: must be`)
  })
})

describe('the name __proto__', () => {
  it.each([
    '{ "__proto__": { "evil": true } }',
    '{ "x-a": 1, "__proto__": { "toString": { "evil": true } } }',
  ])('in an overlay changes nothing but the document: %s', async (update) => {
    const overlay = acmeOverlay({ extra: { target: '$.info', update: JSON.parse(update) as JsonValue } })
    await generate('acme', acmeDocument(), overlay, sources).catch(() => undefined)
    const [polluted, spoilt] = ['evil' in {}, 'evil' in Object.prototype.toString]
    Reflect.deleteProperty(Object.prototype, 'evil')
    Reflect.deleteProperty(Object.prototype.toString, 'evil')
    expect([polluted, spoilt]).toEqual([false, false])
  })
})
