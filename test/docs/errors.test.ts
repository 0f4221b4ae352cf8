import { readFile, writeFile } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { KeymuxError } from '../../src/core/index.js'
import { errorFacts } from '../../src/core/error-codes.js'
import { flow } from '../../src/providers/flow/index.js'
import { CopiedTree, type Finished } from '../support/copied-tree.js'

/** Starting a process takes long where others use the machine as well. */
vi.setConfig({ testTimeout: 60_000 })

const page = 'docs/errors.md'
let tree: CopiedTree

beforeAll(async () => {
  tree = await CopiedTree.of('specs', 'scripts', 'src/core', 'src/generator', page, 'package.json')
})

afterAll(() => tree.remove())

function errors(...args: readonly string[]): Promise<Finished> {
  return tree.run('tsx/dist/cli.mjs', 'scripts/errors.ts', ...args)
}

describe('npm run errors', () => {
  it('finds in docs/errors.md what the code and the overlays say', async () => {
    expect(await errors('--check')).toEqual({
      code: 0,
      stdout: 'The error codes are up to date.\n',
      stderr: '',
    })
  })

  it('misses a sentence that changed in the code or in an overlay, and writes it anew', async () => {
    const changes = [
      ['src/core/error-codes.ts', 'Correct the input', 'Mend the input'],
      ['specs/clerk/overlay.yaml', 'token_creation_conflict: conflict', 'token_taken: conflict'],
    ] as const
    for (const [file, before, after] of changes) {
      const text = await readFile(tree.path(file), 'utf8')
      expect(text).toContain(before)
      await writeFile(tree.path(file), text.replace(before, after))
    }
    const checked = await errors('--check')
    expect(checked.code).toBe(1)
    expect(checked.stderr).toBe(
      `${page}: differs from what the code and the overlays say. Run \`npm run errors\`.\n`,
    )

    expect((await errors()).code).toBe(0)
    const written = await readFile(tree.path(page), 'utf8')
    expect(written).toContain('- What to do: Mend the input and call again.\n')
    expect(written).toContain('- At Clerk: `token_taken`. A key of this name')
  })
})

describe('docs/errors.md', () => {
  it('has a section for every code, where `error.docs` points', async () => {
    const headings = [...(await readFile(page, 'utf8')).matchAll(/^## (\w+)$/gm)].map(([, code]) => code)
    expect(headings).toEqual(Object.keys(errorFacts))
    for (const code of headings) {
      const { docs } = new KeymuxError({ code: code as keyof typeof errorFacts, message: '' })
      expect(docs).toBe(`keymux/${page}#${code}`)
    }
  })

  it('tells of each status the code that a call gets', async () => {
    const sections = (await readFile(page, 'utf8')).split(/^## /m)
    const told = sections.flatMap((section) => {
      const [, statuses] = /^- By its status[^:]*: ([\d, ]+)/m.exec(section) ?? []
      return (statuses?.match(/\d{3}/g) ?? []).map((status) => [Number(status), section.split('\n')[0]])
    })
    expect(told.map(([status]) => status)).toEqual(expect.arrayContaining([400, 401, 404, 409, 410, 429]))
    for (const [status, code] of told) expect([status, await codeOf(Number(status))]).toEqual([status, code])
  })
})

/** What Flow's client, whose vendor has no codes of its own, makes of a create that is answered with a status. */
async function codeOf(status: number): Promise<unknown> {
  const fetch = async (): Promise<Response> => Response.json({}, { status })
  const keys = flow({ baseUrl: 'https://flow.test', token: 'token_of_flow', fetch, retry: { limit: 0 } })
  const error: unknown = await keys.create({ name: 'CI' }).catch((thrown: unknown) => thrown)
  return KeymuxError.is(error) ? error.code : undefined
}
