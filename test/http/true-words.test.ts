import { createEmulator, type Emulator } from 'keymux/emulator'
import { unkey, type UnkeyClient } from 'keymux/unkey'
import { describe, expect, it } from 'vitest'
import { errorOf } from './support/acme.js'

/** Unkey, of which the client makes more than one request for one call. */
function unkeyAt(emulator: Emulator): UnkeyClient {
  return unkey({
    ...emulator.credentials.unkey,
    fetch: async (url, init) => emulator.fetch(new Request(url as string, init)),
    retry: { limit: 0 },
  })
}

describe('an error of the read that follows a change', () => {
  it.each(['error-before-commit', 'reset-before', 'lost-response', 'unavailable'] as const)(
    'does not say that nothing was done: %s',
    async (kind) => {
      const emulator = createEmulator({ seed: 1 })
      const keys = unkeyAt(emulator)
      const { id } = await keys.create({ name: 'CI' })
      emulator.faults.add({ kind, vendor: 'unkey', operation: 'get', times: 9 })
      const error = await errorOf(keys.update(id, { enabled: false }))
      expect(error).toMatchObject({ operation: 'update', mayHaveActed: true })
      expect(error.message).toMatch(/^Unkey made the change.* [Cc]all again/)
      expect(error.message).not.toMatch(/nothing was/i)
      expect(emulator.keys('unkey')).toMatchObject([{ id, state: 'disabled' }])
    },
  )
})

describe('an error of a revocation that was done', () => {
  it.each(['reset-before', 'unavailable', 'rate-limited', 'redirect'] as const)(
    'does not say otherwise after %s in its repeat',
    async (kind) => {
      const emulator = createEmulator({ seed: 1 })
      const { id } = await unkeyAt(emulator).create({ name: 'CI' })
      emulator.faults.add({ kind: 'error-after-commit', vendor: 'unkey', operation: 'revoke', times: 1 })
      emulator.faults.add({ kind, vendor: 'unkey', operation: 'revoke', times: 9 })
      const keys = unkey({
        ...emulator.credentials.unkey,
        fetch: async (url, init) => emulator.fetch(new Request(url as string, init)),
        retry: { limit: 1 },
      })
      const error = await errorOf(keys.revoke(id))
      expect(error).toMatchObject({ operation: 'revoke', mayHaveActed: true, retryable: false })
      expect(error.message).toContain('It may have been done all the same')
      expect(error.message).not.toMatch(/nothing was/i)
    },
  )
})
