import { expect, it } from 'vitest'
import { KeymuxError } from 'keymux'
import { createEmulator, type GuestVendor } from 'keymux/emulator'
import { fromOverlay, type MockOptions } from 'keymux/mock'
import { acmeDocument, acmeOverlay } from './support/acme.js'
import { mockOf } from './support/specs.js'

/** What is said of a mistake of the caller’s. */
function saidOf(act: () => unknown): string {
  try {
    act()
    return 'nothing'
  } catch (error) {
    return KeymuxError.is(error) ? `${error.code}: ${error.message}` : String(error)
  }
}

const circle: Record<string, unknown> = {}
circle['self'] = circle

it.each<[unknown, unknown, string]>([
  [
    'openapi: 3.1.0',
    acmeOverlay,
    'fromOverlay needs the document as an object, as JSON.parse or a YAML parser gives it.',
  ],
  [
    circle,
    acmeOverlay,
    'fromOverlay needs the document as an object, as JSON.parse or a YAML parser gives it.',
  ],
  [acmeDocument, [], 'fromOverlay needs the overlay as an object, as JSON.parse or a YAML parser gives it.'],
  [
    acmeDocument,
    undefined,
    'fromOverlay needs the overlay as an object, as JSON.parse or a YAML parser gives it.',
  ],
  [
    acmeDocument,
    { overlay: '1.0.0', actions: [{ target: '$.nothing', remove: true }] },
    'fromOverlay: the overlay: actions[0] $.nothing: selects nothing in the document',
  ],
])('refuses what cannot be understood', (document, overlay, message) => {
  expect(saidOf(() => fromOverlay(document as object, overlay as object))).toBe(`configuration: ${message}`)
})

it.each<[object, string]>([
  [{ id: 'Acme Inc' }, 'fromOverlay needs an id of small letters, digits and hyphens.'],
  [{ baseUrl: 'acme.example' }, 'fromOverlay needs an http(s) URL as its baseUrl.'],
  [{ pageSize: 0 }, 'fromOverlay needs a positive whole number as its pageSize.'],
  [{ name: 'acme' }, 'fromOverlay has no option name.'],
])('refuses the options %o', (options, message) => {
  expect(saidOf(() => fromOverlay(acmeDocument, acmeOverlay, options as MockOptions))).toBe(
    `configuration: ${message}`,
  )
})

it('is called as its vendor where nothing else is said, and stands at its first server', () => {
  const { id, baseUrl } = fromOverlay(acmeDocument, acmeOverlay)
  expect([id, baseUrl]).toEqual(['acme', 'https://api.acme.example/v1'])
})

it('has an address of its own where the vendor has none', async () => {
  expect((await mockOf('flow', 'flow-mock')).baseUrl).toBe('https://flow-mock.test')
})

it('takes a document whose parts are shared, as a YAML parser gives aliases, and leaves it as it is', () => {
  const shared = structuredClone(acmeDocument)
  const before = JSON.stringify(shared)
  fromOverlay(shared, acmeOverlay)
  expect(JSON.stringify(shared)).toBe(before)
})

it('is refused by an emulator that could not tell it from another', async () => {
  const mock = fromOverlay(acmeDocument, acmeOverlay, { id: 'acme' })
  const twin = fromOverlay(acmeDocument, acmeOverlay, { id: 'twin' })
  const unkey = await mockOf('unkey', 'unkey')
  const emulate = (...vendors: readonly GuestVendor[]): string => saidOf(() => createEmulator({ vendors }))
  expect(emulate(mock, mock)).toContain('has a vendor acme already')
  expect(emulate(unkey)).toContain('has a vendor unkey already')
  expect(emulate(mock, twin)).toContain(
    'cannot tell acme and twin apart: both are at https://api.acme.example',
  )
  expect(emulate({ ...mock })).toContain('needs a list of mocks as its vendors')
  expect(saidOf(() => createEmulator({ vendors: mock as never }))).toContain(
    'needs a list of mocks as its vendors',
  )
})
