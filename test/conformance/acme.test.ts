import { expect, it } from 'vitest'
import { conformance, formatReport } from 'keymux/conformance'
import { acmeSubject } from './support/subject.js'

it('passes an honest provider', async () => {
  const report = await conformance(acmeSubject()).run()
  expect(formatReport(report)).toContain('acme conforms')
  expect(report.checks.filter(({ outcome }) => outcome !== 'passed')).toEqual([])
})
