import { createEmulator } from 'keymux/emulator'
import { unkey } from 'keymux/unkey'
import { ensure, type Check } from './check.js'
import { ensureError, errorOf, someInput } from './failures.js'

/** What the guard of a runtime has seen since before the first line of the package ran. */
export interface Seen {
  /** Attempts to make code of text: `eval`, `new Function`, a violation of the page's policy. */
  readonly code: string[]
  /** Rejections and errors that nobody handled. */
  readonly unhandled: string[]
}

declare global {
  var keymuxSeen: Seen
}

/** What a runtime must offer or be spared; the last two look back at all the others. */
export const runtimeChecks: readonly Check[] = [
  {
    id: 'listen',
    title: '`emulator.listen()` serves, or says where it can',
    run: async ({ setting }) => {
      const emulator = createEmulator({ seed: 1 })
      if (!setting.canServe) return ensureError(await errorOf(emulator.listen()), 'unsupported', false)
      const server = await emulator.listen()
      try {
        const keys = unkey({ ...emulator.credentials.unkey, baseUrl: server.urls.unkey })
        const { id } = await keys.create(someInput())
        emulator.faults.add({ kind: 'lost-response', operation: 'create' })
        ensureError(await errorOf(keys.create(someInput())), 'ambiguous', true)
        emulator.faults.add({ kind: 'truncated-body', operation: 'get', times: Infinity })
        const error = await errorOf(keys.get(id, { timeout: { totalMs: 30_000 } }))
        ensure(error.code !== 'timeout', 'A body that is cut does not end.')
      } finally {
        await server.close()
      }
    },
  },
  {
    id: 'code',
    title: 'no code is made of text: no `eval`, no `new Function`',
    run: async () => {
      const { code } = globalThis.keymuxSeen
      ensure(code.length === 0, [...new Set(code)].join('; '))
    },
  },
  {
    id: 'quiet',
    title: 'no rejection is left unhandled',
    run: async () => {
      // Time for those of the last calls.
      await new Promise((resolve) => setTimeout(resolve, 200))
      const { unhandled } = globalThis.keymuxSeen
      ensure(unhandled.length === 0, [...new Set(unhandled)].join('; '))
    },
  },
]
