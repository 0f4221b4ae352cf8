import { createHash } from 'node:crypto'
import * as fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import { secretHash } from '../../src/cache/secret-hash.js'

const keys = fc.uint8Array({ minLength: 64, maxLength: 64 })

/** The first 128 bits of Node's own SHA-256 over the key and the text, as the cache writes them. */
function expected(key: Uint8Array, text: string): string {
  const digest = createHash('sha256').update(key).update(text, 'utf8').digest()
  const words = Array.from({ length: 8 }, (_, index) => digest.readUInt16BE(index * 2))
  return String.fromCharCode(...words)
}

describe('the hash of a secret', () => {
  it('is the SHA-256 of its key and the text, of every length', () => {
    const key = crypto.getRandomValues(new Uint8Array(64))
    const hash = secretHash(key)
    for (let length = 0; length <= 300; length += 1)
      for (const letter of ['a', 'é', '漢']) {
        const text = letter.repeat(length)
        expect(hash(text) === expected(key, text), `${length} times ${letter}`).toBe(true)
      }
  })

  it('is that of any text, whatever was hashed before', () => {
    const texts = fc.array(fc.string({ unit: 'binary', maxLength: 150 }), { minLength: 1 })
    fc.assert(
      fc.property(keys, texts, (key, all) => {
        const hash = secretHash(key)
        for (const text of all) expect(hash(text)).toBe(expected(key, text))
      }),
    )
  })

  it('takes a key out of a larger buffer', () => {
    const key = crypto.getRandomValues(new Uint8Array(200)).subarray(100, 164)
    expect(secretHash(key)('text')).toBe(expected(key, 'text'))
  })

  it.each([20, 500])('leaves nothing behind of a text of %i characters', (length) => {
    const written = vi.spyOn(TextEncoder.prototype, 'encodeInto')
    const wiped = vi.spyOn(Object.getPrototypeOf(Uint8Array.prototype) as Uint8Array, 'fill')
    secretHash()('a'.repeat(length))
    const buffer = written.mock.lastCall?.[1]
    // The library's own, which every hash uses: the words of a block, and what they are spread to.
    const schedule = wiped.mock.contexts.find((each: unknown) => each instanceof Uint32Array)
    vi.restoreAllMocks()
    for (const held of [buffer, schedule] as unknown as Uint8Array[]) {
      expect(held.length).toBeGreaterThanOrEqual(64)
      expect(held.every((value) => value === 0)).toBe(true)
    }
  })

  it('is another one in each cache', () => {
    expect(secretHash()('text')).not.toBe(secretHash()('text'))
  })
})
