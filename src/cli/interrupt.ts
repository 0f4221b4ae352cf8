import { exitCode } from './exit-code.js'

const signals: Readonly<Record<string, number>> = {
  SIGINT: exitCode.interrupted,
  SIGTERM: 128 + 15,
  SIGHUP: 128 + 1,
}

/** The exit code of the signal that came, if one did. */
let received: number | undefined

const controller = new AbortController()

/** Aborted by the first signal, so that a command can say how far it came. */
export const interruption: AbortSignal = controller.signal

/** From now on a first signal is an interruption; a second one ends the process where it stands. */
export function watchSignals(): void {
  for (const [name, code] of Object.entries(signals)) {
    process.on(name, () => {
      if (received !== undefined) process.exit(code)
      received = code
      controller.abort()
    })
  }
}

export function receivedSignal(): number | undefined {
  return received
}
