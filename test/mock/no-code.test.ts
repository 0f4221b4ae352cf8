import { afterAll, expect, it } from 'vitest'
import * as z from 'zod'

const made: unknown[] = []
const { Function: own } = globalThis
globalThis.Function = new Proxy(own, {
  construct: (target, texts: string[]) => {
    made.push(texts)
    return Reflect.construct(target, texts) as object
  },
})
afterAll(() => void (globalThis.Function = own))

// A page whose policy forbids it reports the attempt, though zod would do without.
it('makes no code of text, and leaves zod to others as it was', async () => {
  const { createEmulator } = await import('keymux/emulator')
  const { workos } = await import('keymux/workos')
  const { mockOf } = await import('./support/specs.js')
  const emulator = createEmulator({ seed: 1, vendors: [await mockOf('workos', 'workos')] })
  const keys = workos({ ...emulator.credentials.workos, fetch: emulator.fetch })
  await keys.create({ name: 'CI' })
  expect(emulator.keys('workos')).toHaveLength(1)
  expect(made).toEqual([])
  expect(z.config().jitless).toBe(undefined)
  z.object({ name: z.string() })
  expect(made).toEqual([['']])
})
