import { afterAll, expect, it } from 'vitest'
import { clerk } from 'keymux/clerk'
import { conformance, formatReport, type ConformanceSubject } from 'keymux/conformance'
import { createEmulator } from 'keymux/emulator'
import { factify } from 'keymux/factify'
import { flow } from 'keymux/flow'
import { unkey } from 'keymux/unkey'
import { mockOf } from './support/specs.js'

const emulator = createEmulator({
  seed: 1,
  vendors: await Promise.all([
    mockOf('unkey', 'unkey-mock'),
    mockOf('clerk', 'clerk-mock'),
    mockOf('factify', 'factify-mock'),
    mockOf('flow', 'flow-mock'),
  ]),
})
const server = await emulator.listen()
const { credentials } = emulator
let count = 0
const input = (): { name: string } => ({ name: `CI ${(count += 1)}` })

const subjects: Readonly<Record<string, ConformanceSubject>> = {
  'unkey-mock': {
    credential: credentials['unkey-mock']['rootKey'] ?? '',
    client: (rootKey, options) =>
      unkey({ ...credentials['unkey-mock'], rootKey, baseUrl: server.urls['unkey-mock'], ...options }),
    input,
    values: () => ({ owner: 'user_1' }),
    held: () => emulator.keys('unkey-mock'),
  },
  'clerk-mock': {
    credential: credentials['clerk-mock']['secretKey'] ?? '',
    client: (secretKey, options) =>
      clerk({ ...credentials['clerk-mock'], secretKey, baseUrl: server.urls['clerk-mock'], ...options }),
    input,
    values: () => ({ owner: `org_${'2xhFjEI5X2qWRvtV13BzSj8H6Dk'}` }),
    held: () => emulator.keys('clerk-mock'),
  },
  'factify-mock': {
    credential: credentials['factify-mock']['apiKey'] ?? '',
    client: (apiKey, options) =>
      factify({ ...credentials['factify-mock'], apiKey, baseUrl: server.urls['factify-mock'], ...options }),
    input,
    held: () => emulator.keys('factify-mock'),
  },
  'flow-mock': {
    credential: credentials['flow-mock']['token'] ?? '',
    client: (token, options) => flow({ token, baseUrl: server.urls['flow-mock'], ...options }),
    input,
    held: () => emulator.keys('flow-mock'),
  },
}

afterAll(() => server.close())

it.concurrent.each(Object.keys(subjects))('the client of %s conforms', { timeout: 120_000 }, async (id) => {
  const subject = subjects[id]
  if (subject === undefined) throw new Error(id)
  const report = await conformance(subject).run()
  expect(formatReport(report)).toContain('conforms')
})
