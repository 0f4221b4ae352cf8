import { expect, it } from 'vitest'
import { revealed } from '../../src/core/revealed.js'
import { Secret } from '../../src/core/secret.js'

const brand = Symbol.for('keymux.Secret')

/** A Proxy whose object is gone: whatever one does with it throws. */
function revoked(): object {
  const { proxy, revoke } = Proxy.revocable({}, {})
  revoke()
  return proxy
}

it('is the text of a string and of a Secret, also of another copy of keymux', () => {
  const text = 'prod_x'
  const other = { [brand]: true, reveal: () => text }
  expect([text, new Secret(text), other].map((given) => revealed(given) === text)).toEqual([true, true, true])
})

it.each<[string, unknown]>([
  ['a fake', { [brand]: true }],
  ['a fake that reveals no text', { [brand]: true, reveal: () => 1 }],
  [
    'a fake that throws',
    {
      [brand]: true,
      reveal: () => {
        throw new Error('no')
      },
    },
  ],
  ['a copy without its content', Object.create(Secret.prototype)],
  ['a Proxy without an object', revoked()],
  ['an object', { reveal: () => 'x' }],
  ['null', null],
  ['nothing', undefined],
  ['a number', 1],
])('is nothing of %s', (_, given) => {
  expect(revealed(given)).toBeUndefined()
})
