import type { ConformanceSubject } from 'keymux/conformance'
import { acme, type AcmeClient } from './acme.js'
import { AcmeUpstream } from './acme-upstream.js'

/** What a provider does wrong: some of its operations in another form. */
export type Fault = (good: AcmeClient, credential: string) => Partial<AcmeClient>

/** Acme's provider as a subject of the suite, whole or with a fault in it. */
export function acmeSubject(fault: Fault = () => ({})): ConformanceSubject {
  const upstream = new AcmeUpstream()
  let count = 0
  return {
    credential: upstream.credential,
    client: (credential, options) => {
      const good = acme(credential, options)
      return { ...good, ...fault(good, credential) }
    },
    input: () => ({ name: `CI ${(count += 1)}` }),
    values: () => ({ owner: 'user_1' }),
    recoverable: { vendor: { recoverable: true } },
    held: () => upstream.held(),
    fetch: upstream.fetch,
  }
}
