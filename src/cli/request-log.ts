import type { Emulator } from '../emulator/index.js'
import type { Session } from './session.js'
import { printable } from './terminal/printable.js'

/** Shows each request as it comes: what the emulator tells of one holds no credential and no secret. */
export class RequestLog {
  readonly #emulator: Emulator
  readonly #session: Session
  readonly #timer = setInterval(() => void this.#show(), 100)
  #shown = 0

  constructor(emulator: Emulator, session: Session) {
    this.#emulator = emulator
    this.#session = session
  }

  /** Resolves when the last one is shown. */
  async end(): Promise<void> {
    clearInterval(this.#timer)
    await this.#show()
  }

  async #show(): Promise<void> {
    const { err } = this.#session
    const fresh = this.#emulator.requests.slice(this.#shown)
    this.#shown += fresh.length
    for (const { vendor, operation, method, path, status, fault } of fresh) {
      const outcome = [status ?? 'no answer', ...(fault === null ? [] : [`(${fault})`])].join(' ')
      await err.line(err.colours.dim(printable(`${vendor} ${operation ?? '–'} ${method} ${path} ${outcome}`)))
    }
  }
}
