import { createEmulator, type Emulator } from 'keymux/emulator'
import { fromOverlay } from 'keymux/mock'
import { expectTypeOf } from 'vitest'

// `npm run types` compiles these and nothing runs them. Each `@ts-expect-error` stands on the line before the one that
// must not compile.

declare const document: object
declare const overlay: object

export async function knowsAMockByItsId(): Promise<void> {
  const emulator = createEmulator({ vendors: [fromOverlay(document, overlay, { id: 'acme' })] })
  expectTypeOf(emulator).toEqualTypeOf<Emulator<'acme'>>()
  expectTypeOf(emulator.credentials.acme).toEqualTypeOf<Readonly<Record<string, string>>>()
  expectTypeOf((await emulator.listen()).urls.acme).toEqualTypeOf<string>()
  emulator.keys('acme')
  emulator.keys('unkey')
  // @ts-expect-error there is no such vendor
  emulator.keys('acne')
  // @ts-expect-error nor any credential of it
  expectTypeOf(emulator.credentials.acne)
}

export function knowsThatAnyVendorMayBeThere(): void {
  const emulator = createEmulator({ vendors: [fromOverlay(document, overlay)] })
  emulator.keys('whatever')
}

export function isAnEmulatorOfFourWithoutMocks(): void {
  const emulator: ReturnType<typeof createEmulator> = createEmulator({ seed: 1 })
  expectTypeOf(emulator).toEqualTypeOf<Emulator>()
  // @ts-expect-error there is no such vendor
  emulator.keys('acme')
  // @ts-expect-error an object of one's own is no mock
  createEmulator({ vendors: [{ id: 'acme' }] })
}
