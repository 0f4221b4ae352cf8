import { expect, it } from 'vitest'
import { isSameId } from '../../src/http/same-id.js'

const uuid = 'abcdef01-2345-4789-abcd-ef0123456789'
const digits = uuid.replaceAll('-', '')

it.each([
  ['key_1', 'key_1'],
  [uuid, uuid.toUpperCase()],
  [uuid, digits],
  [`ak_${digits}`, `ak_${digits.toUpperCase()}`],
  [`ak_${digits}`, `api_key_${digits}`],
])('%j and %j are one', (one, other) => {
  expect(isSameId(one, other)).toBe(true)
})

it.each([
  ['key_1', 'KEY_1'],
  ['key_1', 'key_1 '],
  ['', 'key_1'],
  [uuid, uuid.replace('9', '8')],
  [`${uuid}/key_1`, `${uuid}/key_2`],
  [`${uuid}/key_a`, `${uuid}/key_A`],
])('%j and %j are two', (one, other) => {
  expect(isSameId(one, other)).toBe(false)
})
