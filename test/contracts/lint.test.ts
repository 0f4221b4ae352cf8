import { createConfig, lint, lintFromString } from '@redocly/openapi-core'
import { describe, expect, it } from 'vitest'

/** Per vendor: "rule pointer" to the fact about the vendor that forces the exception. */
const EXCEPTIONS: Record<string, Record<string, string>> = { unkey: {}, clerk: {}, factify: {}, flow: {} }

const config = await createConfig({ extends: ['recommended'] })

function findings(problems: Awaited<ReturnType<typeof lint>>): string[] {
  return problems.map(({ ruleId, location }) => `${ruleId} ${location[0]?.pointer ?? ''}`)
}

describe.each(Object.entries(EXCEPTIONS))("redocly's recommended rules", (vendor, exceptions) => {
  it(`find nothing in the contract of ${vendor}`, async () => {
    const found = findings(await lint({ ref: `specs/${vendor}/openapi.yaml`, config }))
    expect(found.toSorted()).toEqual(Object.keys(exceptions).toSorted())
  })
})

it('are awake', async () => {
  const source = 'openapi: 3.1.0\ninfo: { title: Empty, version: 1.0.0 }\npaths: { /a: { get: {} } }\n'
  const rules = (await lintFromString({ source, config })).map(({ ruleId }) => ruleId)
  expect(rules).toEqual(expect.arrayContaining(['operation-operationId', 'info-license', 'security-defined']))
})
