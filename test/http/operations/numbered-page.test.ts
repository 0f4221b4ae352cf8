import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { numberedPage, ofNumberedPage } from '../../../src/http/operations/numbered-page.js'

const asked = fc
  .record({ offset: fc.nat(200_000_000), pageSize: fc.integer({ min: 2, max: 120 }), spare: fc.nat(50) })
  // The generator refuses vendors with smaller pages: behind some keys none of those would do.
  .map(({ offset, pageSize, spare }) => ({ at: { offset, pageSize }, most: Math.max(20, pageSize + spare) }))

it('gives what begins at any offset, and more than one key of it', () => {
  fc.assert(
    fc.property(asked, fc.integer({ min: 0, max: 1 }), ({ at, most }, first) => {
      const { page, size, skip } = numberedPage(at, most, first)
      expect(size).toBeLessThanOrEqual(most)
      expect((page - first) * size + skip).toBe(at.offset)
      // The least that a walk needs: the last key seen, and another.
      expect(Math.min(at.pageSize, size - skip)).toBeGreaterThanOrEqual(2)
    }),
  )
})

it('asks for the very page where there is one', () => {
  expect(numberedPage({ offset: 40, pageSize: 20 }, 20)).toEqual({ page: 3, size: 20, skip: 0 })
})

it('cuts off what was not asked for, and says that it follows', () => {
  const keys = [0, 1, 2, 3, 4].map((id) => ({ id: String(id), metadata: {}, key: { vendor: {} } }))
  const reading = { keys, more: false, warnings: [] }
  const page = ofNumberedPage(reading, { offset: 1, pageSize: 2 }, 5)
  expect(page.keys?.map(({ id }) => id)).toEqual(['1', '2'])
  expect(page.more).toBeUndefined()
  expect(ofNumberedPage(reading, { offset: 0, pageSize: 5 }, 5).more).toBe(false)
})
