import { conformance, type ConformanceSubject } from 'keymux/conformance'
import { describe, expect, it } from 'vitest'
import { acmeSubject } from './support/subject.js'

describe('a subject that is none', () => {
  it.each<[string, object]>([
    ['credential', { credential: undefined }],
    ['client', { client: {} }],
    ['input', { input: { name: 'CI' } }],
    ['values', { values: { owner: 'user_1' } }],
    ['recoverable', { recoverable: () => ({}) }],
    ['imported', { imported: {} }],
    ['held', { held: [] }],
    ['lagMs', { lagMs: '3s' }],
    ['fetch', { fetch: null }],
  ])('is refused at once, by the name of what is wrong: %s', (name, wrong) => {
    const subject = { ...acmeSubject(), ...wrong } as ConformanceSubject
    expect(() => conformance(subject)).toThrow(`needs \`${name}\` to be`)
  })

  it('is one whose client is the promise of one', () => {
    const { client } = acmeSubject()
    const later = (async (...given: Parameters<typeof client>) =>
      client(...given)) as unknown as typeof client
    expect(() => conformance({ ...acmeSubject(), client: later })).toThrow(
      '`client` of the subject must return',
    )
  })
})

describe('what a function of the subject does wrong is not blamed on the provider', () => {
  it.each<[string, () => unknown, string]>([
    [
      'throws',
      () => {
        throw new Error('no fixture')
      },
      '`input()` of the subject threw: no fixture',
    ],
    ['gives nothing', () => undefined, '`input()` of the subject must return an object'],
    ['gives a promise', async () => ({ name: 'CI' }), '`input()` of the subject must return an object'],
  ])('input %s', async (_, input, says) => {
    const { checks } = conformance({ ...acmeSubject(), input: input as () => object })
    const failing = checks.filter(({ about }) => about === 'create')
    for (const { run } of failing) await expect(run()).rejects.toThrow(says)
  })
})
