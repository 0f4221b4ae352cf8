import { ConnectionCut } from '../connection-cut.js'

type Body = ReadableStream<Uint8Array<ArrayBuffer>>

// Requests that wait for an answer or more of it. Held here, since a signal that nothing else holds is collected with its
// request, and then never tells that the caller gave up.
const waiting = new Set<Request>()

/** Some bytes, and then the connection is cut. */
export function cutBody(bytes: Uint8Array<ArrayBuffer>): Body {
  let sent = bytes.length === 0
  // Nothing is drawn in advance: what is queued when a stream fails is lost.
  return new ReadableStream(
    {
      pull(controller) {
        if (sent) controller.error(new ConnectionCut('in-body'))
        else controller.enqueue(bytes)
        sent = true
      },
    },
    { highWaterMark: 0 },
  )
}

/** Some bytes, and then nothing until the caller gives up: by its signal, or by cancelling the body. */
export function stalledBody(bytes: Uint8Array<ArrayBuffer>, request: Request): Body {
  let cancel: (() => void) | undefined
  return new ReadableStream({
    start(controller) {
      if (bytes.length > 0) controller.enqueue(bytes)
      cancel = wait(request, { givenUp: (reason) => controller.error(reason) })
    },
    cancel: () => cancel?.(),
  })
}

/** All of a body, some time after its headers. */
export function lateBody(bytes: Uint8Array<ArrayBuffer>, delayMs: number, request: Request): Body {
  let cancel: (() => void) | undefined
  return new ReadableStream({
    start(controller) {
      const over = (): void => {
        controller.enqueue(bytes)
        controller.close()
      }
      cancel = wait(request, { delayMs, over, givenUp: (reason) => controller.error(reason) })
    },
    cancel: () => cancel?.(),
  })
}

/** Waits in real time; rejects as soon as the caller gives up. */
export function pause(delayMs: number, request: Request): Promise<void> {
  return new Promise((over, givenUp) => wait(request, { delayMs, over, givenUp }))
}

/** How a wait ends: after a time, unless it is without end, or once the caller gives up. */
interface Wait {
  readonly delayMs?: number
  readonly over?: () => void
  readonly givenUp: (reason: unknown) => void
}

/** Waits, and gives what ends it without a word. However it ends, no timer and no listener stays behind. */
function wait(request: Request, { delayMs, over, givenUp }: Wait): () => void {
  const { signal } = request
  const onAbort = (): void => {
    cancel()
    givenUp(signal.reason)
  }
  const onTime = (): void => {
    cancel()
    over?.()
  }
  const timer = delayMs === undefined ? undefined : setTimeout(onTime, delayMs)
  const cancel = (): void => {
    clearTimeout(timer)
    waiting.delete(request)
    signal.removeEventListener('abort', onAbort)
  }
  waiting.add(request)
  signal.addEventListener('abort', onAbort)
  if (signal.aborted) onAbort()
  return cancel
}
