import { afterAll, expect, it } from 'vitest'
import { clerk } from 'keymux/clerk'
import { conformance, formatReport, type ConformanceSubject } from 'keymux/conformance'
import { createEmulator } from 'keymux/emulator'
import { factify } from 'keymux/factify'
import { flow } from 'keymux/flow'
import { openrouter } from 'keymux/openrouter'
import { unkey } from 'keymux/unkey'
import { workos } from 'keymux/workos'
import { mockOf } from './support/specs.js'

const emulator = createEmulator({
  seed: 1,
  vendors: await Promise.all([
    mockOf('unkey', 'unkey-mock'),
    mockOf('clerk', 'clerk-mock'),
    mockOf('factify', 'factify-mock'),
    mockOf('flow', 'flow-mock'),
    // Nobody can ask it for pages of two keys, as the suite does.
    mockOf('openrouter', 'openrouter', { pageSize: 2 }),
    mockOf('workos', 'workos'),
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
  openrouter: {
    credential: credentials.openrouter['managementKey'] ?? '',
    client: (managementKey, options) =>
      openrouter({ ...credentials.openrouter, managementKey, baseUrl: server.urls.openrouter, ...options }),
    input,
    held: () => emulator.keys('openrouter'),
  },
  workos: {
    credential: credentials.workos['apiKey'] ?? '',
    client: (apiKey, options) =>
      workos({ ...credentials.workos, apiKey, baseUrl: server.urls.workos, ...options }),
    input,
    held: () => emulator.keys('workos'),
  },
}

afterAll(() => server.close())

it.concurrent.each(Object.keys(subjects))('the client of %s conforms', { timeout: 120_000 }, async (id) => {
  const subject = subjects[id]
  if (subject === undefined) throw new Error(id)
  const report = await conformance(subject).run()
  expect(formatReport(report)).toContain('conforms')
})
