import type { CallOptions } from '../../core/call-options.js'
import { Secret } from '../../core/secret.js'
import { answerFailure } from '../answer-failure.js'
import { replyForKey } from '../ask.js'
import type { SecretCall } from '../calls.js'
import type { ClientContext } from '../client-context.js'
import type { Found } from '../found.js'
import { requireWhole } from '../invalid-answer.js'
import type { VendorRequest } from '../sender.js'
import { toldBy, vendorError } from '../vendor-error.js'

/** The secret of a key once more, where the vendor kept it. */
export async function recoverSecret(
  context: ClientContext,
  id: string,
  call: SecretCall,
  options: CallOptions | undefined,
): Promise<Secret> {
  const { profile } = context.sender
  const request: VendorRequest = { ...call.request, salvage: (body) => foundIn(id, call, body) }
  const { answer, failure } = await replyForKey(context, id, request, options)
  const found = foundIn(id, call, answer.body)
  const { secret, prefix } = found
  if (failure !== undefined)
    throw secret === undefined ? failure : answerFailure(profile, request, answer, found)
  if (secret !== undefined) return new Secret(secret, prefix ?? '')
  requireWhole(profile, request, answer)
  throw vendorError(
    profile,
    'recover',
    'not_found',
    'has this key but did not give its secret: it keeps one only where that was asked for when the key was made, and gives it only to a credential that may read it. Rotate the key to get a new secret.',
    { ...toldBy(answer.meta), id },
  )
}

/** The secret in an answer of whatever kind. The id is known: alone it is no find. */
function foundIn(id: string, call: SecretCall, body: unknown): Found {
  const { secret, prefix, parts } = call.read(body)
  return secret === undefined ? {} : { id, secret, prefix, parts }
}
