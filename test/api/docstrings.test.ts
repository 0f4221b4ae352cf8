import { expect, it } from 'vitest'
import { undocumented } from './support/undocumented.js'

it('has a docstring for each name that an entry exports, and for each member of a public type', () => {
  expect(undocumented()).toEqual([])
})

it('would notice one that is missing', () => {
  const found = undocumented(new Map([['bare', 'test/api/support/bare.ts']]))
  expect(found.map((line) => line.split(' ')[1]).toSorted()).toEqual([
    'Form.lost',
    'Thing.bare',
    'Told',
    'Told.bare',
    'answer',
    'make',
  ])
})
