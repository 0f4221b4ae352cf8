import { mkdtemp, readdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { writeCode } from './build/code.js'
import { writeDeclarations } from './build/declarations.js'
import { rooms, source, target } from './build/places.js'

const usage = `npm run build -- [--code]

  --code    JavaScript only, without declarations`

async function entryFiles(): Promise<string[]> {
  const providers = await readdir(join(source, 'providers'))
  const folders = [...rooms, ...providers.toSorted().map((id) => join('providers', id))]
  return folders.map((folder) => join(source, folder, 'index.ts'))
}

/** Puts the finished folder in the place of the last one: who reads it meanwhile misses it for a moment at most. */
async function replaceTarget(finished: string, scratch: string): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    await rename(target, join(scratch, `replaced-${attempt}`)).catch(unlessAbsent)
    try {
      return await rename(finished, target)
    } catch (error) {
      // Another build was quicker.
      if (attempt === 5) throw error
    }
  }
}

function unlessAbsent(error: NodeJS.ErrnoException): void {
  if (error.code !== 'ENOENT') throw error
}

async function main(): Promise<void> {
  const startedAt = performance.now()
  const { values } = parseArgs({ options: { code: { type: 'boolean', default: false } } })
  const entries = await entryFiles()
  // Within node_modules nothing else looks at it: no linter, no formatter, no packer.
  const scratch = await mkdtemp(join('node_modules', '.keymux-build-'))
  try {
    const finished = join(scratch, target)
    await writeCode(entries, finished)
    if (!values.code) await writeDeclarations(entries, finished)
    await replaceTarget(finished, scratch)
  } finally {
    await rm(scratch, { recursive: true, force: true })
  }
  console.log(`${target}: ${entries.length} entries in ${Math.round(performance.now() - startedAt)} ms`)
}

try {
  await main()
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  console.error(`\n${usage}`)
  process.exitCode = 1
}
