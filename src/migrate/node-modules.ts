import type * as Fs from 'node:fs/promises'
import type * as Os from 'node:os'
import type * as Path from 'node:path'
import type * as Zlib from 'node:zlib'
import { trouble } from './trouble.js'

interface NodeModules {
  readonly fs: typeof Fs
  readonly os: typeof Os
  readonly path: typeof Path
  readonly zlib: typeof Zlib
}

/**
 * What files take. Loaded here and nowhere else, so that a migration with a journal and a delivery of the caller's own works in a
 * browser. Throws `unsupported` where there is no Node.
 */
export async function nodeModules(): Promise<NodeModules> {
  try {
    const fs = await import('node:fs/promises')
    const os = await import('node:os')
    const path = await import('node:path')
    const zlib = await import('node:zlib')
    return { fs, os, path, zlib }
  } catch {
    throw trouble('unsupported', 'Files need Node: give a `journal` and a `deliver` of your own here.')
  }
}
