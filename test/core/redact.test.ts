import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { quotes, redact } from '../../src/core/redact.js'

const secret = 'sk_live_Zx9QwErTyUiOpAsDfGhJkL'
const random = secret.slice('sk_live_'.length)

/** What a vendor may make of a secret when it quotes it. */
const alphabet = [...'abcXYZ019-_./+= ']
const secretText = fc.string({ unit: fc.constantFrom(...alphabet), minLength: 6, maxLength: 40 })
const anyText = fc.string({ unit: 'binary', maxLength: 200 })

function runsOf(text: string, length: number): string[] {
  return Array.from({ length: Math.max(0, text.length - length + 1) }, (_, at) => text.slice(at, at + length))
}

describe('redact', () => {
  it.each([
    ['a whole secret', `key ${secret} is bad`, 'key [redacted] is bad'],
    ['two of them', `${secret}${secret}`, '[redacted][redacted]'],
    ['its random part alone', `key ${random} is bad`, 'key [redacted] is bad'],
    ['a telling start', `key sk_live_${random.slice(0, 6)}*** is bad`, 'key sk_live_[redacted]*** is bad'],
    ['a telling end', `key …${random.slice(-6)} is bad`, 'key …[redacted] is bad'],
    ['runs that overlap', `${random.slice(0, 9)}|${random.slice(3, 12)}`, '[redacted]|[redacted]'],
    ['two runs that touch', `${random.slice(0, 6)}${random.slice(10, 16)}`, '[redacted][redacted]'],
    [
      'a URL',
      `https://x.example/?k=${encodeURIComponent(secret)}&a=1`,
      'https://x.example/?k=[redacted]&a=1',
    ],
  ])('takes out %s', (_, text, clean) => {
    expect(redact(text, [secret]) === clean).toBe(true)
    expect(quotes(text, [secret])).toBe(true)
  })

  it.each([
    ['what all secrets begin with', 'a key that begins with sk_live_'],
    ['five characters', `ends in ${random.slice(-5)}`],
    ['other text', 'Zx9 is fine'],
    ['nothing', ''],
  ])('leaves %s', (_, text) => {
    expect(redact(text, [secret])).toBe(text)
    expect(quotes(text, [secret])).toBe(false)
  })

  it.each([
    ['base64url with an underscore near its end', 'root_Zx9QwErTyUiOp_AsD', 'Zx9QwErTyUi'],
    ['a token of three parts', 'eyJhbGciOi.eyJzdWIiOiI_MTIz.SflKxwRJ_SM', 'eyJzdWIiOi'],
    ['a scheme before it', 'Bearer Zx9QwErTyUiOpAsD', 'QwErTyUi'],
    ['a pair of a cookie', 'sid=Zx9QwErTyUiOpAsD; theme=dark', 'QwErTyUi'],
    ['words and a random part between them', 'my_secret_Zx9QwErTy_tail', 'x9QwErTy'],
    ['dashes', '3f2b8c1e-aaaa-4bbb-8ccc-0123456789ab', '3f2b8c1e'],
  ])('takes a telling part out of %s', (_, credential, part) => {
    expect(redact(`quoted: ${part}…`, [credential])).toBe('quoted: [redacted]…')
  })

  it('leaves no run of six of an unguessable part, whatever surrounds it', () => {
    fc.assert(
      fc.property(anyText, anyText, fc.nat(20), fc.nat(20), (before, after, from, length) => {
        const part = random.slice(from, from + length)
        const clean = redact(before + part + after, [secret])
        expect(runsOf(random, 6).some((run) => clean.includes(run))).toBe(false)
      }),
    )
  })

  it('never throws, never leaves a whole secret, and leaves other text alone', () => {
    fc.assert(
      fc.property(anyText, fc.array(secretText, { maxLength: 3 }), (text, secrets) => {
        const embedded = secrets.reduce((all, each) => `${all}<${each}>${text}`, text)
        const clean = redact(embedded, secrets)
        expect(secrets.some((each) => !'[redacted]'.includes(each) && clean.includes(each))).toBe(false)
        expect(quotes(text, secrets)).toBe(redact(text, secrets) !== text)
      }),
    )
  })

  it.each([
    ['an empty secret', ''],
    ['one character', 'e'],
    ['a word of the mark itself', 'redacted'],
    ['a pattern', '.*'],
    ['a replacement pattern', '$&$1'],
    ['an emoji', '🔑🔑🔑'],
  ])('takes %s as it is', (_, odd) => {
    const clean = redact(`a ${odd} z`, [odd])
    expect(clean.startsWith('a ') && clean.endsWith(' z')).toBe(true)
    expect(clean).toBe(odd === '' ? 'a  z' : 'a [redacted] z')
  })

  it('takes time in proportion to the text', () => {
    const text = `${random.slice(0, 5)} `.repeat(400_000)
    const from = performance.now()
    expect(redact(text, [secret])).toBe(text)
    expect(performance.now() - from).toBeLessThan(3000)
  })
})
