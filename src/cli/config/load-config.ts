import { readFile } from 'node:fs/promises'
import { Failure, usage } from '../failure.js'
import { defaultOf } from './load-module.js'

/** The value that a configuration file holds: of a module its default export. */
export async function loadConfig(file: string): Promise<unknown> {
  try {
    if (file.endsWith('.json')) return JSON.parse(await readFile(file, 'utf8'))
    return await defaultOf(file)
  } catch (error) {
    if (error instanceof Failure) throw error
    // The reason is not told: a parser's message quotes the line that it stumbled over.
    throw usage(
      `${file}: cannot be read. It must be JSON, or a module whose default export is the configuration.`,
    )
  }
}
