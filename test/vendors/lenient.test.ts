import type { CreateKeyResult, Warning } from 'keymux'
import { describe, expect, it } from 'vitest'
import type { JsonObject, JsonValue } from '../../src/generator/json.js'
import { changed, contractFields, type ContractField } from './support/answer-fields.js'
import { answering, answeringText } from './support/answering.js'
import { clients, inputs } from './support/at-home.js'
import {
  clerkExample,
  factifyExample,
  flowExample,
  unkeyExample,
  type PublishedExample,
} from './support/published.js'

const utf8 = new TextEncoder()

/** What keymux makes of an answer, which must hold id and secret whatever else is wrong with it. */
async function createdFrom(
  { vendor, id, secret }: PublishedExample,
  body: JsonValue,
  init?: ResponseInit,
): Promise<CreateKeyResult> {
  const created = await clients[vendor](answering(body, init).fetch).create(inputs[vendor])
  expect([created.id, created.secret.equals(secret)]).toEqual([id, true])
  return created
}

describe.each([unkeyExample, clerkExample, factifyExample, flowExample])('$vendor', async (example) => {
  const { vendor, places } = example
  const answer = example.answer as JsonObject
  const text = JSON.stringify(answer)
  const needed = [places.id, places.secret].map((place) => `/${place.join('/')}`)
  const beside = (await contractFields(vendor)).filter(
    ({ pointer }) => !needed.some((place) => place.startsWith(pointer)),
  )

  it.each([200, 201, 202, 203, 299])('takes status %i for a success', async (status) => {
    expect((await createdFrom(example, answer, { status })).http.status).toBe(status)
  })

  it.each(['application/json; charset=utf-8', 'text/plain', 'text/html', 'application/x-thing', undefined])(
    'takes JSON that calls itself %s, with a byte order mark or without',
    async (type) => {
      const headers: Record<string, string> = type === undefined ? {} : { 'content-type': type }
      for (const body of [utf8.encode(text), utf8.encode(`\u{feff}${text}`), utf8.encode(` \n${text}\n`)]) {
        const { fetch } = answeringText(body, { headers })
        const created = await clients[vendor](fetch).create(inputs[vendor])
        expect([created.id, created.secret.equals(example.secret)]).toEqual([example.id, true])
        expect(created.warnings).toEqual([])
      }
    },
  )

  it('does not mind a field that it does not know', async () => {
    const { warnings } = await createdFrom(example, { ...answer, extra: { deep: [1, null, 'x'] } })
    expect(warnings).toEqual([])
  })

  it.each(needed)('finds %s in another spelling, and says so', async (place) => {
    const path = place.slice(1).split('/')
    const { warnings } = await createdFrom(example, changed(answer, path, inCapitals))
    expect(warnings).toMatchObject([{ code: 'renamed', path: place }])
  })

  describe.each(beside)('$pointer', (field) => {
    lenientField(example, field)
  })
})

function lenientField(example: PublishedExample, field: ContractField): void {
  const { path, pointer, promised, nullable, type, listed } = field
  const after = (change: (value: JsonValue | undefined, name: string) => JsonObject) =>
    createdFrom(example, changed(example.answer as JsonObject, path, change))

  it('may be missing', async () => {
    const { warnings } = await after(() => ({}))
    expect(codesOf(warnings, pointer)).toEqual(promised ? ['missing'] : [])
  })

  it('may be null', async () => {
    const { warnings } = await after((_, name) => ({ [name]: null }))
    expect(codesOf(warnings, pointer)).toEqual(promised && !nullable ? ['wrong_type'] : [])
  })

  it('may be of another type', async () => {
    const odd = type === 'string' ? 17 : 'odd'
    const { warnings, key } = await after((_, name) => ({ [name]: odd }))
    expect(codesOf(warnings, pointer)).toEqual(['wrong_type'])
    expect(Object.values(key)).not.toContain(odd)
  })

  it('may be renamed in case', async () => {
    const { warnings } = await after(inCapitals)
    expect(codesOf(warnings, pointer)).toEqual(['renamed'])
  })

  it.each(listed ? ['brand_new'] : [])('may have a value that the contract does not list', async (value) => {
    const { key, warnings } = await after((_, name) => ({ [name]: value }))
    expect(codesOf(warnings, pointer)).toEqual(['unknown_value'])
    expect(key.vendor).toMatchObject({ [path.at(-1) ?? '']: value })
  })
}

function inCapitals(value: JsonValue | undefined, name: string): JsonObject {
  return { [name.toUpperCase()]: value ?? null }
}

/** What is said of one place, and of any other that does not lie in it. */
function codesOf(warnings: readonly Warning[], pointer: string): string[] {
  const others = warnings.filter(({ path }) => !path.startsWith(pointer))
  return [...warnings.filter(({ path }) => path === pointer), ...others].map(({ code }) => code)
}
