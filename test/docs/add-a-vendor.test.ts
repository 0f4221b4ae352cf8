import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { node, run } from '../package/support/run.js'
import { codeBlocks } from './code-blocks.js'

vi.setConfig({ testTimeout: 120_000 })

const blocks = await codeBlocks('docs/add-a-vendor.md')
const texts = blocks.filter(({ language }) => language === 'text').map(({ text }) => text)
const commands = blocks
  .filter(({ language }) => language === 'sh')
  .flatMap(({ text }) => text.trimEnd().split('\n'))
  .filter((line) => line.startsWith('npx keymux generate'))

let folder: string

/** A project with keymux and what the walk has installed, and Acme's document in it. */
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'keymux-walk-'))
  await mkdir(join(folder, 'node_modules'))
  await symlink(resolve('.'), join(folder, 'node_modules', 'keymux'))
  for (const name of ['openapi-typescript', 'typescript', 'yaml', 'tsx'])
    await symlink(resolve('node_modules', name), join(folder, 'node_modules', name))
  await writeFile(join(folder, 'package.json'), '{ "type": "module", "private": true }')
  await cp(join('docs', 'examples', 'acme', 'openapi.yaml'), join(folder, 'acme.yaml'))
})

afterAll(() => rm(folder, { recursive: true, force: true }))

it('shows commands that do what the page says, and a conformance run that passes', async () => {
  const said: string[] = []
  for (const line of commands) {
    const [, ...args] = line.replace(/^npx /, '').split(' ')
    // Both streams, as on a terminal.
    const command = [process.execPath, resolve('dist', 'cli', 'keymux.cjs'), ...args].map(
      (word) => `'${word}'`,
    )
    said.push(await run('sh', ['-c', `${command.join(' ')} 2>&1`], folder))
  }
  expect(said[0]).toBe(texts[0])
  expect(said[1]).toContain('src/keys/acme/index.ts: written')
  const sample = blocks.find(({ language }) => language === 'ts')
  await writeFile(join(folder, 'conformance.ts'), sample?.text ?? '')
  expect(await node(['--import', 'tsx', 'conformance.ts'], folder)).toBe(texts[1])
  const loose = sample?.text.replace(/^ *(values:|\/\/ Acme's).*\n/gm, '') ?? ''
  await writeFile(join(folder, 'conformance.ts'), loose)
  expect(await node(['--import', 'tsx', 'conformance.ts'], folder)).toMatch(
    /create: what it is told comes back\n(.*\n)*.*labels\.seats must be a string/,
  )
})

it('ends at an overlay by hand from which a client can be generated as well', async () => {
  await cp(join('docs', 'examples', 'acme', 'overlay.yaml'), join(folder, 'by-hand.yaml'))
  const args = ['generate', '--spec', 'acme.yaml', '--overlay', 'by-hand.yaml', '--out', 'src/keys/maps']
  const said = await node([resolve('dist', 'cli', 'keymux.cjs'), ...args], folder)
  expect(said).toContain('src/keys/maps/index.ts: written')
})
