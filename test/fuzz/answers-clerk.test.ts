import { describe, expect, it } from 'vitest'
import { fuzzAnswers } from './support/fuzz-answers.js'
import { runSize } from './support/run-size.js'

const size = runSize(20_000)

describe('answers of clerk', () => {
  it(`with ${size.perVendor} mutations crash nothing, and neither lose nor invent anything`, async () => {
    expect(await fuzzAnswers('clerk', size)).toEqual([])
  }, 600_000)
})
