import type { CallOptions } from '../core/call-options.js'
import type { CreateKeyResult } from '../core/create-key.js'
import type { KeyRecord } from '../core/key-record.js'
import { KeymuxError } from '../core/keymux-error.js'
import { redact } from '../core/redact.js'
import { Secret } from '../core/secret.js'
import { withoutSecret } from '../core/without-secret.js'
import type { Warning } from '../core/warning.js'
import { adviceFor } from './advice.js'
import { succeeded, type Answer } from './answer.js'
import { answerFailure } from './answer-failure.js'
import { holdsAny, kept, safeId, type Found } from './found.js'
import { metaWithout } from './read-answer.js'
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
  const request = { ...call.request, salvage: (body: unknown): Found => foundIn(call.read(body)) }
  const answer = await sender.send(request, options)
  const reading = readingOf(call, answer.body)
  const found = reading === undefined ? {} : foundIn(reading)
  if (!succeeded(answer)) throw answerFailure(sender.profile, request, answer, found)
  const id = safeId(found.id, answer.secrets)
  const { secret: text } = found
  if (reading === undefined || id === undefined || text === undefined)
    throw unusable(sender, request, answer, { ...found, id })
  const { prefix, warnings } = reading
  const secret = new Secret(text, prefix ?? '')
  const clean = <T>(value: T): T => [text, ...answer.secrets].reduce(withoutSecret, value)
  const metadata = clean(reading.metadata)
  const key = clean(reading.key)
  return {
    id,
    secret,
    prefix,
    metadata,
    key: { id, metadata, ...key },
    http: metaWithout(answer, text),
    warnings,
  }
}

function readingOf<M, V>(call: CreateCall<M, V>, body: unknown): CreateReading<M, V> | undefined {
  try {
    return call.read(body)
  } catch {
    // Only a fault of ours gets here: it must not come out as an error that says nothing of the key that now exists.
    return undefined
  }
}

function foundIn({ id, secret, prefix }: CreateReading<unknown, unknown>): Found {
  return { id: safeId(id, secret === undefined ? [] : [secret]), secret, prefix }
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
  const { name, id: vendor } = sender.profile
  const code = holdsAny(found) ? 'invalid_response' : 'ambiguous'
  const { requestId, status } = answer.meta
  const secrets = found.secret === undefined ? answer.secrets : [found.secret, ...answer.secrets]
  return new KeymuxError({
    code,
    message: `${name} answered ${request.operation} with ${status}, but ${whatNow(sender, found)}`,
    vendor,
    operation: request.operation,
    status,
    requestId: requestId === null ? undefined : redact(requestId, secrets),
    mayHaveActed: true,
    ...kept(found, secrets),
  })
}
