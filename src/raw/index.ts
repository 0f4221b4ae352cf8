import createClient, { type Client } from 'openapi-fetch'
import type { HasContract } from '../core/contract.js'
import { senderOf } from '../http/clients.js'
import { forward } from '../http/forward.js'

/**
 * The vendor's whole contract as a typed openapi-fetch client, with the credential, timeouts and redaction of `client`.
 *
 * An answer with an error status does not throw: it is `error`, typed from the vendor's document. A call without an answer
 * throws the same `KeymuxError` as the client does. A call other than GET is repeated only when the vendor certainly
 * did not act. What the vendor answers is given as it is: a secret in `data` is a plain string there.
 *
 * @example
 * const { data, error } = await raw(keys).POST('/v2/keys.updateCredits', {
 *   body: { keyId: 'key_1', operation: 'set', value: 100 },
 * })
 */
export function raw<Paths extends object>(client: HasContract<Paths>): Client<Paths> {
  const sender = senderOf(client)
  return createClient<Paths>({
    baseUrl: sender.baseUrl,
    fetch: async (request) => forward(sender, request),
  })
}
