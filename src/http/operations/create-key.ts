import type { CallOptions } from '../../core/call-options.js'
import type { CreateKeyResult } from '../../core/create-key.js'
import type { KeymuxError } from '../../core/keymux-error.js'
import { Secret } from '../../core/secret.js'
import { adviceFor } from '../advice.js'
import { succeeded, type Answer } from '../answer.js'
import { answerFailure } from '../answer-failure.js'
import type { CreateCall, CreateReading } from '../calls.js'
import type { ClientContext } from '../client-context.js'
import { holdsAny, kept, safeId, secretsOf, type Found } from '../found.js'
import { checkMetadata } from '../metadata.js'
import { metaWithout } from '../read-answer.js'
import type { Sender, VendorRequest } from '../sender.js'
import { toldBy, vendorError } from '../vendor-error.js'
import { toRecord } from './to-record.js'

/**
 * Sends a create call and gives its result. An answer that holds id and secret is a success however odd the rest of it;
 * one that holds only a part of them is an error that carries this part.
 */
export async function createKey<M, V>(
  context: ClientContext,
  call: CreateCall<unknown, V>,
  options: CallOptions | undefined,
  metadata?: unknown,
): Promise<CreateKeyResult<M, V>> {
  await checkMetadata(context, call.request.operation, metadata, options)
  return sendCreate(context, call, options)
}

/** The same for what the vendor stores already: the metadata of a key that is rotated is not held against the client's schema. */
export async function sendCreate<M, V>(
  context: ClientContext,
  call: CreateCall<unknown, V>,
  options: CallOptions | undefined,
): Promise<CreateKeyResult<M, V>> {
  const { sender } = context
  const request = { salvage: (body: unknown): Found => foundIn(call.read(body)), ...call.request }
  const answer = await sender.send(request, options)
  const reading = readingOf(call, answer.body)
  const found = reading === undefined ? {} : foundIn(reading)
  if (!succeeded(answer)) throw answerFailure(sender.profile, request, answer, found)
  const { secret: text } = found
  if (reading === undefined || text === undefined)
    throw unusable(sender, request, answer, { ...found, id: safeId(found.id, answer.secrets) })
  const warnings = [...reading.warnings]
  const learnt = secretsOf(found)
  const secrets = [...learnt, ...answer.secrets]
  const key = await toRecord<M, V>(context, reading, secrets, warnings)
  if (key === undefined) throw unusable(sender, request, answer, { ...found, id: undefined })
  const { id } = key
  const { prefix } = reading
  context.known.note(id, 'made')
  const secret = new Secret(text, prefix ?? '')
  return { id, secret, prefix, metadata: key.metadata, key, http: metaWithout(answer, learnt), warnings }
}

function readingOf<V>(call: CreateCall<unknown, V>, body: unknown): CreateReading<unknown, V> | undefined {
  try {
    return call.read(body)
  } catch {
    // Only a fault of ours gets here: it must not come out as an error that says nothing of the key that now exists.
    return undefined
  }
}

function foundIn({ id, secret, prefix, parts }: CreateReading<unknown, unknown>): Found {
  return { id: safeId(id, secretsOf({ secret, parts })), secret, prefix, parts }
}

function whatNow(sender: Sender, { id, secret }: Found): string {
  if (secret !== undefined)
    return 'there is no id in its answer. The key exists: its secret is in `error.secret`. Store it before you create another.'
  if (id !== undefined)
    return 'there is no secret in its answer. The key exists: revoke it by `error.id` before you create another.'
  return `there is no id and no secret in its answer. ${adviceFor(sender.profile, 'ambiguous')}`
}

/** The error for a success without id or secret: the key may be there, and what was readable must not be lost. */
function unusable(sender: Sender, request: VendorRequest, answer: Answer, found: Found): KeymuxError {
  const code = holdsAny(found) ? 'invalid_response' : 'ambiguous'
  const secrets = [...secretsOf(found), ...answer.secrets]
  const meta = metaWithout(answer, secrets)
  const what = `answered ${request.operation} with ${meta.status}, but ${whatNow(sender, found)}`
  const more = { ...toldBy(meta), mayHaveActed: true, ...kept(found, secrets) }
  return vendorError(sender.profile, request.operation, code, what, more)
}
