import { afterEach, beforeEach, expect } from 'vitest'

/** Fails a test that leaves a rejection that nobody handles, however late in the test it comes. */
export function watchRejections(): void {
  const unhandled: unknown[] = []
  const note = (reason: unknown): unknown => unhandled.push(reason)
  beforeEach(() => {
    unhandled.length = 0
    process.on('unhandledRejection', note)
  })
  afterEach(async () => {
    await new Promise((resolve) => setImmediate(resolve))
    await new Promise((resolve) => setImmediate(resolve))
    process.off('unhandledRejection', note)
    expect(unhandled.length).toBe(0)
  })
}

/** An AbortController whose signal counts those who listen. */
export function countingController(): { controller: AbortController; listeners: () => number } {
  const controller = new AbortController()
  const { signal } = controller
  const listening = new Set<unknown>()
  const add = signal.addEventListener.bind(signal)
  const remove = signal.removeEventListener.bind(signal)
  Object.assign(signal, {
    addEventListener: (type: string, listener: EventListener, options?: AddEventListenerOptions) => {
      listening.add(listener)
      add(type, listener, options)
    },
    removeEventListener: (type: string, listener: EventListener) => {
      listening.delete(listener)
      remove(type, listener)
    },
  })
  return { controller, listeners: () => listening.size }
}

/** How many timers keep the process alive. */
export function timers(): number {
  return process.getActiveResourcesInfo().filter((resource) => resource === 'Timeout').length
}
