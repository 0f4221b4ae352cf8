import type { CallOptions } from '../core/call-options.js'
import type { KeymuxError } from '../core/keymux-error.js'
import { succeeded, type Answer } from './answer.js'
import { answerFailure } from './answer-failure.js'
import { callFailure } from './call-failure.js'
import type { ClientContext } from './client-context.js'
import { clock } from './clock.js'
import { CallEnded } from './deadline.js'
import { requireDone } from './invalid-answer.js'
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
 * What a vendor replies to a request about one key. One that reads from a replica may not find a key that was just made, and
 * still show one that was just ended: while that is possible, it is asked again. Throws `invalid_response` where a success is
 * not the vendor's own word that something was done.
 */
export async function replyForKey(
  context: ClientContext,
  id: string,
  request: VendorRequest,
  options: CallOptions | undefined,
): Promise<Reply> {
  const reply = await settledReply(context, id, request, options)
  const isDone = reply.failure === undefined && request.effect !== 'reads'
  if (isDone) requireDone(context.sender.profile, request, reply.answer)
  return reply
}

async function settledReply(
  context: ClientContext,
  id: string,
  request: VendorRequest,
  options: CallOptions | undefined,
): Promise<Reply> {
  const { sender } = context
  const { until, isOld } = lagOf(context, id, request)
  if (until <= clock()) return replyTo(context, request, options)
  const endsAt = clock() + sender.timeoutOf(options).totalMs
  let asked = request
  for (let wait = firstWaitMs; ; wait *= 2) {
    const totalMs = Math.max(1, endsAt - clock())
    const reply = await replyTo(context, asked, { ...options, timeout: { ...options?.timeout, totalMs } })
    asked = { ...request, mayHaveActed: reply.answer.mayHaveActed }
    const left = until - clock()
    if (!isOld(reply) || left <= 0) return reply
    await sleep(Math.min(wait, left, endsAt - clock()), options?.signal)
    // What may be an old answer is none yet, and there is no time for another.
    if (clock() >= endsAt)
      throw callFailure(sender.profile, request, new CallEnded('timeout'), {
        sentTo: undefined,
        mayHaveActed: asked.mayHaveActed,
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

/** What may be the word of a replica that is behind, and until when, by `clock`. */
interface Lag {
  readonly until: number
  readonly isOld: (reply: Reply) => boolean
}

/**
 * A read need wait only for what this client made or ended itself. A call that ends a key must not take "not found" for
 * "gone" while the key may be alive, whoever made it, unless this client knows that it is gone.
 */
function lagOf({ sender, known }: ClientContext, id: string, { effect }: VendorRequest): Lag {
  const { replicaLagMs } = sender.profile
  if (effect !== 'reads')
    return { until: known.isGone(id) ? -Infinity : clock() + replicaLagMs, isOld: isMissing }
  const endedAt = known.endedAt(id)
  if (endedAt !== undefined) return { until: endedAt + replicaLagMs, isOld: isThere }
  return { until: (known.madeAt(id) ?? -Infinity) + replicaLagMs, isOld: isMissing }
}

function isMissing({ failure }: Reply): boolean {
  return failure?.code === 'not_found'
}

function isThere({ failure }: Reply): boolean {
  return failure === undefined
}
