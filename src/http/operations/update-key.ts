import type { CallOptions } from '../../core/call-options.js'
import type { KeyResult } from '../../core/key-result.js'
import { askForKey } from '../ask.js'
import type { KeyCall } from '../calls.js'
import type { ClientContext } from '../client-context.js'
import { checkMetadata } from '../metadata.js'
import { keyResult } from './get-key.js'

/** Changes a key at a vendor whose answer is the record. */
export async function updateKey<M, V>(
  context: ClientContext,
  id: string,
  call: KeyCall<unknown, V>,
  options: CallOptions | undefined,
  metadata?: unknown,
): Promise<KeyResult<M, V>> {
  if (metadata !== undefined && metadata !== null)
    await checkMetadata(context, call.request.operation, metadata)
  const answer = await askForKey(context, id, call.request, options)
  return keyResult<M, V>(context, call, answer)
}
