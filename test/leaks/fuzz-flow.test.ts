import { describe, expect, it } from 'vitest'
import { runSize } from '../fuzz/support/run-size.js'
import { fuzzLeaks } from './support/fuzz-leaks.js'

const size = runSize(6000)

describe('what keymux tells of flow', () => {
  it(`shows no secret in ${size.perVendor} situations`, async () => {
    expect(await fuzzLeaks('flow', size)).toEqual([])
  }, 600_000)
})
