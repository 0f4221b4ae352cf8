import { assert, constantFrom, property, string } from 'fast-check'
import { Secret } from 'keymux'
import { createEmulator } from 'keymux/emulator'
import { describe, expect, it } from 'vitest'
import {
  cover,
  coverJson,
  coverUrl,
  plainText,
  uncoverHarmless,
} from '../../playground/src/world/covered-text.js'
import { coverMessage } from '../../playground/src/world/exchange.js'
import { clientOf, vendorIds } from '../../playground/src/world/vendors.js'

/** All that can be made into text of something. */
const shown = (value: unknown): string => JSON.stringify(value)

describe('what is kept of the wire', () => {
  it.each(vendorIds)('holds no secret of %s in any text, wherever it stands', async (vendor) => {
    const emulator = createEmulator({ seed: 7 })
    const keys = clientOf(vendor, emulator.credentials, { fetch: emulator.fetch })
    for (let round = 0; round < 50; round += 1) {
      const owner = emulator.credentials.clerk.subject
      const told = { name: `Key ${round}`, ...(keys.capabilities.fields.owner === 'none' ? {} : { owner }) }
      const { secret } = await keys.create(told)
      const text = secret.reveal()
      const places = [
        cover(`Bearer ${text}`),
        cover(`key "${text}", quoted`),
        coverUrl(`https://api.test/keys/${text}/revoke?key=${encodeURIComponent(text)}`),
        coverJson({ data: { key: text, list: [text], [text]: 1, note: `says ${text}.` } }),
        coverMessage(new Headers({ 'x-echo': text }), JSON.stringify({ key: text })),
        coverMessage(new Headers(), `<html>${text}</html>`),
      ]
      for (const place of places) expect(shown(place)).not.toContain(text.slice(-8))
      expect(cover(text).some((piece) => Secret.is(piece) && piece.equals(text))).toBe(true)
    }
  })

  it('covers any long text of letters and digits', () => {
    const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789']
    const random = string({ unit: constantFrom(...letters), minLength: 22, maxLength: 60 })
    const telling = random.filter((text) => /\d/.test(text) && /[A-Z]/.test(text))
    const isCovered = property(telling, (text) => {
      expect(Secret.is(cover(text)[0])).toBe(true)
    })
    assert(isCovered)
  })

  it.each([
    'application/json',
    'unkey/application/invalid_input',
    '2026-11-27T07:00:00.000Z',
    'Fri, 27 Nov 2026 07:00:00 GMT',
    'secondsUntilExpiration',
    'https://www.unkey.com/docs/errors/unkey/data/key_not_found',
  ])('shows %s, which is plain', (text) => {
    expect(plainText(cover(text))).toBe(text)
  })

  it('shows each part of an address that is plain', () => {
    expect(plainText(coverUrl('https://api.unkey.com/v2/keys.createKey'))).toBe(
      'https://api.unkey.com/v2/keys.createKey',
    )
  })

  it('takes the cover off what is known to be harmless, and nothing else', () => {
    const [id, secret] = ['key_01kdvdna00f0pabnm8h2gm87ef', 'ffy_test_01kdvdna01egyt20v948k8fe3wAbC']
    const text = cover(`${id} and ${secret}`)
    const uncovered = uncoverHarmless(text, new Set([id]))
    expect(uncovered.slice(0, 2)).toEqual([id, ' and '])
    expect(Secret.is(uncovered[2])).toBe(true)
  })
})
