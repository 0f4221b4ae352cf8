import { describe, expect, it } from 'vitest'
import { entryFiles } from './support/entry-files.js'
import { surfaceOf, unnamedSurface } from './support/surface.js'

// A change of a file beside this one is a change of the public API: look at it, then run `vitest run test/api -u`.

const entries = entryFiles()
const secretLike = /\b(unkey|sk|pk|ak|ffy|flow|prod|test|live)_\w{6,}|eyJ\w+/

describe('the public API', () => {
  it.each([...entries])('of %s is what was agreed', async (name, file) => {
    const surface = surfaceOf(file)
    expect(surface).not.toMatch(secretLike)
    await expect(`${surface}\n`).toMatchFileSnapshot(`${name.replace('/', '-')}.api.txt`)
  })

  it('leads to no more unnamed declarations than was agreed', async () => {
    const surface = unnamedSurface(entries.values())
    expect(surface).not.toMatch(secretLike)
    await expect(`${surface}\n`).toMatchFileSnapshot('unnamed.api.txt')
  })
})
