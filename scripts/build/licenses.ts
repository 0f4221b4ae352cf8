import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { OutputChunk } from 'rolldown'
import { thirdParty } from './places.js'

interface Licensed {
  /** The package, and whose it is. */
  readonly owner: string
  /** What it may be used for. */
  readonly terms: string
}

/** What was taken in stays under its authors' terms, which ask to be passed on. Equal terms stand once, below all whose they are. */
export async function writeLicenses(chunks: readonly OutputChunk[], folder: string): Promise<void> {
  const taken = chunks
    .flatMap(({ modules }) => Object.entries(modules))
    .filter(([, { renderedLength }]) => renderedLength > 0)
    .flatMap(([file]) => /^.*node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+/.exec(file)?.[0] ?? [])
  const owners = new Map<string, Set<string>>()
  for (const { owner, terms } of await Promise.all([...new Set(taken)].toSorted().map(licensed)))
    owners.set(terms, (owners.get(terms) ?? new Set()).add(owner))
  const sections = [...owners].map(([terms, of]) => `${[...of].join('\n\n')}\n\n${terms}\n`)
  const title =
    'The code of keymux has parts of other packages in it. They are under the terms of their authors.\n'
  await writeFile(join(folder, thirdParty), [title, ...sections].join(`\n${'-'.repeat(72)}\n\n`))
}

async function licensed(folder: string): Promise<Licensed> {
  const manifest = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as Record<string, unknown>
  const { name, version, license, repository } = manifest
  const file = (await readdir(folder)).find((each) => /^licen[cs]e/i.test(each))
  if (file !== undefined) {
    const { lead, terms } = halves(await readFile(join(folder, file), 'utf8'))
    return { owner: `${String(name)} ${String(version)}\n${lead}`, terms }
  }
  if (typeof license !== 'string') throw new Error(`${folder} is taken into the build, but names no license.`)
  return { owner: `${String(name)} ${String(version)}\n${JSON.stringify(repository)}`, terms: license }
}

/** The lines up to the last of those that say whose it is, and the terms, however their lines are broken. */
function halves(text: string): { readonly lead: string; readonly terms: string } {
  const [lead = ''] = /^(?:.*\n)*?(?:.*copyright .*(?:\n|$))+/i.exec(text) ?? []
  const paragraphs = text.slice(lead.length).split(/\r?\n\s*\n/)
  const terms = paragraphs.map((each) => each.replaceAll(/\s+/g, ' ').trim()).filter((each) => each !== '')
  return { lead: lead.trim(), terms: terms.join('\n\n') }
}
