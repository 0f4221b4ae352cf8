import { join, resolve } from 'node:path'
import { chromiumEnvironment } from './chromium.js'
import { setTimeout } from 'node:timers/promises'
import type { Example } from './example.js'
import { installExample } from './install.js'
import { Program, runProgram } from './run-program.js'

/** What came of an example: what each step came to, in a word, or the fault of the first that failed. */
export interface Outcome {
  readonly steps: readonly string[]
  readonly failure?: string
}

const minutes = 60_000

/** Installs an example, compiles it, starts it by its one command, and runs its test. */
export async function tryExample(example: Example, tarball: string): Promise<Outcome> {
  const steps: string[] = []
  try {
    const folder = await installExample(example, tarball)
    steps.push('installed')
    const compiler = resolve('node_modules', 'typescript', 'bin', 'tsc')
    await runProgram(
      [process.execPath, compiler, '--noEmit', '--project', join(folder, 'tsconfig.json')],
      folder,
      3 * minutes,
    )
    steps.push('compiled')
    steps.push(await start(folder))
    const tested = await runProgram(
      ['npm', 'test', '--silent'],
      folder,
      3 * minutes,
      await chromiumEnvironment(example),
    )
    steps.push(`${passedIn(tested)} tests passed`)
    return { steps }
  } catch (error) {
    return { steps, failure: error instanceof Error ? error.message : 'It failed.' }
  }
}

/** A server prints where it is, and must answer there without an error of its own; anything else must come to a good end. */
async function start(folder: string): Promise<string> {
  const program = new Program(['npm', 'start', '--silent'], folder, { PORT: '0' })
  try {
    for (let waited = 0; waited < 3 * minutes; waited += 100) {
      const [url] = /http:\/\/(localhost|127\.0\.0\.1):\d+\S*/.exec(program.text) ?? []
      if (url !== undefined) return `answers ${await statusAt(url)}`
      const code = await program.within(100)
      if (code === 0) return 'ends well'
      if (code !== undefined) throw new Error(`npm start failed (exit code ${code}):\n${program.text}`)
    }
    throw new Error(`npm start says no URL:\n${program.text}`)
  } finally {
    await program.stop()
  }
}

async function statusAt(url: string): Promise<number> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      const { status } = await fetch(url, { signal: AbortSignal.timeout(60_000) })
      if (status >= 500) throw new Error(`${url} answers ${status}.`)
      return status
    } catch (error) {
      if (attempt === 10) throw error
      await setTimeout(500)
    }
  }
}

/** A test that ran nothing has not passed. */
function passedIn(text: string): number {
  const passed = Number(/^(?:#|ℹ) pass (\d+)$/m.exec(text)?.[1] ?? 0)
  if (passed === 0) throw new Error(`npm test ran nothing:\n${text}`)
  return passed
}
