import { expect, it } from 'vitest'
import { GenerationError, UnreadableError } from '../../src/generator/generation-error.js'
import { banner } from '../../src/generator/source-text.js'
import { writeOverlay } from '../../src/generator/propose/write-overlay.js'

const address = 'https://me:hunter2@acme.example/openapi.yaml?token=hunter2&x=a:hunter2'

it.each([
  ['what is generated', () => banner({ document: address, overlay: 'acme.yaml' }, 'package')],
  ['a proposed overlay', () => writeOverlay('Acme', {}, [], address)],
  ['a fault in a document', () => new GenerationError(address, '#/paths', 'is odd').message],
  ['a document that cannot be had', () => new UnreadableError(`${address}: cannot be fetched`).message],
])('keeps a password and a query out of %s', (_, text) => {
  expect(text()).toContain('acme.example/openapi.yaml')
  expect(text()).not.toContain('hunter2')
})
