import { inspect } from 'node:util'
import type { KeymuxError } from 'keymux'
import { describe, expect, it } from 'vitest'
import type { JsonObject, JsonValue } from '../../src/generator/json.js'
import { changed } from './support/answer-fields.js'
import { answering } from './support/answering.js'
import { clients, inputs } from './support/at-home.js'
import { errorOf } from './support/outcome.js'
import {
  clerkExample,
  factifyExample,
  flowExample,
  flowSnakeExample,
  unkeyExample,
} from './support/published.js'

const nothings: readonly (JsonValue | undefined)[] = [undefined, null, '', {}, [], false]

describe.each([unkeyExample, clerkExample, factifyExample, flowExample, flowSnakeExample])(
  'of an answer of $vendor $about',
  (example) => {
    const { vendor, places, id, secret } = example
    const answer = example.answer as JsonObject
    const without = (place: readonly string[], value: JsonValue | undefined): JsonObject =>
      changed(answer, place, (_, name) => (value === undefined ? {} : { [name]: value }))
    const errorFrom = (body: JsonValue): Promise<KeymuxError> =>
      errorOf(clients[vendor](answering(body).fetch).create(inputs[vendor]))

    it.each(nothings)('with an id of %j, the secret is in the error', async (value) => {
      const error = await errorFrom(without(places.id, value))
      expect(error).toMatchObject({ code: 'invalid_response', mayHaveActed: true, vendor })
      expect(error.id).toBeUndefined()
      expect(error.secret?.equals(secret)).toBe(true)
      expect(shown(error).includes(secret)).toBe(false)
    })

    it.each(nothings)('with a secret of %j, the id is in the error', async (value) => {
      const error = await errorFrom(without(places.secret, value))
      expect(error).toMatchObject({ code: 'invalid_response', mayHaveActed: true, id })
      expect(error.secret).toBeUndefined()
    })

    it.each([{}, [], null, 'x', 1])('that is %j, all is open', async (body) => {
      const error = await errorFrom(body)
      expect(error).toMatchObject({ code: 'ambiguous', mayHaveActed: true, retryable: false })
    })

    it('the secret shows nowhere, wherever else the vendor repeats it', async () => {
      const echo = { again: secret, list: [`Bearer ${secret}`, { deep: secret }] }
      const body = changed(answer, [...places.id.slice(0, -1), 'echo'], () => ({ echo }))
      const headers = { 'x-echo': secret, 'x-other': 'kept' }
      const { fetch } = answering(body, { headers })
      const created = await clients[vendor](fetch).create(inputs[vendor])
      expect(created.key.vendor).toMatchObject({ echo: { again: '[redacted]' } })
      expect(shown(created).includes(secret)).toBe(false)
      expect([...created.http.headers.values()].includes(secret)).toBe(false)
      expect(created.http.headers.get('x-other')).toBe('kept')
    })
  },
)

/** All that a log could show of something. */
function shown(value: unknown): string {
  return JSON.stringify(value) + inspect(value, { depth: Infinity, showHidden: true })
}
