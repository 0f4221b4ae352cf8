import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createRandom } from '../../src/emulator/random.js'
import { fromExample } from '../../src/mock/shapes/from-example.js'
import { fromPattern } from '../../src/mock/shapes/from-pattern.js'
import { madeText } from '../../src/mock/shapes/made-text.js'
import { madeUp } from '../../src/mock/shapes/made-up.js'

describe('a text made of a pattern', () => {
  it.each([
    '^key_[0-9a-hjkmnp-tv-z]{26}$',
    '^ffy_(prod|test)_[A-Za-z0-9]+$',
    '^(?:user|org|mch)_\\w{3,}$',
    '^[a-zA-Z0-9_]+_(?=[a-zA-Z0-9]+$)',
    String.raw`^\d{4}-\d{2}-\d{2}$`,
    '[a-f0-9]{8}(-[a-f0-9]{4}){3}-[a-f0-9]{12}',
    '^sk-or-v1-[0-9a-f]{64}$',
    '^a?b*c+[-.]x{2}$',
    '^[^abc]+$',
    String.raw`^(a)\1$`,
  ])('%s matches it, whatever the seed, or there is none', (pattern) => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const text = fromPattern(pattern, createRandom(seed))
        expect(text === undefined ? pattern : text).toMatch(
          text === undefined ? /\^abc|\\1/ : new RegExp(pattern),
        )
      }),
      { numRuns: 50 },
    )
  })

  it('is as long as it is to be', () => {
    for (let seed = 0; seed < 50; seed += 1) {
      const text = fromPattern('^[a-z]+$', createRandom(seed), { minLength: 40, maxLength: 44 }) ?? ''
      expect([text.length >= 40, text.length <= 44]).toEqual([true, true])
    }
    expect(fromPattern('^[a-z]{3}$', createRandom(1), { minLength: 4 })).toBeUndefined()
  })
})

describe('a text of the shape of an example', () => {
  it.each([
    ['key_01jd4h5mck9gq6zrp8bn2t4w3x', /^key_[0-9a-z]{26}$/],
    ['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', /^sk-or-v1-[0-9a-f]{64}$/],
    [
      '123e4567-e89b-12d3-a456-426614174000',
      /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
    ],
    ['sk_test_abc123', /^sk_test_[0-9a-z]{16}$/],
    ['secret', /^[a-z0-9]{16}$/],
    ['', /^[A-Za-z0-9]{16}$/],
  ])('%s keeps its words and nothing else, so that no two are alike', (example, shape) => {
    const random = createRandom(1)
    const made = Array.from({ length: 50 }, () => fromExample(example, random))
    for (const text of made) expect(text).toMatch(shape)
    expect(new Set(made).size).toBe(50)
  })

  it('gives way to what the overlay says of its beginning', () => {
    const shape = {
      schema: { type: 'string', example: 'prod_abcdefgh12' },
      prefix: '^acme_',
      otherwise: 'x_',
    }
    expect(madeText(shape, createRandom(1))).toMatch(/^acme_[A-Za-z0-9]{32}$/)
  })
})

it('makes up of a schema what fits it', () => {
  const source = { document: {}, baseUrl: 'https://acme.test', random: createRandom(1), now: new Date(0) }
  expect(
    [
      { type: 'string', nullable: true },
      { type: ['null', 'string'] },
      { oneOf: [{ type: 'null' }, { type: 'string' }] },
      { enum: ['b', 'a'] },
      { const: 7 },
      { type: 'string', format: 'date-time' },
      { type: 'string', minLength: 3 },
      { type: 'integer', exclusiveMinimum: 4 },
      { type: 'number', maximum: -2 },
      { type: 'array', items: { type: 'boolean' }, minItems: 2 },
      {
        anyOf: [
          { type: 'object', required: ['a'], properties: { a: { type: 'string', example: 'x' }, b: {} } },
        ],
      },
    ].map((schema) => madeUp(source, schema)),
  ).toEqual([null, null, null, 'b', 7, '1970-01-01T00:00:00.000Z', 'xxx', 5, -2, [false, false], { a: 'x' }])
})
