import { describe, expect, it } from 'vitest'
import { createAnswer as clerk } from '../../src/generated/clerk/schemas.js'
import { createAnswer as factify } from '../../src/generated/factify/schemas.js'
import { createAnswer as flow } from '../../src/generated/flow/schemas.js'
import { createAnswer as unkey } from '../../src/generated/unkey/schemas.js'
import type { JsonObject } from '../../src/generator/json.js'
import { changed, contractFields } from './support/answer-fields.js'
import { answering } from './support/answering.js'
import { clients, inputs } from './support/at-home.js'
import { clerkExample, factifyExample, flowExample, unkeyExample } from './support/published.js'

const schemas = { unkey, clerk, factify, flow }
const oddities = [undefined, null, true, [], {}, '']

/** The schema and the adapter are made of one contract by two emitters: what the one takes, the other must take. */
describe.each([unkeyExample, clerkExample, factifyExample, flowExample])('$vendor', async (example) => {
  const { vendor, places } = example
  const answer = example.answer as JsonObject
  const needed = [places.id, places.secret].map((place) => `/${place.join('/')}`)
  const outcome = async (body: JsonObject): Promise<boolean> =>
    clients[vendor](answering(body).fetch)
      .create(inputs[vendor])
      .then(() => true)
      .catch(() => false)

  it('reads the published answer through both', async () => {
    expect([schemas[vendor].safeParse(answer).success, await outcome(answer)]).toEqual([true, true])
  })

  it.each(await contractFields(vendor))(
    'agrees on $pointer, whatever stands there',
    async ({ path, pointer }) => {
      for (const odd of oddities) {
        const body = changed(answer, path, (_, name) => (odd === undefined ? {} : { [name]: odd }))
        const holds = needed.some((place) => place === pointer || place.startsWith(`${pointer}/`))
        // An empty text is a string to a schema, and no id and no secret to keymux.
        const schemaTakes = schemas[vendor].safeParse(body).success && !(odd === '' && holds)
        expect([odd, await outcome(body), schemaTakes]).toEqual([odd, !holds, !holds])
      }
    },
  )
})
