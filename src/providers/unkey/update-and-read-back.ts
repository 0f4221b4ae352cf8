import type { CallOptions } from '../../core/call-options.js'
import type { KeyResult } from '../../core/key-result.js'
import { KeymuxError } from '../../core/keymux-error.js'
import type { Warning } from '../../core/warning.js'
import {
  prepareGet,
  prepareUpdate,
  type UnkeyRecord,
  type UnkeyUpdateInput,
} from '../../generated/unkey/adapter.js'
import { askForKey } from '../../http/ask.js'
import { changedError } from '../../http/changed-error.js'
import type { ClientContext } from '../../http/client-context.js'
import { clock } from '../../http/clock.js'
import { checkMetadata } from '../../http/metadata.js'
import { getKey } from '../../http/operations/get-key.js'
import { sleep } from '../../http/sleep.js'
import { showsChange } from './shows-change.js'

const waitMs = 150

const unseen: Warning = {
  code: 'changed',
  path: 'patch',
  message:
    'Unkey took the change, but does not show it yet: this is the key as it was before. Read it again before you rely on it.',
}

/**
 * Unkey answers an update with nothing, and the read after it comes from a replica that may still show the key as it was: it
 * is read again until it shows the change, or until the replica must have caught up: then there is a warning.
 */
export async function updateAndReadBack<M>(
  context: ClientContext,
  id: string,
  patch: UnkeyUpdateInput<object>,
  options: CallOptions | undefined,
): Promise<KeyResult<M, UnkeyRecord>> {
  const { request } = prepareUpdate(id, patch)
  const { metadata } = patch
  if (metadata !== undefined && metadata !== null) await checkMetadata(context, 'update', metadata, options)
  await askForKey(context, id, request, options)
  const until = clock() + context.sender.profile.replicaLagMs
  for (;;) {
    const key = await readBack<M>(context, id, options)
    if (showsChange(key.vendor, request.body ?? '{}')) return key
    if (clock() >= until) return { ...key, warnings: [...key.warnings, unseen] }
    await sleep(waitMs, options?.signal)
  }
}

async function readBack<M>(
  context: ClientContext,
  id: string,
  options: CallOptions | undefined,
): Promise<KeyResult<M, UnkeyRecord>> {
  try {
    return await getKey(context, id, prepareGet(id), options)
  } catch (error) {
    if (!KeymuxError.is(error)) throw error
    throw changedError(error, {
      message: `Unkey made the change, but the key could not be read afterwards. ${error.message}`,
      operation: 'update',
      retryable: false,
      mayHaveActed: true,
      id,
    })
  }
}
