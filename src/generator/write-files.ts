import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { GenerationFault } from './generate-from-files.js'
import type { GeneratedFiles } from './generate.js'

const mark = '// Generated from '

/** The files that differ from what stands in a folder. */
export async function staleIn(folder: string, files: GeneratedFiles): Promise<string[]> {
  const stale: string[] = []
  for (const [name, text] of Object.entries(files)) {
    if ((await textOf(join(folder, name))) !== text) stale.push(name)
  }
  return stale
}

/**
 * Puts the files into a folder: all are written beside it first, and then renamed, so that whoever stops it in between finds whole
 * files. Throws where one of them is there already and was not generated.
 */
export async function writeInto(folder: string, files: GeneratedFiles): Promise<void> {
  for (const name of Object.keys(files)) {
    const present = await textOf(join(folder, name))
    if (present !== undefined && !present.startsWith(mark)) {
      const message = `${join(folder, name)}: was written by hand, and would be overwritten`
      throw new GenerationFault(message, 'Move it away, or give another folder as --out.', undefined)
    }
  }
  await mkdir(dirname(folder), { recursive: true })
  const scratch = await mkdtemp(join(dirname(folder), `.${basename(folder)}-`))
  try {
    for (const [name, text] of Object.entries(files)) await writeFile(join(scratch, name), text)
    await mkdir(folder, { recursive: true })
    for (const name of Object.keys(files)) await rename(join(scratch, name), join(folder, name))
  } finally {
    await rm(scratch, { recursive: true, force: true })
  }
}

async function textOf(file: string): Promise<string | undefined> {
  return readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined
    throw error
  })
}
