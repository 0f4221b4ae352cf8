import { fromOverlay, type MockOptions } from 'keymux/mock'
import type { GuestVendor } from 'keymux/emulator'
import { loadDocument } from '../../../src/generator/load.js'

/** A mock of a vendor in `specs`, beside the emulator's own of that vendor. */
export async function mockOf<const Id extends string>(
  vendor: string,
  id: Id,
  options: MockOptions = {},
): Promise<GuestVendor<Id>> {
  const [document, overlay] = await Promise.all([
    loadDocument(`specs/${vendor}/openapi.yaml`),
    loadDocument(`specs/${vendor}/overlay.yaml`),
  ])
  return fromOverlay(document, overlay, { ...options, id })
}
