import type { KeyClient } from 'keymux'
import { conformance, type ConformanceSubject } from 'keymux/conformance'
import { createEmulator } from 'keymux/emulator'
import { fromOverlay } from 'keymux/mock'
import { openrouter } from 'keymux/openrouter'
import { workos } from 'keymux/workos'
import { ensure, type Check, type Contracts } from './check.js'

type ClientOptions = Parameters<ConformanceSubject['client']>[1]

interface Mocked {
  readonly id: string
  readonly title: string
  /** The option that its credential is. */
  readonly credential: string
  readonly client: (options: object) => KeyClient
  readonly pageSize?: number
}

/** The vendors that the emulator knows by a mock of their document alone. */
const mocked: readonly Mocked[] = [
  // Nobody can ask it for pages of two keys, as the suite does.
  { id: 'openrouter', title: 'OpenRouter', credential: 'managementKey', client: openrouter, pageSize: 2 },
  { id: 'workos', title: 'WorkOS', credential: 'apiKey', client: workos },
]

export const mockChecks: readonly Check[] = mocked.map((vendor) => ({
  id: `contract ${vendor.id} on a mock`,
  title: `${vendor.title}'s contract, on the mock of its document`,
  run: async ({ contracts }) => {
    const { passed, checks } = await conformance(subjectOf(vendor, contracts)).run()
    const failed = checks.filter(({ outcome }) => outcome === 'failed')
    ensure(passed, failed.map(({ name, message }) => `${name}: ${message}`).join('; '))
    ensure(checks.filter(({ outcome }) => outcome === 'passed').length > 30, 'Hardly a rule was tried.')
  },
}))

function subjectOf({ id, credential, client, pageSize }: Mocked, contracts: Contracts): ConformanceSubject {
  const contract = contracts[id]
  ensure(contract !== undefined, `${id} has no document.`)
  const vendor = fromOverlay(contract.document, contract.overlay, {
    id,
    ...(pageSize !== undefined && { pageSize }),
  })
  const emulator = createEmulator({ seed: 1, vendors: [vendor] })
  const credentials = emulator.credentials[id]
  let count = 0
  return {
    credential: credentials?.[credential] ?? '',
    client: (given: string, options: ClientOptions) =>
      client({
        ...credentials,
        [credential]: given,
        fetch: emulator.fetch,
        dangerouslyAllowBrowser: true,
        ...options,
      }),
    input: () => ({ name: `CI ${(count += 1)}` }),
    held: () => emulator.keys(id),
    fetch: emulator.fetch,
  }
}
