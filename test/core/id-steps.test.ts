import { expect, it } from 'vitest'
import { InputCheck } from '../../src/core/input-check.js'

function isId(value: string): boolean {
  const check = new InputCheck({ id: 'acme', name: 'Acme' }, 'revoke')
  check.id('id', value)
  try {
    check.end()
    return true
  } catch {
    return false
  }
}

it.each(['..', '.', 'a/..', '../a', 'a/../../admin', 'a/./b'])(
  'takes %j for no id: it leads elsewhere',
  (id) => {
    expect(isId(id)).toBe(false)
  },
)

it.each(['key.1', '..a', 'a..', 'projects/1/keys/..x', '...'])('takes %j for an id', (id) => {
  expect(isId(id)).toBe(true)
})
