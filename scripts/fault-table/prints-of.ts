import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { Access, Subject } from './subject.js'

const program = fileURLToPath(new URL('create-once.ts', import.meta.url))

/** All that a program prints which creates one key, in a process with this environment. */
export async function printsOf(
  { id }: Subject,
  { baseUrl, credentials }: Access,
  environment: Readonly<Record<string, string>>,
): Promise<string> {
  const child = spawn(process.execPath, ['--import', 'tsx', program, id], {
    env: { ...process.env, ...environment },
  })
  let text = ''
  child.stdout.on('data', (chunk: Buffer) => (text += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (text += chunk.toString()))
  // Not by the environment or the arguments: debug output may show these for good reason.
  child.stdin.end(JSON.stringify({ baseUrl, credentials: plain(credentials) }))
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', resolve)
  })
  if (code !== 0) throw new Error(`${id}: the program that creates one key ended with ${code}`)
  return text
}

/** The emulator's credentials print as redacted; a spread copy is what a factory gets. */
function plain(credentials: Access['credentials']): object {
  return Object.fromEntries(Object.entries(credentials).map(([vendor, own]) => [vendor, { ...own }]))
}
