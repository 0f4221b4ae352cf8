import { readFile, writeFile } from 'node:fs/promises'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { CopiedTree, type Finished } from '../support/copied-tree.js'

/** Starting a process takes long where others use the machine as well. */
vi.setConfig({ testTimeout: 60_000 })

let tree: CopiedTree

beforeAll(async () => {
  const folders = ['specs', 'scripts', 'src/core', 'src/generated', 'src/http']
  tree = await CopiedTree.of(...folders, 'README.md', 'package.json')
})

afterAll(() => tree.remove())

function matrix(...args: readonly string[]): Promise<Finished> {
  return tree.run('tsx/dist/cli.mjs', 'scripts/matrix.ts', ...args)
}

it('stands in the README as the adapters say', async () => {
  expect(await matrix('--check')).toEqual({ code: 0, stdout: 'The matrix is up to date.\n', stderr: '' })
})

it('is missed where it is another, and written anew with nothing else changed', async () => {
  const text = await readFile(tree.path('README.md'), 'utf8')
  const changed = text.replace(/^\| `create` .*$/m, '| `create` | none |')
  await writeFile(tree.path('README.md'), changed)
  const checked = await matrix('--check')
  expect(checked).toEqual({
    code: 1,
    stdout: '',
    stderr: 'README.md: the matrix differs from what the adapters say. Run `npm run matrix`.\n',
  })
  expect(await readFile(tree.path('README.md'), 'utf8')).toBe(changed)

  expect((await matrix()).code).toBe(0)
  expect(await readFile(tree.path('README.md'), 'utf8')).toBe(text)
})

it('is not put where nobody kept a place for it', async () => {
  const text = await readFile(tree.path('README.md'), 'utf8')
  await writeFile(tree.path('README.md'), text.replace('<!-- end of the matrix -->', ''))
  const { code, stderr } = await matrix()
  expect(code).toBe(1)
  expect(stderr).toContain('README.md: the lines between which the matrix stands are not there')
  expect(stderr).not.toContain('    at ')
  await writeFile(tree.path('README.md'), text)
})
