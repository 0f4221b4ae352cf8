import { readFile } from 'node:fs/promises'
import { pathToFileURL } from 'node:url'
import { usage } from '../failure.js'

/** The value that a configuration file holds: of a module its default export. */
export async function loadConfig(file: string): Promise<unknown> {
  try {
    if (file.endsWith('.json')) return JSON.parse(await readFile(file, 'utf8'))
    return defaultOf(await importModule(file))
  } catch {
    // The reason is not told: a parser's message quotes the line that it stumbled over.
    throw usage(
      `${file}: cannot be read. It must be JSON, or a module whose default export is the configuration.`,
    )
  }
}

function defaultOf(module: unknown): unknown {
  return typeof module === 'object' && module !== null && 'default' in module ? module.default : undefined
}

async function importModule(file: string): Promise<unknown> {
  if (!/\.m?ts$/.test(file)) return import(pathToFileURL(file).href)
  // Node 20 runs no TypeScript. Only the types go: what it imports must be Node's own, as it has no folder of its own any more.
  const { transform } = await import('sucrase')
  const { code } = transform(await readFile(file, 'utf8'), {
    transforms: ['typescript'],
    disableESTransforms: true,
  })
  return import(`data:text/javascript;base64,${Buffer.from(code).toString('base64')}`)
}
