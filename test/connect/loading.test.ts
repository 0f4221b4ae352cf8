import { afterEach, expect, it, vi } from 'vitest'
import { vendorIds } from '../architecture/support/source-files.js'

const vendors = vendorIds()
const loaded: string[] = []

afterEach(() => {
  for (const id of vendors) vi.doUnmock(`../../src/providers/${id}/index.js`)
  vi.resetModules()
  loaded.length = 0
})

it.each(vendors)('loads the code of %s and of no other vendor', async (id) => {
  for (const each of vendors) {
    vi.doMock(`../../src/providers/${each}/index.js`, () => {
      loaded.push(each)
      return { [each]: () => ({ vendor: each }) }
    })
  }
  const { connect } = await import('keymux/connect')
  expect(loaded).toEqual([])
  const name: string = id
  expect(await connect(name)).toEqual({ vendor: id })
  expect(loaded).toEqual([id])
})
