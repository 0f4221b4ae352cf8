import { text } from 'node:stream/consumers'
import { createProgram } from '../program.js'
import { usage } from '../failure.js'
import type { Output } from '../terminal/output.js'
import { candidatesOf } from './candidates.js'
import { scripts } from './scripts.js'

/** `completion <shell>`: what a shell has to be told. */
export async function printCompletion(shell: string, out: Output): Promise<void> {
  const script = scripts[shell]
  if (script === undefined)
    throw usage(
      'Which shell? In bash: source <(keymux completion bash), in zsh: source <(keymux completion zsh), in fish: keymux completion fish | source',
    )
  await out.line(script.trimEnd())
}

/**
 * `complete`: the words that could stand where somebody has pressed Tab, one to a line, each with a tab and what it is about. What
 * was typed comes on standard input, each word ended by a NUL.
 */
export async function complete(out: Output): Promise<void> {
  const words = (await text(process.stdin)).replace(/\0$/, '').split('\0')
  const candidates = candidatesOf(
    createProgram(() => async () => undefined),
    words,
  )
  if (candidates === 'files') return out.line(':files')
  for (const { value, about } of candidates) await out.line(`${value}\t${about}`)
}
