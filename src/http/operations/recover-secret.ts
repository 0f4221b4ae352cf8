import type { CallOptions } from '../../core/call-options.js'
import { KeymuxError } from '../../core/keymux-error.js'
import { Secret } from '../../core/secret.js'
import { askForKey } from '../ask.js'
import type { SecretCall } from '../calls.js'
import type { ClientContext } from '../client-context.js'
import { requireWhole } from '../invalid-answer.js'

/** The secret of a key once more, where the vendor kept it. */
export async function recoverSecret(
  context: ClientContext,
  id: string,
  call: SecretCall,
  options: CallOptions | undefined,
): Promise<Secret> {
  const answer = await askForKey(context, id, call.request, options)
  const { secret, prefix } = call.read(answer.body)
  if (secret !== undefined) return new Secret(secret, prefix ?? '')
  requireWhole(context.sender.profile, call.request, answer)
  const { id: vendor, name } = context.sender.profile
  throw new KeymuxError({
    code: 'not_found',
    message: `${name} has this key but did not give its secret: it keeps one only where that was asked for when the key was made, and gives it only to a credential that may read it. Rotate the key to get a new secret.`,
    vendor,
    operation: 'recover',
    status: answer.meta.status,
    requestId: answer.meta.requestId ?? undefined,
    id,
  })
}
