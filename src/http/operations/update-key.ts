import type { CallOptions } from '../../core/call-options.js'
import type { KeyRecord } from '../../core/key-record.js'
import type { KeyResult } from '../../core/key-result.js'
import type { UpdateKeyInput } from '../../core/update-key.js'
import type { Warning } from '../../core/warning.js'
import { askForKey } from '../ask.js'
import type { KeyCall } from '../calls.js'
import type { ClientContext } from '../client-context.js'
import { checkMetadata } from '../metadata.js'
import { keyResult } from './get-key.js'

/** What of a change a record can be held against. */
type Change = Pick<UpdateKeyInput<object>, 'name' | 'owner' | 'description' | 'enabled' | 'metadata'>

/** Changes a key at a vendor whose answer is the record; one that contradicts the change comes with a warning. */
export async function updateKey<M, V>(
  context: ClientContext,
  id: string,
  call: KeyCall<unknown, V>,
  options: CallOptions | undefined,
  patch: Change = {},
): Promise<KeyResult<M, V>> {
  // The caller may change the patch before the answer comes.
  const { name, owner, description, enabled, metadata } = patch
  if (metadata !== undefined && metadata !== null)
    await checkMetadata(context, call.request.operation, metadata, options)
  const answer = await askForKey(context, id, call.request, options)
  const key = await keyResult<M, V>(context, id, call, answer)
  const others = unlike(key, { name, owner, description, enabled })
  return { ...key, warnings: [...key.warnings, ...others.map((path) => contradiction(context, path))] }
}

/** The options of a change that a record tells otherwise; what it does not tell contradicts nothing. */
function unlike(key: KeyRecord<unknown, unknown>, { enabled, ...texts }: Change): string[] {
  const told: Readonly<Record<string, unknown>> = { ...key }
  const others = Object.entries(texts)
    .filter(([name, asked]) => asked !== undefined && told[name] !== undefined && told[name] !== asked)
    .map(([name]) => name)
  const { state } = key
  const isUnlike = (enabled === true && state === 'disabled') || (enabled === false && state === 'active')
  return isUnlike ? [...others, 'enabled'] : others
}

function contradiction({ sender }: ClientContext, path: string): Warning {
  const message = `${sender.profile.name} took the change, but tells another \`${path}\` than was asked for: read the key again before you rely on it.`
  return { code: 'changed', path, message }
}
