import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

const execute = promisify(execFile)

/** Runs a program and gives what it printed; where it fails, the error says all of it. */
export async function run(program: string, args: readonly string[], cwd = '.'): Promise<string> {
  // What npm tells a script of its own package would lead an npm in another folder astray.
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^npm_/i.test(name)))
  try {
    const { stdout } = await execute(program, [...args], { cwd, env, maxBuffer: 2 ** 26 })
    return stdout
  } catch (error) {
    const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string }
    throw new Error(`${program} ${args.join(' ')} failed:\n${stdout}${stderr}`, { cause: error })
  }
}

/** Runs a file with this Node. */
export async function node(args: readonly string[], cwd?: string): Promise<string> {
  return run(process.execPath, args, cwd)
}
