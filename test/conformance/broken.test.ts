import { expect, it } from 'vitest'
import { conformance } from 'keymux/conformance'
import { broken } from './support/faults/index.js'
import { acmeSubject } from './support/subject.js'

it.each(broken)('finds a provider that %s', async (_, name, says, fault) => {
  const { checks } = conformance(acmeSubject(fault))
  const check = checks.find((each) => each.name === name)
  expect(check?.name).toBe(name)
  await expect(check?.run()).rejects.toThrow(says)
})
