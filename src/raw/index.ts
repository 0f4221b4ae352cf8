import createClient from 'openapi-fetch'
import type { HasContract } from '../core/contract.js'
import { KeymuxError } from '../core/keymux-error.js'
import { senderOf } from '../http/clients.js'
import { forward } from '../http/forward.js'
import { reportError } from '../http/observed.js'
import type { RawClient } from './raw-client.js'

export type { RawClient, RawMethod } from './raw-client.js'

/**
 * The vendor's whole contract as a typed openapi-fetch client, with the credential, timeouts and redaction of `client`.
 *
 * An answer with an error status does not throw: it is `error`, typed from the vendor's document. A call without an answer
 * throws the same `KeymuxError` as the client does, and so does a success that is neither JSON nor empty (`invalid_response`,
 * or `ambiguous` if it may have done something). A call other than GET or HEAD is repeated only when the vendor certainly did
 * not act. What the vendor answers is given as it is: a secret in `data` is a plain string there.
 *
 * @example
 * const { data, error } = await raw(keys).POST('/v2/keys.updateCredits', {
 *   body: { keyId: 'key_1', operation: 'set', value: 100 },
 * })
 */
export function raw<Paths extends object>(client: HasContract<Paths>): RawClient<Paths> {
  const sender = senderOf(client)
  const openapi = createClient<Paths>({
    baseUrl: sender.baseUrl,
    fetch: async (request) =>
      forward(sender, request).catch((error: unknown) =>
        reportError(sender, (KeymuxError.is(error) && error.operation) || 'raw', error),
      ),
  })
  // The same client with narrower types.
  return openapi as unknown as RawClient<Paths>
}
