import { Secret } from 'keymux'
import { describe, expect, it } from 'vitest'
import { HiddenTexts } from './support/hidden-texts.js'
import { shownBriefly, shownInAllWays } from './support/show.js'

const random = 'Zx9QwErTyUiOpAsDfGhJkL'
const text = `sk_live_${random}`
const hidden = new HiddenTexts([{ text, random }])

describe('HiddenTexts', () => {
  it.each([
    ['whole', `key: ${text}!`, ['whole']],
    ['from its first to its sixth character', `${random.slice(0, 6)}…`, ['run']],
    ['with its last six characters', `…${random.slice(-6)}`, ['run']],
    ['from its middle', `…${random.slice(7, 13)}…`, ['run']],
    ['URL-encoded', encodeURIComponent(`<${text}>`).replaceAll('Z', '%5A'), ['whole']],
    ['JSON-escaped', text.replaceAll('Z', '\\u005a'), ['whole']],
  ])('finds a text that is %s', (_, shown, leaks) => {
    expect(hidden.leaksIn(shown)).toEqual(leaks)
  })

  it.each([
    ['five characters', random.slice(3, 8)],
    ['the prefix', 'sk_live_'],
    ['four and four others', `${random.slice(0, 4)}----`],
  ])('lets pass %s', (_, shown) => {
    expect(hidden.leaksIn(shown)).toEqual([])
  })
})

describe.each([
  ['briefly', shownBriefly],
  ['in all ways', shownInAllWays],
])('what is shown %s', (_, show) => {
  it.each([
    ['in a field', { deep: { field: text } }],
    ['in a name', { [text]: 1 }],
    ['in a hidden field', Object.defineProperty({}, 'hidden', { value: text })],
    ['in a cause', new Error('x', { cause: new Error('y', { cause: new Error(text) }) })],
    ['in a stack', Object.assign(new Error('x'), { stack: text })],
  ])('has a text %s', (__, value) => {
    expect(hidden.leaksIn(show(value))).toEqual(['whole'])
  })

  it('has nothing of a Secret', () => {
    expect(hidden.leaksIn(show({ secret: new Secret(text, 'sk_live_') }))).toEqual([])
  })
})
