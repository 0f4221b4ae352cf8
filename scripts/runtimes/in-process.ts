import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { createEmulator } from 'keymux/emulator'
import type { CheckResult, Setting } from './checks/check.js'
import { common, type Column } from './column.js'
import { seed } from './checks/places.js'
import { resultsMark } from './hosts/results-mark.js'

/** A program and what it printed. */
interface Ended {
  readonly code: number | null
  readonly text: string
}

/** A runtime that runs a file in a process of its own. `flags` come before the file. */
export function processColumn(id: string, title: string, program: string, flags: readonly string[]): Column {
  return {
    id,
    title,
    run: async ({ folder, world }, only) => {
      const setting: Setting = {
        ...common,
        ...world.setting,
        canServe: true,
        tellsRefusal: true,
        hasEnvironment: true,
        ...(only !== undefined && { only }),
      }
      const version = (await run(program, ['--version'], {})).text
      const UNKEY_ROOT_KEY = createEmulator({ seed }).credentials.unkey.rootKey
      const { code, text } = await run(
        program,
        [...flags, join(folder, 'process.js'), JSON.stringify(setting)],
        { UNKEY_ROOT_KEY, NO_COLOR: '1' },
      )
      const lines = text.split('\n')
      const results = lines.find((line) => line.startsWith(resultsMark))
      if (results === undefined) throw new Error(`It ended with ${code}: ${lines.slice(-8).join('\n')}`)
      return {
        version: versionIn(version),
        results: JSON.parse(results.slice(resultsMark.length)) as CheckResult[],
        printed: lines.filter((line) => line !== results).join('\n'),
      }
    },
  }
}

/** The first version in what a program says of itself. */
export function versionIn(text: string): string {
  return /\d+(\.\d+)+|\d{4}-\d\d-\d\d/.exec(text)?.[0] ?? text.trim()
}

/** Runs a program to its end, with no environment but this and what it needs to start. */
export async function run(
  program: string,
  args: readonly string[],
  environment: Readonly<Record<string, string>>,
): Promise<Ended> {
  const { PATH = '', HOME = '' } = process.env
  const child = spawn(program, args, {
    env: { PATH, HOME, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let text = ''
  child.stdout.on('data', (chunk: Buffer) => (text += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (text += chunk.toString()))
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', (error) => reject(new Error(`${program} does not start: ${error.message}`)))
    child.once('close', resolve)
  })
  return { code, text }
}
