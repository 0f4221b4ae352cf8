import { readFile } from 'node:fs/promises'
import * as nodeModule from 'node:module'
import { dirname } from 'node:path'
import { pathToFileURL } from 'node:url'
import type ts from 'typescript'
import { usage } from '../failure.js'
import { installerOf } from '../generator/type-packages.js'

/** What a module of the user's exports as its default; undefined where it has none. Throws what Node throws of a module that is none. */
export async function defaultOf(file: string): Promise<unknown> {
  const module = await (/\.m?ts$/.test(file) ? importTypeScript(file) : import(pathToFileURL(file).href))
  return typeof module === 'object' && module !== null && 'default' in module ? module.default : undefined
}

async function importTypeScript(file: string): Promise<unknown> {
  // Of 22.18 and later; the types that keymux is compiled with are those of Node 20.
  if ('typescript' in process.features && process.features.typescript !== false) return importStripped(file)
  const compiler = compilerFor(file)
  // Only the types go: what it imports must be Node's own, as it has no folder of its own any more.
  const { outputText } = compiler.transpileModule(await readFile(file, 'utf8'), {
    compilerOptions: { module: compiler.ModuleKind.ESNext, target: compiler.ScriptTarget.ES2022 },
  })
  return import(`data:text/javascript;base64,${Buffer.from(outputText).toString('base64')}`)
}

type Load = (url: string, context: object, next: (url: string, context: object) => unknown) => unknown

interface WithHooks {
  readonly registerHooks?: (hooks: { readonly load: Load }) => { readonly deregister: () => void }
}

/** Node takes a `.ts` in a package of the old format, as `npm init` makes it, for a module of the old format. */
async function importStripped(file: string): Promise<unknown> {
  const { href } = pathToFileURL(file)
  const hooks = (nodeModule as WithHooks).registerHooks?.({
    load: (url, context, next) =>
      next(url, url === href ? { ...context, format: 'module-typescript' } : context),
  })
  try {
    return await import(href)
  } finally {
    hooks?.deregister()
  }
}

type Compiler = Pick<typeof ts, 'transpileModule' | 'ModuleKind' | 'ScriptTarget'>

/** That of the project, or the one beside keymux. */
function compilerFor(file: string): Compiler {
  for (const from of [file, import.meta.url]) {
    const found = compilerFrom(from)
    if (found !== undefined) return found
  }
  throw usage(
    `${file}: Node ${process.versions.node} runs no TypeScript, and the package typescript is not installed. Run \`${installerOf(dirname(file))} typescript@5\`, take Node 22.18 or later, or write it as .mjs.`,
  )
}

function compilerFrom(from: string): Compiler | undefined {
  try {
    const found: unknown = nodeModule.createRequire(from)('typescript')
    return isCompiler(found) ? found : undefined
  } catch {
    return undefined
  }
}

/** Later versions have another way in. */
function isCompiler(found: unknown): found is Compiler {
  return typeof found === 'object' && found !== null && 'transpileModule' in found
}
