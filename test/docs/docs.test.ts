import { existsSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { expect, it } from 'vitest'
import { codeBlocks } from './code-blocks.js'

const inDocs = (await readdir('docs', { recursive: true })).filter((name) => name.endsWith('.md'))
const pages = ['README.md', ...inDocs.map((name) => join('docs', name))]
const vendors = ['unkey', 'clerk', 'factify', 'flow']

it.each(pages)('%s names only npm scripts that exist', async (page) => {
  const { scripts } = JSON.parse(await readFile('package.json', 'utf8')) as {
    scripts: Record<string, string>
  }
  const named = [...(await readFile(page, 'utf8')).matchAll(/npm run ([\w:-]+)/g)].map(([, name]) => name)
  expect(named.filter((name) => name === undefined || scripts[name] === undefined)).toEqual([])
})

it.each(pages)('%s links only to files that exist', async (page) => {
  const links = [...(await readFile(page, 'utf8')).matchAll(/\]\((?!https?:)([^)#]+)\)/g)].map(
    ([, link = '']) => link,
  )
  expect(links.filter((link) => !existsSync(join(dirname(page), link)))).toEqual([])
})

it('takes its example of an overlay from the real thing', async () => {
  const page = await readFile('docs/overlay.md', 'utf8')
  const before = page.slice(0, page.indexOf('\n## Examples\n')).split('\n').length
  const blocks = (await codeBlocks('docs/overlay.md')).filter((block) => block.line < before)
  const overlay = await readFile('specs/unkey/overlay.yaml', 'utf8')
  const adapter = await readFile('src/generated/unkey/adapter.ts', 'utf8')
  const lines = (language: string): string[] =>
    blocks.filter((block) => block.language === language).flatMap(({ text }) => text.trimEnd().split('\n'))
  for (const line of lines('yaml')) expect(overlay).toContain(line)
  for (const line of lines('ts')) expect(adapter).toContain(line)
})

it('lists the options of the emulator, and no other', async () => {
  const listed = [...(await readFile('docs/emulator.md', 'utf8')).matchAll(/^\| `(\w+)\.(\w+)`/gm)]
  for (const vendor of vendors) {
    const source = await readFile(`src/emulator/dialects/${vendor}/options.ts`, 'utf8')
    const [, setup = ''] = /export interface \w+Setup \{\n(.*?)^\}/ms.exec(source) ?? []
    const options = [...setup.matchAll(/^ {2}readonly (\w+)\?:/gm)].map(([, name]) => name)
    const told = listed.filter(([, of]) => of === vendor).map(([, , name]) => name)
    expect([vendor, told.toSorted()]).toEqual([vendor, options.toSorted()])
  }
})
