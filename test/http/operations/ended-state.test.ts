import { expect, it } from 'vitest'
import type { KeyRecord, KeyState } from '../../../src/core/key-record.js'
import { known } from '../../../src/core/known.js'
import { disabledState, expiredState } from '../../../src/http/operations/ended-state.js'

const http = {
  request: { method: 'POST', url: 'https://api.acme.example/v1/keys/key_1' },
  status: 200,
  headers: new Headers(),
  requestId: null,
  attempts: 1,
  durationMs: 1,
  rateLimit: null,
}

function record(state?: KeyState, expiresAt?: Date): KeyRecord<unknown, unknown> {
  return { id: 'key_1', metadata: {}, vendor: {}, ...known({ state, expiresAt }) }
}

it.each<[string, number | undefined, KeyState | undefined, KeyState | undefined]>([
  ['long ago', -3_600_000, 'active', 'expired'],
  ['now', 0, 'active', 'expired'],
  ['in a moment, by a clock that may be a little off', 2000, 'active', 'expired'],
  ['in a quarter of a minute', 15_000, 'active', undefined],
  ['never', undefined, 'active', undefined],
  ['at no time that was told, by the vendor’s own word', undefined, 'expired', 'expired'],
])('a key that ends %s', (_, inMs, state, ended) => {
  const key = record(state, inMs === undefined ? undefined : new Date(Date.now() + inMs))
  expect(expiredState(key, http)).toBe(ended)
})

it.each<[KeyState | undefined, KeyState | undefined]>([
  ['disabled', 'disabled'],
  ['active', undefined],
  [undefined, undefined],
])('a key that is %s, where a key is ended by being switched off', (state, ended) => {
  const key = record(state)
  expect(disabledState(key, http)).toBe(ended)
})
