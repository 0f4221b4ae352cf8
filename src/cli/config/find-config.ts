import { stat } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { trouble, usage } from '../failure.js'
import { checkedConfig, type Config } from './config.js'
import { loadConfig } from './load-config.js'

const names = ['json', 'ts', 'mts', 'js', 'mjs'].map((extension) => `keymux.config.${extension}`)

export interface FoundConfig {
  readonly file: string
  readonly config: Config
}

/** The configuration that is named, or the nearest one from a folder upward; undefined where there is none. */
export async function findConfig(named: string | undefined, from: string): Promise<FoundConfig | undefined> {
  const file = named === undefined ? await nearest(from) : resolve(from, named)
  if (file === undefined) return undefined
  await refuseForeign(file)
  return { file, config: checkedConfig(file, await loadConfig(file)) }
}

async function nearest(from: string): Promise<string | undefined> {
  for (let folder = resolve(from); ; folder = dirname(folder)) {
    const present: string[] = []
    for (const name of names) if (await isFile(join(folder, name))) present.push(join(folder, name))
    const [file, second] = present
    if (second !== undefined) throw usage(`There are two configurations: ${present.join(' and ')}. Keep one.`)
    if (file !== undefined || folder === dirname(folder)) return file
  }
}

async function isFile(file: string): Promise<boolean> {
  return stat(file).then(
    (found) => found.isFile(),
    () => false,
  )
}

/** A `baseUrl` says where a credential goes, and a `.ts` is run: what somebody else can write must not decide that. */
export async function refuseForeign(file: string): Promise<void> {
  const found = await stat(file).catch(() => undefined)
  if (found === undefined) throw trouble(`${file}: there is no such file, or it may not be read.`)
  const own = process.getuid?.()
  if (own === undefined) return
  // oxlint-disable-next-line eslint/no-bitwise
  const isOpen = (found.mode & 0o002) !== 0
  if (isOpen || (found.uid !== own && found.uid !== 0))
    throw usage(
      `${file}: others can write it, and it decides where your credential is sent. Make it your own (chown, chmod o-w), or name another.`,
    )
}
