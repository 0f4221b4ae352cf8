import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { headerCount } from '../../src/core/codecs/header-count.js'
import { idAfter } from '../../src/core/codecs/id-after.js'
import { nextLink } from '../../src/core/codecs/next-link.js'
import { pathSteps } from '../../src/core/codecs/path-steps.js'
import { base64Pair, plainPair } from '../../src/core/codecs/secret-pair.js'
import { plainText } from '../../src/core/plain-text.js'

describe('an id in a URL', () => {
  it.each([
    ['https://a.example/v1/keys/k%2F1', 'k/1'],
    ['/keys/k1/', 'k1'],
    ['/keys/old/keys/k2?x=/keys#y', 'k2'],
    ['/keys/%', '%'],
    ['/keys/', undefined],
    ['k1', undefined],
    [undefined, undefined],
  ])('%s is %s', (url, id) => expect(idAfter(url, '/keys/')).toBe(id))

  it('keeps the slashes of steps, and nothing else that means something', () => {
    expect(pathSteps('projects/a b/keys/?#')).toBe('projects/a%20b/keys/%3F%23')
  })
})

describe('the next page in a Link header', () => {
  it.each([
    ['<https://a.example/?p=2>; rel="next"', 'https://a.example/?p=2'],
    ['</?p=1>; rel="prev", </?p=3>; rel="next"', '/?p=3'],
    ['</?p=3>; title="a; rel=\\"b"; rel=next', undefined],
    ['</?p=3>; rel="last next"; title="x"', '/?p=3'],
    ['</a,b>; REL=next', '/a,b'],
    ['</?p=3>; rel=nextish', undefined],
    ['</?p=3>; rel="first"', undefined],
    ['', undefined],
    [null, undefined],
  ])('%s', (header, url) => expect(nextLink(header)).toBe(url))
})

describe('a secret of two parts', () => {
  it('comes apart as it was put together', () => {
    const first = fc.string({ minLength: 1 }).filter((text) => !text.includes(':'))
    fc.assert(
      fc.property(first, fc.string({ minLength: 1, unit: 'grapheme' }), (one, other) => {
        for (const pair of [plainPair, base64Pair])
          expect(pair.split(pair.join(one, other, ':') ?? '', ':')).toEqual([one, other])
      }),
    )
  })

  it('loses nothing where its first part is not told, and is none without its second', () => {
    expect(plainPair.join(undefined, 'b', ':')).toBe('b')
    expect(base64Pair.join('a', undefined, ':')).toBeUndefined()
  })

  it.each(['', ':', 'a', 'a:', ':b', '%%%', btoa('\xff\xfe')])('is not %j', (text) => {
    expect([plainPair.split(text, ':'), base64Pair.split(text, ':')]).toEqual([undefined, undefined])
  })
})

it('takes a text for a message, and a page of HTML for none', () => {
  expect([' No such key', '<html>', ' \n', {}, undefined].map(plainText)).toEqual([
    ' No such key',
    undefined,
    undefined,
    undefined,
    undefined,
  ])
})

it('counts by a header', () => {
  expect(['12', '', '-1', '1e3', null].map(headerCount)).toEqual([
    12,
    undefined,
    undefined,
    undefined,
    undefined,
  ])
})
