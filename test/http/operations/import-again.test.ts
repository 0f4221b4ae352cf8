import { expect, it } from 'vitest'
import { importKeys } from '../../../src/http/operations/import-keys.js'
import { answering, asking, contextWith, json } from '../support/acme.js'

const noList = (): never => expect.fail('Without a marker nothing is looked for.')

it('an import says of no key that it exists because the same secret failed before it', async () => {
  const context = contextWith(answering(() => json({})))
  const plan = {
    batch: () => ({
      request: asking('acts', { operation: 'import', path: '/import' }),
      read: () => ({ imported: [], existing: [], warnings: [] }),
    }),
  }
  const keys = [{ secret: 'a' }, { secret: 'b' }, { secret: 'a' }]
  const outcomes = await importKeys(context, keys, () => plan, noList, undefined)
  expect(outcomes.map(({ status }) => status)).toEqual(['failed', 'failed', 'failed'])
  expect(outcomes[2]?.hash).toBe(outcomes[0]?.hash)
})
