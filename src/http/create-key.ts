import type { CallOptions } from '../core/call-options.js'
import type { CreateKeyResult } from '../core/create-key.js'
import type { KeyRecord } from '../core/key-record.js'
import { KeymuxError } from '../core/keymux-error.js'
import { Secret } from '../core/secret.js'
import { withoutSecret } from '../core/without-secret.js'
import type { Warning } from '../core/warning.js'
import { adviceFor } from './advice.js'
import { succeeded, type Answer } from './answer.js'
import { answerFailure } from './answer-failure.js'
import type { Sender, VendorRequest } from './sender.js'

/** What the generated adapter found in an answer to `create`. */
export interface CreateReading<M, V> {
  readonly id: string | undefined
  readonly secret: string | undefined
  /** What the secret starts with, by the vendor's rule or its own word; null where it has none. */
  readonly prefix: string | null
  readonly metadata: M
  /** All else that is known; `vendor` is the vendor's record with its secret already taken out. */
  readonly key: Omit<KeyRecord<M, V>, 'id' | 'metadata'>
  readonly warnings: readonly Warning[]
}

/** A create call as the generated adapter prepares it. */
export interface CreateCall<M, V> {
  readonly request: VendorRequest
  read(body: unknown): CreateReading<M, V>
}

/**
 * Sends a create call and gives its result. An answer that holds id and secret is a success however odd the rest of it;
 * one that holds only a part of them is an error that carries this part.
 */
export async function createKey<M, V>(
  sender: Sender,
  call: CreateCall<M, V>,
  options: CallOptions | undefined,
): Promise<CreateKeyResult<M, V>> {
  const answer = await sender.send(call.request, options)
  const reading = call.read(answer.body)
  const { id, metadata, warnings } = reading
  const secret = reading.secret === undefined ? undefined : new Secret(reading.secret, reading.prefix ?? '')
  if (!succeeded(answer)) throw answerFailure(sender.profile, call.request, answer, { id, secret })
  if (id === undefined || secret === undefined) throw unusable(sender, call.request, answer, { id, secret })
  const key = { id, metadata, ...withoutSecret(reading.key, secret.reveal()) }
  return { id, secret, prefix: reading.prefix, metadata, key, http: answer.meta, warnings }
}

/** The error for a success without id or secret: the key may be there, and what was readable must not be lost. */
function unusable(
  sender: Sender,
  request: VendorRequest,
  answer: Answer,
  found: { id: string | undefined; secret: Secret | undefined },
): KeymuxError {
  const { name, id: vendor } = sender.profile
  const nothing = found.id === undefined && found.secret === undefined
  const code = nothing ? 'ambiguous' : 'invalid_response'
  const lacks = nothing ? 'no id and no secret' : found.id === undefined ? 'no id' : 'no secret'
  return new KeymuxError({
    code,
    message: `${name} answered ${request.operation} with ${answer.meta.status}, but there is ${lacks} in its answer. ${adviceFor(sender.profile, 'ambiguous')}`,
    vendor,
    operation: request.operation,
    status: answer.meta.status,
    requestId: answer.meta.requestId ?? undefined,
    mayHaveActed: true,
    ...found,
  })
}
