import type { CallOptions } from '../core/call-options.js'
import type { KeymuxError } from '../core/keymux-error.js'
import { succeeded, type Answer } from './answer.js'
import { answerFailure } from './answer-failure.js'
import { callFailure } from './call-failure.js'
import type { ClientContext } from './client-context.js'
import { clock } from './clock.js'
import { CallEnded } from './deadline.js'
import { sleep } from './sleep.js'
import type { VendorRequest } from './sender.js'

const firstWaitMs = 100

/** The answer to a request, if it is a success; any other rejects with the error that it means. */
export async function ask(
  context: ClientContext,
  request: VendorRequest,
  options: CallOptions | undefined,
): Promise<Answer> {
  const { answer, failure } = await replyTo(context, request, options)
  if (failure !== undefined) throw failure
  return answer
}

/** An answer, and the error that it means where it is no success. */
export interface Reply {
  readonly answer: Answer
  readonly failure: KeymuxError | undefined
}

/** The answer to a request about one key, if it is a success; any other rejects with the error that it means. */
export async function askForKey(
  context: ClientContext,
  id: string,
  request: VendorRequest,
  options: CallOptions | undefined,
): Promise<Answer> {
  const { answer, failure } = await replyForKey(context, id, request, options)
  if (failure !== undefined) throw failure
  return answer
}

/**
 * What a vendor replies to a request about one key. One that reads from a replica may not find a key that was just made:
 * while that is possible, "not found" is asked again.
 */
export async function replyForKey(
  context: ClientContext,
  id: string,
  request: VendorRequest,
  options: CallOptions | undefined,
): Promise<Reply> {
  const { sender } = context
  const until = unseenUntil(context, id, request)
  if (until <= clock()) return replyTo(context, request, options)
  const endsAt = clock() + sender.totalMs(options)
  for (let wait = firstWaitMs; ; wait *= 2) {
    const totalMs = Math.max(1, endsAt - clock())
    const reply = await replyTo(context, request, { ...options, timeout: { ...options?.timeout, totalMs } })
    const left = until - clock()
    if (reply.failure?.code !== 'not_found' || left <= 0) return reply
    await sleep(Math.min(wait, left, endsAt - clock()), options?.signal)
    // "Not found" is no answer yet, and there is no time for another.
    if (clock() >= endsAt)
      throw callFailure(sender.profile, request, new CallEnded('timeout'), {
        sentTo: undefined,
        secrets: [],
        found: {},
      })
  }
}

async function replyTo(
  { sender }: ClientContext,
  request: VendorRequest,
  options: CallOptions | undefined,
): Promise<Reply> {
  const answer = await sender.send(request, options)
  return { answer, failure: succeeded(answer) ? undefined : answerFailure(sender.profile, request, answer) }
}

/**
 * Until when, by `clock`, "not found" may be the word of a replica that is behind. A read need wait only for what this client
 * made itself. A call that ends a key must not take it for "gone" while the key may be alive, whoever made it, unless this
 * client knows that it ended it.
 */
function unseenUntil({ sender, known }: ClientContext, id: string, { effect }: VendorRequest): number {
  const { replicaLagMs } = sender.profile
  if (effect === 'reads') return (known.madeAt(id) ?? -Infinity) + replicaLagMs
  return known.hasEnded(id) ? -Infinity : clock() + replicaLagMs
}
