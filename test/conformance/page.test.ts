import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, expect, it, vi } from 'vitest'
import { codeBlocks } from '../docs/code-blocks.js'

const page = 'docs/conformance.md'
const folder = await mkdtemp(join('test', 'conformance', '.samples-'))

afterAll(() => rm(folder, { recursive: true }))

it('lists the fields of the subject, and no other', async () => {
  const [, table = ''] = /## The subject\n(.*?)\n\nGive/s.exec(await readFile(page, 'utf8')) ?? []
  const listed = [...table.matchAll(/^\| `(\w+)`/gm)].map(([, name]) => name)
  const source = await readFile('src/conformance/subject.ts', 'utf8')
  const [, subject = ''] = /export interface ConformanceSubject \{\n(.*?)^\}/ms.exec(source) ?? []
  const fields = [...subject.matchAll(/^ {2}readonly (\w+)\??:/gm)].map(([, name]) => name)
  expect(fields.length).toBeGreaterThan(5)
  expect(listed).toEqual(fields)
})

it('shows a sample that runs and prints a report', async () => {
  const print = vi.spyOn(console, 'log').mockImplementation(() => undefined)
  const sample = (await codeBlocks(page)).find(({ language }) => language === 'ts')
  const file = join(folder, 'sample.ts')
  await writeFile(file, `${sample?.text}\nexport {}\n`)
  await import(/* @vite-ignore */ `../../${file}`)
  const [[text] = []] = print.mock.calls
  print.mockRestore()
  expect(text).toMatch(/^factify .*\n {2}create +native +\d+ passed/)
})
